"use strict";
(() => {
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const editions = all(document, "[data-edition]");

  // Headings of groups go where rows are sorted otherwise, or where none of theirs is shown.
  const head = (table) => {
    for (const group of table.groups) {
      if (group.heading) {
        group.heading.hidden = table.sorted || group.rows.every((row) => row.hidden);
      }
    }
  };

  // A figure by its value, words by the language; what is absent comes last in both directions.
  const known = (cell) => {
    if (cell.dataset.value !== undefined) {
      return Number(cell.dataset.value);
    }
    const words = cell.textContent.trim();
    return words === "—" ? "" : words;
  };

  const sort = (table, index, direction) => {
    table.sorted = direction !== "none";
    const [{ body }] = table.groups;
    if (table.sorted) {
      const sign = direction === "ascending" ? 1 : -1;
      const rows = table.groups.flatMap((group) => group.rows);
      const values = new Map(rows.map((row) => [row, known(row.cells[index])]));
      const figures = [...values.values()].some((value) => typeof value === "number");
      const absent = (value) => (figures ? typeof value !== "number" : value === "");
      body.append(...rows.sort((one, other) => {
        const [first, second] = [values.get(one), values.get(other)];
        if (absent(first) || absent(second)) {
          return absent(first) - absent(second);
        }
        return sign * (figures ? first - second : table.words.compare(first, second));
      }));
    } else {
      for (const group of table.groups) {
        group.body.append(...group.rows);
      }
    }
    head(table);
  };

  const sortable = (element, language) => {
    const groups = all(element, "tbody").map((body) => ({
      body,
      heading: body.querySelector(".heading"),
      rows: all(body, "tr:not(.heading)"),
    }));
    const table = { groups, sorted: false, words: new Intl.Collator(language, { numeric: true }) };
    const headings = all(element, "thead th");
    for (const heading of headings) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = heading.textContent;
      heading.replaceChildren(button);
      button.addEventListener("click", () => {
        const before = heading.getAttribute("aria-sort");
        const directions = { ascending: "descending", descending: "none" };
        const direction = directions[before] || "ascending";
        for (const each of headings) {
          each.removeAttribute("aria-sort");
        }
        if (direction !== "none") {
          heading.setAttribute("aria-sort", direction);
        }
        sort(table, heading.cellIndex, direction);
      });
    }
    return table;
  };

  const tables = editions.flatMap((edition) =>
    all(edition, "table[data-sort]").map((table) => sortable(table, edition.dataset.edition)));

  const choose = (wanted) => {
    for (const edition of editions) {
      const [found, shown] = [new Set(), new Set()];
      for (const element of all(edition, "[data-marks]")) {
        const marks = element.dataset.marks.split(" ");
        element.hidden = !wanted.every((mark) => marks.includes(mark));
        const what = element.dataset.key || element;
        found.add(what);
        if (!element.hidden) {
          shown.add(what);
        }
      }
      for (const section of all(edition, "section")) {
        const cards = all(section, "article");
        section.hidden = cards.length > 0 && cards.every((card) => card.hidden);
      }
      for (const link of all(edition, "nav a")) {
        const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
        link.parentElement.hidden = target.hidden;
      }
      for (const tools of all(edition, "[data-shown]")) {
        const { none, shown: words } = tools.dataset;
        tools.querySelector("output").textContent = shown.size === 0
          ? none
          : words.replace("{n}", shown.size).replace("{all}", found.size);
      }
    }
    tables.forEach(head);
  };

  // What is chosen in one language is chosen in all.
  const selects = editions.map((edition) => all(edition, ".tools select"));
  const reset = () => {
    selects.flat().forEach((select) => { select.value = ""; });
    choose([]);
  };
  for (const own of selects) {
    own.forEach((select, index) => select.addEventListener("change", () => {
      selects.forEach((others) => { others[index].value = select.value; });
      choose(own.map((each) => each.value).filter(Boolean));
    }));
  }
  all(document, "[data-reset]").forEach((button) => button.addEventListener("click", reset));

  const folds = (root) => all(root, "details:not(.figures)");
  for (const tools of all(document, ".tools")) {
    tools.hidden = false;
    for (const button of all(tools, "[data-open], [data-close]")) {
      const open = button.dataset.open !== undefined;
      button.addEventListener("click", () => {
        folds(tools.parentElement).forEach((each) => { each.open = open; });
      });
    }
  }
  choose([]);

  // A link may lead into another language, or to what is not chosen.
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) {
      return;
    }
    const edition = target.closest("[data-edition]");
    const radio = edition && document.getElementById(`show-${edition.id}`);
    if (radio && !radio.checked) {
      radio.click();
    }
    if (target.closest("[hidden]")) {
      reset();
    }
    target.scrollIntoView();
  };
  for (const radio of all(document, "[name=language]")) {
    radio.addEventListener("change", () => {
      const edition = document.getElementById(radio.value);
      document.title = edition.dataset.title;
      document.documentElement.lang = edition.dataset.edition;
    });
  }
  addEventListener("hashchange", follow);
  follow();

  // On paper nothing can be opened.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = folds(document).filter((each) => !each.open);
    opened.forEach((each) => { each.open = true; });
  });
  addEventListener("afterprint", () => {
    opened.forEach((each) => { each.open = false; });
  });
})();

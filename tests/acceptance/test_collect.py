"""Tables become submissions: whole or not at all, and what is on file is never altered."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest
import yaml
from openpyxl import Workbook, load_workbook

from tests import fictional

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

TABLE = """\
指标,单位,2022年,2023年,备注,来源
企业,家,120,130,含筹建,《公报》
产值,万元,,471234,,
占全县比重,%,,40.50%,,
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return fictional.county(tmp_path / "plan")


class Desk:
    """Where tables come in: a plan, and jyplan with it."""

    def __init__(self, run: Run, plan: Path) -> None:
        self.run = run
        self.plan = plan

    def table(self, text: str, name: str = "sent.csv") -> Path:
        path = self.plan.parent / name
        path.write_text(text, encoding="utf-8")
        return path

    def collect(self, text: str, *options: str, lang: str = "en") -> CompletedProcess[str]:
        path = self.table(text)
        return self.run("--lang", lang, "collect", str(path), "--plan", str(self.plan), *options)

    def file(self, name: str, text: str) -> Path:
        path = self.plan / "submissions" / name
        path.write_bytes(text.encode())
        return path

    def files(self) -> dict[str, str]:
        folder = self.plan / "submissions"
        return {path.name: path.read_bytes().decode() for path in sorted(folder.iterdir())}


@pytest.fixture
def desk(run: Run, plan: Path) -> Desk:
    return Desk(run, plan)


def test_a_table_becomes_a_file_a_year(desk: Desk) -> None:
    result = desk.collect(TABLE)
    assert (result.returncode, result.stderr) == (0, "")
    sha = hashlib.sha256(TABLE.encode()).hexdigest()
    head = f"from: {{file: sent.csv, sha256: {sha}}}\nvalues:\n"
    assert desk.files() == {
        "2022.yaml": f"schema: 1\nyear: 2022\n{head}"
        "  firms: {value: 120, source: {document: 《公报》}, from: {cell: C2}}\n",
        # 471,234 in 10,000 yuan are 47.1234 in 100 million; what is written is kept to the digit.
        "2023.yaml": f"schema: 1\nyear: 2023\n{head}"
        "  firms: {value: 130, note: 含筹建, source: {document: 《公报》}, from: {cell: D2}}\n"
        '  output: {value: 47.1234, unit: "100 million yuan", from: {cell: D3}} # 471234 万元\n'
        "  share: {value: 40.50, from: {cell: D4}}\n",
    }
    again = desk.run("--lang", "en", "check", "--plan", str(desk.plan))
    assert again.returncode == 0
    assert "note" not in again.stdout.replace("notes: 0", "")


@pytest.mark.parametrize(("lang", "said"), [("zh", "取自 "), ("en", "taken from ")])
def test_show_tells_the_cell_that_a_figure_came_from(desk: Desk, lang: str, said: str) -> None:
    desk.collect(TABLE)
    parts = desk.table("区县,指标,2024年\n东区,企业,90\n西区,企业,45\n", "parts.csv")
    desk.run("collect", str(parts), "--plan", str(desk.plan))
    # What somebody adds by hand came from no cell.
    path = desk.plan / "submissions" / "2023.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "restates: {2021: {firms: 110}}\n")
    asked = ("show", "firms", "--plan", str(desk.plan), "--lang", lang)
    shown = desk.run(*asked, env={"COLUMNS": "140"}).stdout.rpartition("\n\n")[2].splitlines()[1:]
    assert [line.split()[0] for line in shown] == ["2021", "2022", "2023", "2024", "2024"]
    cells = [line.partition(said)[2].rstrip(")）") for line in shown]
    assert cells == ["", "sent.csv:C2", "sent.csv:D2", "parts.csv:C2", "parts.csv:C3"]
    found = json.loads(desk.run(*asked, "--format", "json").stdout)["indicator"]["observations"]
    sha = hashlib.sha256(TABLE.encode()).hexdigest()
    assert "from" not in found[0]
    assert found[1]["from"] == {"file": "sent.csv", "sha256": sha, "cell": "C2"}


def test_figures_of_several_tables_name_each_its_own(desk: Desk) -> None:
    desk.collect(TABLE, "--year", "2023")
    desk.file("2024.yaml", "schema: 1\nyear: 2024\nfrom: {file: x.csv}\nvalues: {firms: 140}\n")
    later = desk.table("指标,2023年\n企业,135\n", "later.csv")
    desk.run("collect", str(later), "--plan", str(desk.plan), "--replace")
    shown = desk.run("show", "firms", "--plan", str(desk.plan), "--lang", "en").stdout
    assert "taken from later.csv:B2" in shown
    assert "sent.csv" not in shown
    # Which cell of its table it was taken from is not said.
    assert "x.csv" not in shown


def test_a_table_that_a_file_names_wrongly_is_one_finding(desk: Desk) -> None:
    path = desk.file("2023.yaml", "schema: 1\nyear: 2023\nfrom: {sha256: abc}\nvalues:\n")
    with path.open("a", encoding="utf-8") as file:
        file.write("  firms: {value: 130, from: {cell: B2}}\n")
    found = json.loads(desk.run("check", str(desk.plan), "--format", "json").stdout)["findings"]
    assert [each["code"] for each in found] == ["JY109"]


def test_collecting_twice_writes_nothing_more(desk: Desk) -> None:
    desk.collect(TABLE)
    before = desk.files()
    result = desk.collect(TABLE)
    assert result.returncode == 0
    assert "nothing to write" in result.stdout
    assert desk.files() == before


@pytest.mark.parametrize("option", ["--table", "--diff"])
def test_looking_writes_nothing(desk: Desk, option: str) -> None:
    result = desk.collect(TABLE, option)
    assert result.returncode == 0
    assert "47.1234" in result.stdout
    assert desk.files() == {}


def test_one_year_alone(desk: Desk) -> None:
    desk.collect(TABLE, "--year", "2022")
    assert list(desk.files()) == ["2022.yaml"]


ON_FILE = """\
# 年报
schema: 1
year: 2023
values:
  # 核对过
  firms: 125 # 快报
  output:
    value: 47.1234
    note: 初步
# 完
"""


def test_what_is_on_file_is_left_and_shown_beside(desk: Desk) -> None:
    desk.file("2023.yaml", ON_FILE)
    result = desk.collect(TABLE, "--year", "2023")
    assert result.returncode == 1
    assert [line.split()[:4] for line in result.stdout.splitlines() if "differs, left" in line] == [
        ["Firms", "2023", "D2", "130"]
    ]
    assert "125" in result.stdout
    # What is new is put behind what is there, all of which stays.
    above, below = ON_FILE.split("# 完\n")
    after = desk.files()["2023.yaml"]
    assert after.startswith(above)
    assert after.endswith(f"{below}# 完\n")
    assert list(yaml.safe_load(after)["values"]) == ["firms", "output", "share"]


def test_a_difference_that_is_left_is_told_beside_the_patch(desk: Desk) -> None:
    desk.file("2023.yaml", ON_FILE)
    result = desk.collect(TABLE, "--year", "2023", "--diff")
    assert result.returncode == 1
    assert "differs, left" in result.stderr
    assert "differs, left" not in result.stdout
    assert "figures to write" not in result.stdout
    # git takes no path that begins with two slashes
    assert f"+++ b/{str(desk.plan).lstrip('/')}/submissions/2023.yaml" in result.stdout
    assert desk.files() == {"2023.yaml": ON_FILE}


def test_tables_are_called_by_their_names_where_these_tell_them_apart(desk: Desk) -> None:
    one = desk.table("指标,2023年\n企业,130\n", "one.csv")
    two = desk.table("指标,单位,2023年\n产值,亿元,47.1\n", "two.csv")
    result = desk.run("collect", str(one), str(two), "--plan", str(desk.plan), "--table")
    assert " one.csv:B2 " in result.stdout
    assert " two.csv:C2 " in result.stdout


def test_what_differs_is_replaced_if_asked_for(desk: Desk) -> None:
    desk.file("2023.yaml", ON_FILE)
    assert desk.collect(TABLE, "--year", "2023", "--replace").returncode == 0
    after = desk.files()["2023.yaml"]
    values = yaml.safe_load(after)["values"]
    assert values["firms"]["value"] == 130
    assert values["output"] == {"value": 47.1234, "note": "初步"}
    for comment in ("# 年报", "# 核对过", "# 快报", "# 完"):
        assert comment in after


def test_an_earlier_year_is_restated_in_the_later_one(desk: Desk) -> None:
    desk.file("2022.yaml", "schema: 1\nyear: 2022\nvalues: {firms: 118}\n")
    result = desk.collect(TABLE, "--restate")
    assert result.returncode == 0
    assert desk.files()["2022.yaml"] == "schema: 1\nyear: 2022\nvalues: {firms: 118}\n"
    document = yaml.safe_load(desk.files()["2023.yaml"])
    assert document["restates"][2022]["firms"]["value"] == 120
    detail = desk.run("show", "firms", "--plan", str(desk.plan), "--format", "json").stdout
    assert '"value": 120' in detail
    assert '"value": 118' in detail


def test_nothing_later_can_restate_it(desk: Desk) -> None:
    desk.file("2023.yaml", ON_FILE)
    result = desk.collect(TABLE, "--year", "2023", "--restate")
    assert result.returncode == 2
    assert "--replace" in result.stderr
    assert desk.files() == {"2023.yaml": ON_FILE}


def test_nothing_is_written_where_an_error_is(desk: Desk) -> None:
    result = desk.collect(TABLE.replace("130", "约130"))
    assert result.returncode == 1
    assert "sent.csv:D2: error JY129" in result.stdout
    assert "nothing was written" in result.stdout
    assert desk.files() == {}


def test_what_is_sound_is_taken_if_asked_for(desk: Desk) -> None:
    result = desk.collect(TABLE.replace("130", "约130"), "--partial")
    assert result.returncode == 1
    assert list(yaml.safe_load(desk.files()["2023.yaml"])["values"]) == ["output", "share"]


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("schema: 1\r\nyear: 2023\r\nvalues:\r\n  firms: 130\r\n", "  firms: 130\r\n  output:"),
        ("\ufeffschema: 1\nyear: 2023\nvalues:\n    firms: 130\n", "\n    firms: 130\n    output:"),
        ("schema: 1\nyear: 2023\nvalues: {firms: 130} # x\n", "values: # x\n  firms: 130\n  out"),
        ("schema: 1\nyear: 2023\nvalues: {}\naccept: []\n", "values:\n  firms:"),
        ("schema: 1\nvalues:\n  firms: 130\nyear: 2023", "  firms: 130\n  output:"),
    ],
)
def test_files_are_written_in_many_ways(desk: Desk, before: str, kept: str) -> None:
    desk.file("2023.yaml", before)
    result = desk.collect(TABLE, "--year", "2023")
    assert (result.returncode, result.stderr) == (0, "")
    assert kept in desk.files()["2023.yaml"]


def test_a_file_that_nothing_can_be_put_into(desk: Desk) -> None:
    before = "{schema: 1, year: 2023,\n values: {firms: 130,\n  output: 47.1234}}\n"
    desk.file("2023.yaml", before)
    result = desk.collect(TABLE, "--year", "2023")
    assert result.returncode == 2
    assert "2023.yaml" in result.stderr
    assert desk.files() == {"2023.yaml": before}


def test_a_file_that_is_not_in_order(desk: Desk) -> None:
    desk.file("2023.yaml", "schema: 1\nyear: 2023\nvalues: {firm: 130}\n")
    result = desk.collect(TABLE, "--year", "2023")
    assert result.returncode == 1
    assert "JY102" in result.stderr


def test_a_name_that_is_taken(desk: Desk) -> None:
    before = "schema: 1\nyear: 2022\nvalues: {firms: 120}\n"
    desk.file("2023.yaml", before)
    result = desk.collect(TABLE, "--year", "2023")
    assert result.returncode == 2
    assert desk.files() == {"2023.yaml": before}


def test_districts(desk: Desk) -> None:
    table = "区县,指标,2023年\n东区,企业,90\n西区,企业,40\n"
    assert desk.collect(table).returncode == 0
    assert list(desk.files()) == ["2023-east.yaml", "2023-west.yaml"]
    assert yaml.safe_load(desk.files()["2023-west.yaml"])["district"] == "west"
    status = desk.run(
        "status", "--plan", str(desk.plan), "--format", "csv", "--columns", "id,latest"
    )
    assert "firms,130" in status.stdout


def test_a_district_that_the_table_does_not_name(desk: Desk) -> None:
    table = "指标,2023年\n企业,90\n"
    assert desk.collect(table, "--district", "东区").returncode == 0
    assert list(desk.files()) == ["2023-east.yaml"]
    wrong = desk.collect(table, "--district", "南区")
    assert wrong.returncode == 2
    assert "east" in wrong.stderr


def test_two_tables_of_one_year(desk: Desk) -> None:
    one = desk.table("指标,2023年\n企业,130\n", "one.csv")
    two = desk.table("指标,2023年\n产值,47\n", "two.csv")
    result = desk.run("collect", str(one), str(two), "--plan", str(desk.plan))
    assert result.returncode == 0
    values = yaml.safe_load(desk.files()["2023.yaml"])["values"]
    assert {name: each["from"]["file"] for name, each in values.items()} == {
        "firms": "one.csv",
        "output": "two.csv",
    }


def test_two_tables_that_differ(desk: Desk) -> None:
    one = desk.table("指标,2023年\n企业,130\n", "one.csv")
    two = desk.table("指标,2023年\n企业,131\n", "two.csv")
    result = desk.run("--lang", "en", "collect", str(one), str(two), "--plan", str(desk.plan))
    assert result.returncode == 1
    assert "JY217" in result.stdout
    assert "B2 of " in result.stdout
    assert desk.files() == {}


def test_into_another_folder(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    result = desk.collect(TABLE, "--into", str(folder), "--year", "2023")
    assert result.returncode == 0
    assert [path.name for path in folder.iterdir()] == ["2023.yaml"]
    assert desk.files() == {}


def test_a_folder_of_tables(desk: Desk) -> None:
    inbox = desk.plan.parent / "inbox"
    inbox.mkdir()
    (inbox / "a.csv").write_text("指标,2023年\n企业,130\n", encoding="utf-8")
    (inbox / "b.csv").write_text("指标,2023年\n产值,47\n", encoding="utf-8")
    result = desk.run("--lang", "en", "check", str(inbox), "--plan", str(desk.plan))
    assert result.returncode == 0
    assert "files: 2, figures: 2" in result.stdout
    assert desk.run("collect", str(inbox), "--plan", str(desk.plan)).returncode == 0
    assert list(yaml.safe_load(desk.files()["2023.yaml"])["values"]) == ["firms", "output"]


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("--map", "value"), "value=D"),
        (("--map", "worth=D"), "value"),
        (("--restate", "--replace"), "--replace"),
    ],
)
def test_what_makes_no_sense(desk: Desk, options: tuple[str, ...], word: str) -> None:
    result = desk.collect(TABLE, *options)
    assert result.returncode == 2
    assert word in result.stderr
    assert desk.files() == {}


def test_a_submission_is_no_table(desk: Desk) -> None:
    path = desk.file("2023.yaml", ON_FILE)
    result = desk.run("collect", str(path), "--plan", str(desk.plan))
    assert result.returncode == 2
    assert ".xlsx" in result.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_languages(desk: Desk, lang: str) -> None:
    desk.file("2023.yaml", ON_FILE)
    shown = desk.collect(TABLE, "--table", lang=lang).stdout
    assert ("企业" in shown) == (lang == "zh")
    assert ("Firms" in shown) == (lang == "en")


def test_the_senders_workbook_is_given_back(desk: Desk) -> None:
    sent = desk.plan.parent / "sent.xlsx"
    book = Workbook()
    for row in (["指标", "2023年"], ["企业", "约130"], ["企业数量", 130], ["产值", 47]):
        book.active.append(row)
    book.save(sent)
    before = sent.read_bytes()
    back = desk.plan.parent / "back"
    command = ("check", str(sent), "--plan", str(desk.plan), "--mark", str(back))
    result = desk.run("--lang", "zh", *command)
    assert result.returncode == 1
    assert sent.read_bytes() == before
    sheet = load_workbook(back / "sent.xlsx").active
    said = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    assert set(said) == {"B2", "A3"}
    assert "错误 JY129" in said["B2"]
    assert "JY102" in said["A3"]
    # Among the tables that were sent nothing is written.
    among = desk.run("check", str(sent), "--plan", str(desk.plan), "--mark", str(sent.parent))
    assert among.returncode == 2
    assert sent.read_bytes() == before


def test_a_table_that_cannot_be_marked(desk: Desk) -> None:
    result = desk.collect("指标,2023年\n企业,约130\n", "--mark", str(desk.plan.parent / "back"))
    assert result.returncode == 1
    assert ".xlsx" in result.stderr


def test_a_restated_figure_is_replaced_where_it_stands(desk: Desk) -> None:
    desk.file("2022.yaml", "schema: 1\nyear: 2022\nvalues: {firms: 100}\n")
    head = "schema: 1\nyear: 2023\nvalues:\n  firms: 130\n"
    desk.file("2023.yaml", f"{head}restates:\n  2022:\n    firms: 105 # later\n")
    result = desk.collect("指标,2022年\n企业,107\n", "--replace")
    assert result.returncode == 0
    assert desk.files()["2022.yaml"] == "schema: 1\nyear: 2022\nvalues: {firms: 100}\n"
    document = yaml.safe_load(desk.files()["2023.yaml"])
    assert document["restates"][2022]["firms"]["value"] == 107
    assert document["values"] == {"firms": 130}
    assert "# later" in desk.files()["2023.yaml"]


def test_signs_that_nobody_sees_stay_behind(desk: Desk) -> None:
    table = "指标,2023年,备注\n企业,130,含\u200b筹建\u2028的\x85\n"
    assert desk.collect(table).returncode == 0
    assert yaml.safe_load(desk.files()["2023.yaml"])["values"]["firms"]["note"] == "含筹建 的"
    assert desk.run("check", "--plan", str(desk.plan)).returncode == 0


def test_a_sign_says_no_more_than_the_figure(desk: Desk) -> None:
    desk.collect("指标,2023年\n企业,+130\n")
    assert yaml.safe_load(desk.files()["2023.yaml"])["values"]["firms"]["value"] == 130


def test_a_difference_can_be_applied(desk: Desk) -> None:
    shown = desk.collect("指标,2023年\n企业,130\n", "--diff").stdout
    assert shown.startswith("--- /dev/null\n+++ b/")
    assert "//" not in shown.splitlines()[1]


def sent_workbook(desk: Desk, *rows: list[object]) -> Path:
    sent = desk.plan.parent / "sent.xlsx"
    book = Workbook()
    for row in (["指标", "2023年"], *rows):
        book.active.append(row)
    book.save(sent)
    return sent


def test_folders_are_made_with_those_above_them(desk: Desk, tmp_path: Path) -> None:
    sent = sent_workbook(desk, ["企业", 130], ["合计", 7])
    back, into = tmp_path / "back" / "2023", tmp_path / "into" / "2023"
    options = ("--plan", str(desk.plan), "--mark", str(back), "--into", str(into))
    assert desk.run("collect", str(sent), *options).returncode == 0
    assert [path.name for path in (*back.iterdir(), *into.iterdir())] == ["sent.xlsx", "2023.yaml"]
    again = tmp_path / "checked" / "2023"
    desk.run("check", str(sent), "--plan", str(desk.plan), "--mark", str(again))
    assert [path.name for path in again.iterdir()] == ["sent.xlsx"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "路径中有一段是文件，不是文件夹"),
        ("en", "a part of the path is a file and no folder"),
    ],
)
@pytest.mark.parametrize("option", ["--mark", "--into"])
def test_either_all_is_written_or_nothing(desk: Desk, option: str, lang: str, said: str) -> None:
    """Neither marks without figures nor figures without marks, nor a folder for either."""
    sent = sent_workbook(desk, ["企业", 130], ["合计", 7])
    out = desk.plan.parent / "out"
    out.mkdir()
    (out / "file").touch()
    other = "--mark" if option == "--into" else "--into"
    options = (option, str(out / "file" / "in"), other, str(out / "new" / "in"))
    result = desk.run("--lang", lang, "collect", str(sent), "--plan", str(desk.plan), *options)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr
    assert [path.name for path in out.iterdir()] == ["file"]


def test_a_form_is_of_the_year_that_it_was_made_for(desk: Desk) -> None:
    sent = desk.plan.parent / "sent.xlsx"
    book = Workbook()
    for row in (["编号", "指标", "2022年填报值"], ["firms", "企业", 130]):
        book.active.append(row)
    stamp = book.create_sheet("jyplan")
    for row in (["form", "1"], ["plan", "small"], ["version", "x"], ["year", "2023"]):
        stamp.append(row)
    stamp.sheet_state = "veryHidden"
    book.save(sent)
    result = desk.run("--lang", "en", "collect", str(sent), "--plan", str(desk.plan))
    assert result.returncode == 1
    assert "JY812 the table has no values of 2023" in result.stdout
    assert desk.files() == {}


@pytest.mark.parametrize(
    ("lang", "jargon", "said"),
    [
        ("zh", "accept", "属实的在备注中说明"),
        ("en", "accept", "say why in the notes"),
    ],
)
def test_who_fills_in_a_table_is_told_nothing_of_yaml(
    desk: Desk, lang: str, jargon: str, said: str
) -> None:
    """100 firms in 2020, 1,000 in 2022: in YAML that can be accepted, in a table explained."""
    table = "指标,2022年\n企业,340\n"
    sent = desk.collect(table, lang=lang).stdout
    assert "JY402" in sent
    assert said in sent
    assert jargon not in sent
    own = desk.run("--lang", lang, "check", "--plan", str(desk.plan)).stdout
    assert "JY402" in own
    assert jargon in own


def test_a_figure_that_is_on_file_otherwise_can_be_replaced_or_restated(desk: Desk) -> None:
    desk.file("2023.yaml", ON_FILE)
    sent = desk.table("指标,2023年\n企业,130\n")
    result = desk.run("--lang", "en", "check", str(sent), "--plan", str(desk.plan))
    assert "JY217" in result.stdout
    assert "--replace or --restate" in result.stdout
    sent.write_text("指标,2023年\n产值,47.1\n产值,47.2\n", encoding="utf-8")
    (desk.plan / "submissions" / "2023.yaml").unlink()
    result = desk.run("--lang", "en", "check", str(sent), "--plan", str(desk.plan))
    assert "JY217" in result.stdout
    assert "--replace" not in result.stdout


@pytest.mark.parametrize(
    ("folder", "named"), [("计划", "--plan 计划"), ("my plan", "--plan 'my plan'")]
)
def test_the_next_command_finds_the_same_plan(
    run: Run, tmp_path: Path, folder: str, named: str
) -> None:
    fictional.county(tmp_path / folder)
    (tmp_path / "sent.csv").write_text("指标,2023年\n企业,130\n", encoding="utf-8")
    made = run("form", "--year", "2023", "-o", "f.xlsx", "--plan", folder, cwd=tmp_path)
    assert made.stderr.endswith(f"jyplan check f.xlsx {named}\n")
    done = run("collect", "sent.csv", "--plan", folder, cwd=tmp_path)
    assert done.stdout.endswith(f"jyplan status {named}\n")
    (tmp_path / "sent.csv").write_text("指标,2024年\n企业,140\n", encoding="utf-8")
    # From inside no option is needed.
    done = run("collect", "../sent.csv", cwd=tmp_path / folder)
    assert done.stdout.endswith("jyplan status\n")


def test_advice_stands_in_one_column_whatever_the_row(desk: Desk) -> None:
    rows = "\n".join(["指标,2023年", "企业,约130", *["，"] * 8, "产值,约47", ""])
    shown = desk.collect(rows, lang="en").stdout
    assert "B11: error" in shown
    assert {line.index("=") for line in shown.splitlines() if " = help" in line} == {4}


def test_nothing_is_collected_where_there_is_no_plan(run: Run, tmp_path: Path) -> None:
    """The plan that comes with the package is nobody's to write into."""
    sent = tmp_path / "sent.csv"
    sent.write_text("指标,2024年\n高新技术企业,300\n", encoding="utf-8")
    result = run("--lang", "en", "collect", "sent.csv", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert "--plan" in result.stderr
    into = run("--lang", "en", "collect", "sent.csv", "--into", "here", cwd=tmp_path)
    assert (into.returncode, (tmp_path / "here" / "2024.yaml").is_file()) == (0, True)
    assert "embedded plan; new 1" in into.stdout


def test_partial_is_not_proposed_where_there_is_nothing_to_take(desk: Desk) -> None:
    assert "--partial" in desk.collect("指标,2023年\n企业,约130\n产值,47\n").stdout
    for table in ("指标,2023年\n企业,约130\n", "没有,表\n"):
        said = desk.collect(table).stdout
        assert "nothing was written" in said
        assert "--partial" not in said

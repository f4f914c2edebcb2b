"""What is said when something was asked for that there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.plan.names import NamedEntry, near
from jyplan.plan.spelling import squeezed
from jyplan.texts.findings import BETWEEN
from jyplan.texts.words import LANGUAGES, chosen, echoed, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.errors import RequestError
    from jyplan.texts.words import Language

TEXTS: Mapping[str, tuple[str, str]] = {
    "unknown_command": ("没有命令“{name}”{suggestion}", "there is no command “{name}”{suggestion}"),
    "unknown_option": (
        "没有选项 {option}{suggestion}（{command} --help）",
        "there is no option {option}{suggestion} (see {command} --help)",
    ),
    "missing_argument": (
        "缺少 {name}（{command} --help）",
        "{name} is missing (see {command} --help)",
    ),
    "bad_option_usage": (
        "选项 {option} 的用法不对（{command} --help）",
        "option {option} is not used like this (see {command} --help)",
    ),
    "bad_choice": (
        "{where}{value}不在可选值之列{suggestion}{choices}",
        "{where}{value}not one of the choices{suggestion}{choices}",
    ),
    "not_a_number": ("{option} 要一个年份，例如 2023", "{option} takes a year, such as 2023"),
    "bad_letters": (
        "看不懂 --map {value}；请写 内容=列，例如 value=D 或 2024=E",
        "--map {value} is not understood; write WHAT=COLUMN, such as value=D or 2024=E",
    ),
    "no_table": (
        "{path} 不是表格；jyplan collect 读 .xlsx、.xls、.et、.ods、.csv",
        "{path} is no table; jyplan collect reads .xlsx, .xls, .et, .ods and .csv",
    ),
    "no_plan_to_collect_for": (
        "这里没有计划，收到的数没有地方可放；请用 --plan 指明计划目录",
        "there is no plan here for which figures could be collected; name its folder with --plan",
    ),
    "nothing_later": (
        "{year} 年的数（{cell}）没有更晚一年的填报可以记更正；请用 --replace 替换，或等下一年的表",
        "no later year's submission can restate the figure of {year} ({cell}); use --replace, or wait for the next year's table",
    ),
    "cannot_mark": (
        "{path} 里没有可以标注的地方；请对方用 Excel 或 WPS 另存一次",
        "{path} has no place for marks; have the workbook saved anew by Excel or WPS",
    ),
    "cannot_merge": (
        "{path} 的写法放不进新的数值；请手工改写成每行一个“编号: 数值”后重来",
        "nothing can be put into {path} as it is written; write one id and value a line there, and try again",
    ),
    "holds_something_else": (
        "{path} 已存在，但不是 {year} 年的填报；请改名后重来",
        "{path} exists and is not the submission of {year}; rename it and try again",
    ),
    "usage": (
        "命令行有误（{command} --help）",
        "the command line is not understood (see {command} --help)",
    ),
    "unknown_indicator": (
        "{where}没有指标“{value}”{suggestion}（jyplan status --columns id,name 列出全部）",
        "{where}there is no indicator “{value}”{suggestion} (jyplan status --columns id,name names them)",
    ),
    "unknown_reading": (
        "{name} 没有口径“{value}”{suggestion}{choices}",
        "{name} has no reading “{value}”{suggestion}{choices}",
    ),
    "no_readings": ("{name} 只有一种口径", "{name} has a single reading"),
    "bad_reading": (
        "--reading {value}：应为 指标=口径，例如 invention_patents=annual_grants",
        "--reading {value}: write INDICATOR=READING, such as invention_patents=annual_grants",
    ),
    "no_plan_table": (
        "{path} 里没有找到指标表：要有“指标”一列，以及目标年份、年均增速之类的一列（可用 --sheet、--row 指明）",
        "{path} has no table of indicators: one column names them, and another a target year or growth (--sheet and --row say where)",
    ),
    "table_without_years": (
        "指标表没有写明目标年份；请在列名中写明，例如“2020年”“2025年”",
        "the table names no target year; write years into its headings, such as 2020 and 2025",
    ),
    "table_too_long": (
        "表头下面有 {most} 行以上，不像规划的指标表；请用 --sheet、--row 指明",
        "there are more than {most} rows below the headings, and no plan has so many; use --sheet and --row",
    ),
    "goes_with_from": ("{option} 须与 --from 同用", "{option} goes with --from"),
    "needs_a_file": (
        "{format} 不能显示在屏幕上；请用 -o 写明文件，例如 -o report.{format}",
        "{format} is nothing for a screen: name a file, such as -o report.{format}",
    ),
    "not_in_a_workbook": (
        "工作簿按序时进度计算，自带“增长假设”表，{option} 只用于 .html、.docx 和 .md",
        "the workbook calculates by schedule and has a sheet of growth assumptions of its own: {option} is for .html, .docx and .md",
    ),
    "report_needs_a_file": (
        "报告写入文件；请用 -o 写明，例如 -o report.html（或 .docx、.xlsx、.md）",
        "a report goes into a file: name it, such as -o report.html (or .docx, .xlsx, .md)",
    ),
    "needs_more": (
        "此命令另需组件；请运行：pip install {what}",
        "this command needs more: pip install {what}",
    ),
    "dask_needs_parquet": (
        "--engine dask 只读 Parquet 文件或其目录，{path} 不是",
        "--engine dask reads Parquet files and folders of them, and {path} is none",
    ),
    "dask_needs_out": (
        "--engine dask 须有 --out 目录，或 --summary",
        "--engine dask needs --out FOLDER, or --summary",
    ),
    "no_scheduler": (
        "连不上 Dask 调度器 {address}；请核对地址",
        "there is no Dask scheduler at {address}; check the address",
    ),
    "scheduler_needs_dask": (
        "--scheduler 须与 --engine dask 同用",
        "--scheduler goes with --engine dask",
    ),
    "unknown_quantity": (
        "{where}计划里没有“{value}”{suggestion}（jyplan status --columns id,name 列出指标）",
        "{where}the plan has no “{value}”{suggestion} (jyplan status --columns id,name names indicators)",
    ),
    "ambiguous": (
        "{where}“{value}”可能指几个；请写明是哪一个：{known}",
        "{where}“{value}” can be several; say which: {known}",
    ),
    "unknown_scenario": (
        "{path} 没有情景“{value}”{suggestion}{choices}",
        "{path} has no scenario “{value}”{suggestion}{choices}",
    ),
    "bad_scenario_name": (
        "--save {name}：名称用小写字母、数字和下划线，以字母开头",
        "--save {name}: names are lower-case letters, digits and underscores, and begin with a letter",
    ),
    "nothing_to_save": (
        "--save 没有可存的改动；请加 --set",
        "--save has nothing to save; add --set",
    ),
    "scenario_exists": (
        "{path} 已有情景 {name}；请换个名称",
        "{path} has a scenario {name} already; choose another name",
    ),
    "cannot_append": (
        "{path} 的写法无法追加；请把 scenarios 写成分行的列表",
        "nothing can be appended to {path}; write scenarios as a list of lines",
    ),
    "one_scenario": (
        "{option} 一次只看一个情景；请用 文件:名称 指明",
        "{option} looks at one scenario at a time; name it as FILE:NAME",
    ),
    "chart_is_a_table": (
        "--chart 不能与 --grid、--sensitivity 同用，也不能用于 json 和 csv",
        "--chart goes neither with --grid or --sensitivity nor with json or csv",
    ),
    "no_scenarios": ("{path} 里没有情景", "there is no scenario in {path}"),
    "too_many_scenarios": (
        "共 {n} 个情景；一次至多 {most} 个，请用 文件:名称 指明",
        "{n} scenarios are too many; name at most {most} as FILE:NAME",
    ),
    "save_elsewhere": (
        "--save：这些改动以 {base} 为基础；请存进同一文件，并且只基于其中一个情景",
        "--save: these changes rest on {base}; save them to the same file, on top of one scenario",
    ),
    "no_years_ahead": (
        "计划到 {year} 年为止，已无年份可推算；请用 --until 指明到哪一年",
        "the plan ends in {year}, and no year is left to draw; name a later one with --until",
    ),
    "draws_needed": ("{option} 须与 --draws 同用", "{option} goes with --draws"),
    "no_start": ("{name} 没有起始值，无从推算", "{name} has no starting value to go on from"),
    "grid_too_large": (
        "--grid 共 {n} 格；至多 {most} 格，请放大步长",
        "--grid has {n} cells; at most {most}, so take larger steps",
    ),
    "grid_needs_show": (
        "--grid 须与 --show 同用，说明看哪个指标",
        "--grid goes with --show, which says what to look at",
    ),
    "not_together": ("{first} 不能与 {second} 同用", "{first} does not go with {second}"),
    "goal_is_past": (
        "{year} 年已有数据；请选 {first} 年或以后（--by）",
        "{year} is over; choose {first} or later with --by",
    ),
    "no_aim": (
        "{name} 没有注明年份的目标值；请用 --target 和 --by",
        "{name} has no target with a year; name them with --target and --by",
    ),
    "vary_is_rate": (
        "{name} 本身是增速，要达到的就是目标里的数，不用求解",
        "{name} is a growth rate itself: what is needed is the figure of its target",
    ),
    "no_schedule": (
        "{name} 没有从基期到目标的进度可比；请用 --target",
        "{name} has no schedule from baseline to target; use --target",
    ),
    "axis_is_set": (
        "{name} 已在 --grid 中，{other} 就不能再设；请去掉其一",
        "{name} stands in --grid, so {other} cannot be set as well; leave one of them out",
    ),
    "until_is_past": (
        "--until {year} 已过；请选 {first} 年或以后",
        "--until {year} is over; choose {first} or later",
    ),
    "bad_figure": (
        "{option} {value}：请写普通数值",
        "{option} {value}: write a plain figure",
    ),
    "no_values": (
        "{name} 算不出来（除数为零或数值过大）；请改动增速",
        "{name} cannot be worked out (division by zero, or too large); change the growth",
    ),
    "not_a_figure": (
        "{option} 要一个数值，且在范围之内",
        "{option} takes a figure, within its bounds",
    ),
    "vary_is_set": (
        "求的是 {name} 的增速，{other} 就不能再设；请去掉其 --set",
        "{name} is what is sought, so {other} cannot be set as well; leave out its --set",
    ),
    "unrelated": (
        "{name} 与 {other} 无关：计划的公式没有把两者连起来",
        "{name} does not depend on {other}: no identity of the plan connects them",
    ),
    "no_way": (
        "{name} 算不出来；请另行设定 {other}（--set）",
        "{name} cannot be worked out; say how {other} go on (--set)",
    ),
    "bad_map": (
        "--map {value}：应为 列=表中列名，例如 baseline=base_value",
        "--map {value}: write NAME=COLUMN, such as baseline=base_value",
    ),
    "map_twice": (
        "--map 给 {name} 指了两列；请只留一个",
        "--map names two columns for {name}; keep one",
    ),
    "one_rule": (
        "batch 一次只按一个规则集判断；请分几次运行",
        "batch judges by one rule at a time; run it once for each",
    ),
    "no_out": ("--out 为空；请给出文件名", "--out is empty; name a file"),
    "bad_ending": (
        "{path} 的后缀看不出格式；请用 .csv、.parquet 或 .arrow",
        "{path} has no ending that tells its format; use .csv, .parquet or .arrow",
    ),
    "folder_ending": (
        "--engine dask 写出目录，{path} 却像文件；请去掉后缀",
        "--engine dask writes a folder, and {path} looks like a file; leave out the ending",
    ),
    "little_memory": (
        "内存限为 {limit} MiB（ulimit -v），batch 至少要 {least} MiB；请放宽限制",
        "memory is limited to {limit} MiB (ulimit -v), batch needs {least} at least; raise the limit",
    ),
    "unknown_ending": (
        "{path} 的后缀看不出格式；可用 {endings}，或写明 --format",
        "{path} has no ending that tells its format; use {endings}, or name one with --format",
    ),
    "no_rows": (
        "这里没有 CSV；可用 json、markdown 或 html",
        "there is no CSV of this; use json, markdown or html",
    ),
    "broke_off": (
        "运算突然中断，多半是内存不够；没有写出文件",
        "the run broke off, most probably for want of memory; no file was written",
    ),
    "no_output": (
        "标准输出已关闭；请用 -o 写到文件",
        "standard output is closed; write to a file with -o",
    ),
    "no_folder": (
        "当前目录已被删除或无法进入；请换到别的目录再运行",
        "the folder that this was started in is gone; change to another one and run it again",
    ),
    "workers_lost": (
        "Dask 工作进程一再中断，或集群已停止；请检查其内存和日志",
        "Dask workers die again and again, or the cluster has stopped; look at its memory and logs",
    ),
    "not_on_worker": (
        "Dask 工作进程那边没有 {path}；请把表放在各机共用的文件系统",
        "{path} is not there for the Dask workers; keep tables on a file system that all machines share",
    ),
    "year_before_plan": (
        "--as-of {year} 早于计划的起点 {first}",
        "--as-of {year} lies before the plan begins ({first})",
    ),
    "nothing_to_check": (
        "{path} 不对应任何文件；请检查路径，或用 --allow-empty 允许",
        "{path} stands for no file; check the path, or allow it with --allow-empty",
    ),
    "several_plans": (
        "{path} 属于另一个计划（本次为 {plan}）；请分开检查",
        "{path} belongs to another plan than {plan}; check one plan at a time",
    ),
    "fix_needs_files": (
        "--fix 和 --diff 要有文件，不能用于标准输入",
        "--fix and --diff need files, not standard input",
    ),
    "no_input": ("标准输入已关闭或读不到", "standard input is closed or cannot be read"),
    "would_replace": (
        "{path} 是要读的文件；请写到别处",
        "{path} is one of the files to read; write to another one",
    ),
    "same_output": (
        "两份结果都写进 {path}；请分开写",
        "two answers go to {path}; give each a file of its own",
    ),
    "bad_also": (
        "--also {value}：应为 格式=文件，例如 sarif=findings.sarif",
        "--also {value}: write FORMAT=FILE, such as sarif=findings.sarif",
    ),
    "unknown_rule": (
        "没有规则“{name}”{suggestion}（jyplan check --list-rules 列出全部）",
        "there is no rule “{name}”{suggestion} (jyplan check --list-rules names them)",
    ),
    "set_missing": (
        "{name} 不是文件；改动写在 --set 之后：{command}",
        "{name} is no file; a change follows --set: {command}",
    ),
    "cannot_read": ("无法读取 {path}：{error}", "cannot read {path}: {error}"),
    "no_report": (
        "{path} 不是 jyplan check --format json 的输出",
        "{path} is no report of jyplan check --format json",
    ),
    "large_report": (
        "{path} 有 {size} 字节，超过上限 {limit}；请先改正一部分问题，再另存结果",
        "{path} has {size} bytes, more than the {limit} allowed; mend some findings and save them anew",
    ),
    "empty_folder": ("{path} 里没有 YAML 文件", "there is no YAML file in {path}"),
    "wide_is_a_table": (
        "--wide 不能与 --columns 或其他格式同用",
        "--wide goes neither with --columns nor with another format",
    ),
    "excel_needs_csv": ("--excel 须与 --format csv 同用", "--excel goes with --format csv"),
    "columns_need_a_table": (
        "--columns 不能与 --format json 同用；JSON 总是完整的",
        "--columns does not go with --format json, which is always complete",
    ),
    "cannot_write": ("无法写入 {path}：{error}", "cannot write {path}: {error}"),
    "no_text": (
        "{path} 不是本系统编码下的文字，表格读写不了；请改名",
        "{path} is no text in the encoding of this system, and no table can be read or written there; rename it",
    ),
    "is_read_only": (
        "{path} 是只读的；请先允许写入",
        "{path} is read-only; allow writing to it first",
    ),
    "has_links": (
        "{path} 另有名称（硬链接），换新后会与它们分开；请写到别处",
        "{path} has other names (hard links), from which a new file would part it; write to another one",
    ),
    "is_others": (
        "{path} 属于别的用户或组，换新后就不是了；请由其所有者运行",
        "{path} belongs to another user or group, and a new file would not; let its owner do it",
    ),
    "form_year": (
        "{year} 年不在规划的填报年份之内（{first}–{last}）；请用 --year 另选一年",
        "{year} is no year of the plan's reports ({first}–{last}); choose another one with --year",
    ),
    "nothing_due": (
        "{year} 年没有要填报的指标；请换一年，或去掉 --theme",
        "nothing is to be reported for {year}; choose another year, or leave out --theme",
    ),
    "no_districts": (
        "{option}：计划没有列出区县；请在 targets.yaml 里写明 districts，或去掉此选项",
        "{option}: the plan has no districts; declare them in targets.yaml, or leave the option out",
    ),
    "form_needs_a_file": (
        "填报表写入文件；请用 -o 写明，例如 -o form.xlsx",
        "a form goes into a file: name it, such as -o form.xlsx",
    ),
    "form_needs_a_folder": (
        "各区县的填报表写入目录；请用 -o 写明，例如 -o forms/",
        "the forms of all districts go into a folder: name it, such as -o forms/",
    ),
    "form_ending": (
        "填报表是 Excel 工作簿；请把 {path} 的后缀改为 .xlsx（各区县一份则加 --each-district）",
        "a form is an Excel workbook: let {path} end in .xlsx (or add --each-district for a folder)",
    ),
    "form_folder": (
        "--each-district 写出目录，{path} 却像文件；请去掉后缀",
        "--each-district writes a folder, and {path} looks like a file; leave out the ending",
    ),
    "form_exists": (
        "{path} 已存在，可能已填了数，没有写出任何文件；请换个名称或先移走",
        "{path} exists and may have been filled in, so nothing was written; choose another name or move it away",
    ),
    "would_overwrite": (
        "{path} 已存在，没有改动任何文件；请另选目录",
        "{path} exists, nothing was written; choose another folder",
    ),
}
# why a file cannot be written, by the name of the system's number; of others the system's words
SYSTEM: Mapping[str, tuple[str, str]] = {
    "ENOENT": ("没有这个文件夹，请先建好", "there is no such folder; make it first"),
    "EACCES": ("没有写入的权限", "you may not write there"),
    "EPERM": ("没有写入的权限", "you may not write there"),
    "ENOTDIR": ("路径中有一段是文件，不是文件夹", "a part of the path is a file and no folder"),
    "EISDIR": ("那里是文件夹，不是文件", "there is a folder of that name"),
    "ENOSPC": ("磁盘已满", "the disk is full"),
    "EROFS": ("所在磁盘只读", "the disk is read-only"),
    "ENAMETOOLONG": ("名称太长", "the name is too long"),
}
# where nobody says which value it was
GIVEN = ("所写的值", "what was given is ")
CHOICES = ("可选：", "There are: ")
# between names, before another sentence, behind what was given
LISTED = ("、", ", ")
BLANK = ("", " ")
IS = ("", " is ")
DID_YOU_MEAN = ("，是不是 {name}？", "; did you mean {name}?")
# so many things are named, the nearest first
MOST_NAMED = 10


def request_text(error: RequestError, language: Language) -> str:
    """One line that says what was asked for in vain and what there is."""
    data = dict(error.data)
    known = data.get("known")
    name = data.get("suggestion")
    if isinstance(known, list):
        things = [each if isinstance(each, NamedEntry) else NamedEntry(str(each)) for each in known]
        likely = near(str(data.get("value") or data.get("wanted") or ""), things)
        name = _label(likely[0], language) if likely else name
        shown = list(dict.fromkeys([*likely, *things] if len(things) > MOST_NAMED else things))
        rest = ["…"] if len(shown) > MOST_NAMED else []
        data["known"] = (
            chosen(LISTED, language) if any(each.names for each in things) else ", "
        ).join([*(_label(each, language) for each in shown[:MOST_NAMED]), *rest])
    data["suggestion"] = chosen(DID_YOU_MEAN, language).format(name=name) if name else ""
    # A question has its sign already.
    choices = chosen(CHOICES, language)
    choices = (
        f"{chosen(BLANK, language)}{choices}" if name else f"{BETWEEN[language]}{choices.lower()}"
    )
    data["choices"] = f"{choices}{data['known']}" if known else ""
    if str(data.get("option", "")).startswith("-"):
        data["where"] = f"{data['option']}{text('colon', language)}"
    else:
        data["where"] = ""
    if data.get("errno") in SYSTEM:
        data["error"] = chosen(SYSTEM[str(data["errno"])], language)
    if error.code == "bad_choice":
        given = f"“{data['value']}”{chosen(IS, language)}"
        data["value"] = given if data["value"] else chosen(GIVEN, language)
    code = "no_readings" if error.code == "unknown_reading" and not data["known"] else error.code
    return echoed(chosen(TEXTS[code], language).format(**data))


def _label(thing: NamedEntry, language: Language) -> str:
    """Its id, with its name where that says more."""
    name = dict(zip(LANGUAGES, thing.names, strict=False)).get(language, thing.id)
    return thing.id if squeezed(name) == squeezed(thing.id) else f"{thing.id} {name}"

"""What commands and options are for, Chinese and English side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyplan.texts.words import chosen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.texts.words import Language

MANUAL: Mapping[str, tuple[str, str]] = {
    "jyplan": (
        "公共规划的目标进度：要多快的增长，走到了哪里，能不能按期到达。",
        "Progress towards the targets of a public plan: what growth it asks for, how far each indicator has come, whether it will arrive in time.",
    ),
    "command.status": (
        "所有指标：起点、目标、所需增速，有数据时还有进度",
        "All indicators: start, target, required growth and, with data, progress",
    ),
    "command.show": (
        "一个指标或背景数据的全部：出处、口径、算式、逐年应达",
        "One quantity, whole: sources, readings, formulas, milestones",
    ),
    "command.path": ("逐年应达值：直线与复合增长", "Yearly milestones, linear and compound"),
    "command.report": (
        "一份完整的报告：网页、Word、Excel 或 Markdown",
        "The whole report: a page, Word, Excel or Markdown",
    ),
    "command.form": (
        "填报表：发给部门和各区县填写的 Excel 工作簿",
        "A workbook for departments and districts to fill in",
    ),
    "command.check": (
        "逐年填报是否有误、是否合计划；供 CI 使用",
        "Whether submissions and plan are in order; for CI",
    ),
    "command.collect": (
        "收表：把 Excel、WPS 表格里的数值写进逐年填报",
        "Figures of Excel and other tables into submissions",
    ),
    "command.rules": (
        "各统计机构公布的判断规则：来源、算式、等级",
        "Published rule sets: source, arithmetic, classes",
    ),
    "command.batch": (
        "成表的数据：按规则集逐条判断，一行一条",
        "Tables of series, judged by a rule set: one row a series",
    ),
    "command.whatif": (
        "情景测算：按所设增速会走到哪里",
        "Scenarios: where other growth would lead",
    ),
    "command.solve": (
        "倒推：要多快的增长才能达到目标",
        "The other way round: the growth that meets a target",
    ),
    "command.init": ("在新目录写一份可用的样例计划", "Write a small plan to start from"),
    "command.schema": (
        "各类文件的 JSON Schema，供编辑器补全和检查",
        "JSON Schema of the files, for editors",
    ),
    "about.status": (
        "按主题列出计划的全部指标。数据取自所列文件，未列则取计划旁的 submissions/*.yaml。",
        "Lists the indicators of the plan by theme. Observations come from the files named, else from submissions/*.yaml beside the plan.",
    ),
    "about.show": (
        "一个指标的全部数字，每个都带算式；背景数据则有其数值、填报和相关公式。",
        "Every figure of one indicator, each with its formula filled in; of a context quantity its figure, reports, and the identities that rest on it.",
    ),
    "about.path": (
        "列出的指标（未列则全部）到每年底应达的值。",
        "Where the indicators named (else all of them) should stand at the end of every year.",
    ),
    "about.report": (
        "把规划和填报写成一份报告：总体情况、需要关注的、指标一览、逐项的评估语句和图、情景、检查与方法。数据取自所列文件，未列则取计划旁的 submissions/*.yaml。-o 的后缀定形式：.html（中英文可切换）、.docx、.xlsx（公式可算）、.md。",
        "Writes a plan and its observations as one report: overview, what needs attention, the table, each indicator with its sentence and chart, scenarios, checks and methods. Observations come from the files named, else from submissions/*.yaml beside the plan. The ending of -o tells its form: .html (both languages), .docx, .xlsx (which calculates), .md.",
    ),
    "about.form": (
        "为一个填报单位做一份 Excel 填报表：当年要填报的每项指标一行，列出编号、名称、单位、口径、上年值和应达值，只有填报的单元格可以修改，填数时即提示可疑之处。上年值取自计划旁的 submissions/*.yaml。已有的文件不覆盖。",
        "Makes one Excel workbook a reporter: a row for each figure that is due in the year, with its id, name, unit, what it counts, last year's value and what is due. Only cells to fill in can be changed, and what looks wrong is said beside them at once. Last year's values come from submissions/*.yaml beside the plan. It never overwrites.",
    ),
    "about.check": (
        "检查所列填报；未列则检查计划及其旁的 submissions/。一次给出全部问题：在哪里，错在哪，怎么改。",
        "Checks the submissions named, else the plan and submissions/ beside it. Everything that is wrong in one run: where, what, and what to do.",
    ),
    "about.collect": (
        "读取填好的表（.xlsx、.xls、.et、.ods、.csv；自家表或 jyplan form 生成的），对照计划检查，写成 submissions/年份.yaml，每个数注明出自哪个单元格。有错误就一个不写；已有的数不改，不同的并列给出。",
        "Reads tables that were filled in (.xlsx, .xls, .et, .ods, .csv; somebody's own, or made by jyplan form), checks them against the plan and writes submissions/YEAR.yaml, each figure with the cell that it came from. Where there is an error nothing is written; a figure that is there already is never changed, and one that differs is shown beside it.",
    ),
    "about.rules": (
        "列出全部规则集；给出名称则详细说明，并以公布的数据为算例。",
        "Lists the rule sets; with a name, explains one and works out a published example.",
    ),
    "about.batch": (
        "读 CSV、Parquet 或 Arrow 长表：id, baseline_year, baseline, year, value, target, target_year, direction, limit, target_kind，同一 id 的各行相连；其他列原样保留。target_kind 为 every_year 时目标须年年保持，直到 target_year；为 average_growth、change_percent、change、multiple 时由基期值推算。写出每个 id 一行；未指明文件则以 CSV 写到标准输出。",
        "Reads long tables in CSV, Parquet or Arrow: id, baseline_year, baseline, year, value, target, target_year, direction, limit, target_kind, the rows of one id together; other columns are kept. target_kind every_year is a target that holds every year up to target_year; average_growth, change_percent, change and multiple start from the baseline. Writes one row an id, as CSV to standard output where no file is named.",
    ),
    "about.whatif": (
        "从最新数据（没有则从基期）起，按所设的增速逐年推算；由公式相连的指标随之变动。计划文件不会改动。",
        "Carries the newest figures (else the baselines) on with the growth that is set; what follows by identities moves along. The plan itself is never touched.",
    ),
    "about.solve": (
        "从最新数据（没有则从基期）起，求恒定的年增速；--vary 经由计划的公式求另一个量的增速。范围内无解则退出码为 1。",
        "Finds the constant growth per year from the newest figure (else the baseline); --vary finds that of another quantity, through the plan's identities. Without an answer within bounds the exit code is 1.",
    ),
    "about.init": (
        "写出 targets.yaml、baselines.yaml 和编辑器用的 schemas/；--example 则是一份完整的真实计划，含逐年填报和官方结论；--from 由规划的指标表生成，列出看懂的、没有看懂的和要核对的。不覆盖任何文件。",
        "Writes targets.yaml, baselines.yaml and schemas/ for editors; with --example a whole real plan, its yearly submissions and published verdicts too; with --from the plan that a table of indicators says, and what was understood, what was not, what to check. It never overwrites.",
    ),
    "about.schema": (
        "由程序的模型生成；未指明类别则全部输出。",
        "Generated from the models; without a kind, all of them.",
    ),
    "argument.rule": ("规则集名称", "name of a rule set"),
    "argument.tables": (
        "表格文件，或 - 表示标准输入的 CSV",
        "tables, or - for CSV on standard input",
    ),
    "option.one_rule": (
        "规则集（默认 schedule；jyplan rules 列出全部）",
        "rule set (default schedule; jyplan rules lists them)",
    ),
    "option.out": (
        "写到此文件，后缀为 .csv、.parquet 或 .arrow；- 为标准输出",
        "write to this file, that ends in .csv, .parquet or .arrow; - is standard output",
    ),
    "option.summary": (
        "只按这些列计数，例如 region,status",
        "only count, by these columns, such as region,status",
    ),
    "option.engine": (
        "在哪里算：本机，或 Dask 集群（写出 Parquet 目录）",
        "where to work: here, or on a Dask cluster (which writes a folder of Parquet files)",
    ),
    "option.scheduler": (
        "Dask 调度器地址，例如 tcp://10.0.0.1:8786；未给则在本机逐块计算",
        "address of the Dask scheduler, such as tcp://10.0.0.1:8786; without one the parts are judged here",
    ),
    "option.map": (
        "表中的列名，例如 baseline=base_value（可重复）",
        "the table's name of a column, such as baseline=base_value (repeatable)",
    ),
    "argument.files": ("数据文件或目录", "submission files or folders"),
    "argument.paths": (
        "文件、目录、通配符；- 为标准输入",
        "files, folders, patterns; - is standard input",
    ),
    "argument.id": ("指标编号或名称，如 hnte", "id or name of an indicator, such as hnte"),
    "argument.quantity": (
        "指标或背景数据的编号或名称，如 hnte、gdp",
        "id or name of an indicator or context quantity, such as hnte or gdp",
    ),
    "argument.ids": ("指标编号或名称，可列多个", "ids or names of indicators"),
    "argument.folder": ("新目录", "the new folder"),
    "argument.schema": (
        "targets、baselines、verdicts、submission 或 scenarios",
        "targets, baselines, verdicts, submission or scenarios",
    ),
    "option.set": (
        "改动，用编号或名称，例如 hnte=12%、地区生产总值=+80、hnte@2024=400、'hz_*=required'（可重复）",
        "a change, by id or name, such as hnte=12%, GDP=+80, hnte@2024=400, 'hz_*=required' (repeatable)",
    ),
    "option.scenario": (
        "情景文件，或其中一个情景（文件:编号或名称，可重复）；--set 加在其上",
        "a file of scenarios, or one of them as FILE:ID or FILE:NAME (repeatable); --set comes on top",
    ),
    "option.save": (
        "把本次的 --set 作为情景 NAME 加进文件",
        "append the changes of this command line to a file, as scenario NAME",
    ),
    "option.draws": (
        "模拟次数：区间和历年变化视为不确定，给出达标概率",
        "number of draws: intervals and histories become odds",
    ),
    "option.seed": ("模拟的种子", "seed of the draws"),
    "option.persistence": (
        "一年的好坏延续到下一年的程度，0 到 1",
        "how much of a year's luck goes on, 0 to 1",
    ),
    "option.correlation": (
        "各量增速的相关系数，由一个共同因素造成，0 到 1",
        "correlation of all uncertain growth by a common factor, 0 to 1",
    ),
    "option.chart": ("画出各年走势", "draw the years as a chart"),
    "option.until": (
        "算到此年（默认：计划末年，或更晚的目标年）",
        "last year (default: the plan's, or that of a later target)",
    ),
    "option.all": ("也列出没有变动的指标", "show the untouched indicators as well"),
    "option.vary": (
        "求此量（编号或名称）的增速（默认：该指标自身）",
        "id or name of what grows for it (default: the indicator itself)",
    ),
    "option.by": ("到此年达到（默认：目标年）", "when to be there (default: the target year)"),
    "option.target": ("要达到的值（默认：目标值）", "value to arrive at (default: the target)"),
    "option.goal_status": (
        "要有的状态，以目标年前一年或 --by 之年计",
        "status to have in the year before the target year, or in that of --by",
    ),
    "option.grid": (
        "增速网格，用编号或名称，例如 gdp=3%:8%:1%（至多两个）；与 --show 同用",
        "a grid of growth, by id or name, such as gdp=3%:8%:1% (at most two); goes with --show",
    ),
    "option.show": ("网格里看的指标，编号或名称", "id or name of what a grid looks at"),
    "option.sensitivity": (
        "各构成项年增变化一个百分点，对此指标（编号或名称）影响多大",
        "how much a point of growth of each input moves this one, by id or name",
    ),
    "option.example": (
        "从一份实例开始，编号或名称：national（全国“十四五”规划主要指标）",
        "start from an example, by id or name: national (China's 14th Five-Year Plan)",
    ),
    "option.from": (
        "由规划的指标表生成（.xlsx、.xls、.ods 或 .csv），并说明看懂了什么",
        "make it from the plan's table of indicators (.xlsx, .xls, .ods or .csv), and say what was understood",
    ),
    "option.form_year": ("填报哪一年的数", "year whose figures are asked for"),
    "option.form_output": (
        "写入此文件（.xlsx）；--each-district 时写入此目录（要么完整，要么不写）",
        "write to this file (.xlsx), or with --each-district to this folder, whole or not at all",
    ),
    "option.district": (
        "由某区填报（编号或名称；默认为规划整体）",
        "who reports, by id or name (default: the whole)",
    ),
    "option.each_district": (
        "各区县各一份，写入目录：2024-编号.xlsx",
        "one workbook a district, in a folder: 2024-ID.xlsx",
    ),
    "option.contact": (
        "表上写明有疑问请联系谁",
        "whom the form names for questions",
    ),
    "option.version": ("显示版本", "show the version"),
    "option.help": ("显示本页", "show this page"),
    "option.lang": ("界面语言（默认随系统）", "language (default: the locale's)"),
    "option.show_completion": (
        "输出补全脚本：bash、zsh、fish、powershell",
        "print the completion script of a shell: bash, zsh, fish, powershell",
    ),
    "option.install_completion": ("为一种终端装上补全", "install completion for a shell"),
    "option.plan": (
        "计划所在目录（默认：JYPLAN_PLAN、当前或上级目录、内置计划）",
        "folder of the plan (default: JYPLAN_PLAN, here or in a parent, else the embedded plan)",
    ),
    "option.as_of": (
        "看到哪一年年底（默认：最新数据年）",
        "year at whose end to look (default: of the latest value)",
    ),
    "option.reading": (
        "为有歧义的指标选定口径（编号或名称），可多次",
        "choose a reading of an ambiguous indicator, by ids or names; repeatable",
    ),
    "option.path": ("所有指标都按直线或复合增长", "one path for all indicators"),
    "option.rule": (
        "按哪个规则集判断（编号或名称，可重复或用逗号并列；jyplan rules 列出全部）",
        "judge by this rule set, by id or name (repeatable, or comma-separated; jyplan rules lists them)",
    ),
    "option.title": (
        "报告的标题（默认为规划名称）",
        "title of the report (default: the plan's name)",
    ),
    "option.report_format": (
        "输出格式（默认按 -o 的后缀）",
        "output format (default: by the ending of -o)",
    ),
    "option.theme": (
        "只看某主题（编号或名称），可多次",
        "only this theme, by id or name; repeatable",
    ),
    "option.scope": (
        "只看某范围（编号或名称），可多次",
        "only this scope, by id or name; repeatable",
    ),
    "option.only": (
        "只看某状态，如 behind 或 滞后，或与官方结论不一致（disagreeing）的，可多次",
        "only this status, such as behind, or disagreeing with what is official; repeatable",
    ),
    "option.sort": (
        "排序：plan 依计划，status 先列有问题的",
        "order: plan as it stands, status with what is wrong first, …",
    ),
    "option.columns": (
        "显示哪些列（编号或表头），逗号分隔，如 name,rate,gap",
        "which columns, by id or heading, comma-separated, such as name,rate,gap",
    ),
    "option.wide": ("每个指标两行，带进度条", "two lines an indicator, with a bar"),
    "option.fail_on": (
        "有指标处于此状态（如 behind 或 滞后）时退出码为 1",
        "exit with 1 if an indicator has this status, such as behind; repeatable",
    ),
    "option.fail_on_level": (
        "发现此级别或更重的问题时退出码为 1（默认 error）",
        "exit with 1 from this severity on (default error)",
    ),
    "option.fail_on_status": (
        "指标处于此状态即为问题，如 behind 或 滞后，可多次",
        "make this status a finding, such as behind; repeatable",
    ),
    "option.stdin_name": ("标准输入代表的文件名", "the file that standard input stands for"),
    "option.check_format": (
        (
            "输出格式：text、markdown、html、json、github、gitlab、junit、sarif"
            "（默认 text，在 GitHub Actions 中为 github）"
        ),
        (
            "text, markdown, html, json, github, gitlab, junit or sarif (default text, github in "
            "GitHub Actions)"
        ),
    ),
    "argument.sent": ("表格文件，或放表格的目录", "tables, or folders of them"),
    "option.into": (
        "写到哪个目录（默认计划旁的 submissions）",
        "folder to write to (default submissions beside the plan)",
    ),
    "option.year": ("表格是哪一年的数值", "year that the tables are of"),
    "option.of_district": ("表格是哪个区县的（编号或名称）", "district that the tables are of"),
    "option.sheet": ("只读这个工作表", "read this sheet alone"),
    "option.row": ("表头在第几行", "row of the headings"),
    "option.map_column": (
        "指明某列是什么，如 value=D、2024=E、name=B、unit=C；可重复",
        "say what a column holds, such as value=D, 2024=E, name=B, unit=C; repeatable",
    ),
    "option.mark": (
        "把发来的工作簿（.xlsx）标上问题，写入此目录：有问题的单元格上色并加批注，其余不动",
        "write the workbooks that were sent (.xlsx) to this folder, cells with findings coloured and commented, nothing else touched",
    ),
    "option.restate": (
        "与已有不同的，记为后一年填报中的更正",
        "file what differs as a restatement in a later year's submission",
    ),
    "option.replace": ("与已有不同的，替换", "replace what differs"),
    "option.partial": (
        "有错误时，只收没有问题的",
        "where something is wrong, take what is sound",
    ),
    "option.collect_diff": ("只显示会写什么，不写", "show what would be written, write nothing"),
    "option.table": (
        "只列出读到的每个数，不写",
        "list every figure as it was understood, write nothing",
    ),
    "option.also": (
        "同时以另一格式写入文件，可多次",
        "write another format to a file in the same run; repeatable",
    ),
    "option.no_accept": (
        "也报告文件中已说明理由而接受的问题",
        "report what files accept as well",
    ),
    "option.verbose": (
        "也列出已接受的问题和成立的公式",
        "also list what is accepted and which identities hold",
    ),
    "option.allow_empty": ("没有文件也算通过", "let a name that stands for no file pass"),
    "option.known": (
        "只报先前的 JSON 报告里没有的问题",
        "report only what an earlier JSON report does not have",
    ),
    "option.fix": (
        "改正能机械改正的，其余照旧",
        "mend what is mechanical, leave the rest as it is",
    ),
    "option.diff": ("只显示 --fix 会改什么", "show what --fix would do, write nothing"),
    "option.explain": ("说明一条规则", "explain one rule"),
    "option.list_rules": ("列出全部规则", "list the rules"),
    "option.format": (
        "输出格式（默认按 -o 的后缀，否则为表格）",
        "output format (default: by the ending of -o, else a table)",
    ),
    "option.output": ("写入文件（要么完整，要么不写）", "write to a file, whole or not at all"),
    "option.excel": ("CSV 带 BOM，便于 Excel 打开", "CSV with a BOM, for Excel"),
    "option.color": ("颜色", "colour"),
    "usage": ("用法", "Usage"),
    "arguments": ("参数", "Arguments"),
    "options": ("选项", "Options"),
    "commands": ("命令", "Commands"),
    "more": ("详情：jyplan 命令 --help", "More: jyplan COMMAND --help"),
    "default": ("默认 {value}", "default {value}"),
    "codes": (
        "退出码：0 正常；1 文件有问题或触发 --fail-on；2 用法有误；3 无法读取或内部错误；130 中断",
        "Exit codes: 0 fine; 1 findings or --fail-on; 2 wrong usage; 3 unreadable or internal error; 130 interrupted",
    ),
}


def manual(key: str, language: Language, **data: object) -> str:
    """The text of a key in one language."""
    template = chosen(MANUAL[key], language)
    return template.format(**data) if data else template

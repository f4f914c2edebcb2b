"""The messages of findings, Chinese and English side by side: what is wrong and what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jyplan.plan.findings import Finding
from jyplan.texts import formulas
from jyplan.texts.checks import CHECKS, NOTHING
from jyplan.texts.numbers import as_stated
from jyplan.texts.words import chosen, echoed, echoed_path, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jyplan.plan.findings import Severity
    from jyplan.texts.words import Language

    Pair = tuple[str, str]


WORDS: Mapping[str, Pair] = {
    "number": ("数值", "a number"),
    "whole_number": ("整数", "a whole number"),
    "text": ("文字", "text"),
    "boolean": ("true 或 false", "true or false"),
    "a_boolean": ("布尔值", "a boolean"),
    "id": (
        "编号用小写字母、数字和下划线，以字母开头",
        "ids are lower-case letters, digits and underscores, and begin with a letter",
    ),
    "plan_id": (
        "计划编号用小写字母、数字和连字符",
        "ids of plans are lower-case letters, digits and hyphens",
    ),
    "two_ids": ("请写两个编号", "write two ids"),
    "text_length": ("文字不能为空，也不能太长", "a text is neither empty nor that long"),
    "none": ("（无）", "none"),
    "empty": ("空文字", "an empty text"),
    "no_year": ("无年份", "no year"),
    "mapping": ("键值组", "a mapping"),
    "list": ("列表", "a list"),
    "target_year": ("年份或 every", "a year or every"),
    "schema_version": ("1（本版 jyplan 所读的格式）", "1, the format that this jyplan reads"),
    "greater_than_equal": ("不小于", "at least"),
    "greater_than": ("大于", "more than"),
    "less_than_equal": ("不大于", "at most"),
    "less_than": ("小于", "less than"),
    "theme": ("主题", "theme"),
    "scope": ("范围", "scope"),
    "reading": ("口径", "reading"),
    "district": ("区县", "district"),
    "class": ("等级", "class"),
    "increase": ("越高越好", "increase"),
    "decrease": ("越低越好", "decrease"),
    "maintain": ("保持", "maintain"),
    "directory": ("目录", "directory"),
    "fifo": ("管道", "pipe"),
    "device": ("设备", "device"),
    "socket": ("套接字", "socket"),
    "nothing": ("没有目标值", "no figure to reach"),
    "nothing.todo": (
        "请写 operator 和 value，或 minimum 和 maximum",
        "write operator and value, or minimum and maximum",
    ),
    "both": ("value 与 minimum、maximum 不能并用", "value does not go with minimum and maximum"),
    "both.todo": ("只留一种", "keep one form"),
    "no_operator": ('{known} 要有 operator，例如 ">="', '{known} needs an operator, such as ">="'),
    "operator_beside_years": (
        "by_year 各年自有 operator",
        "each year of by_year has an operator of its own",
    ),
    "operator_beside_years.todo": ("请删去这一个", "delete this one"),
    "no_than": ("margin、over 要有 than", "margin and over go with than"),
    "no_than.todo": ("请写明与哪个量相比", "name the quantity to compare with"),
    "operator_without_value": ("operator 只与 value 同用", "operator goes with value"),
    "operator_without_value.todo": ("范围不需要", "a range needs none"),
    "several_forms": (
        "目标只能用一种写法，现有 {known}",
        "a target is said in one form, and here are {known}",
    ),
    "several_forms.todo": ("只留一种", "keep one of them"),
    "reversed": ("minimum 大于 maximum", "minimum is greater than maximum"),
    "reversed.todo": ("请对调", "swap them"),
    "goal": ("目标 {target}", "target {target}"),
    "comes_to": ("{form} {stated} 得出的 {value}", "{form} {stated} comes to {value}, which"),
    "did_you_mean": ("。是不是 {name}？", ". Did you mean {name}?"),
    "is_it": ("，是不是 {name}？", ", is it {name}?"),
    "or": ("、", " or "),
    "called": ("{id}（{name}）", "{id} ({name})"),
    "it_is": ("，它就是 {name}", ", which is {name}"),
    "write_id": ("请写编号 {name}", "write the id {name}"),
    "taken_id": ("{name} 已有值，请只留一个", "there is a value of {name} already, keep one"),
    "correct_id": ("请改正，或在计划中加上", "correct it, or add it to the plan"),
    "correct_name": (
        "请用计划中的名称，或把这个叫法加入该指标的 aliases",
        "use the name that the plan has, or add this one to the aliases of the indicator",
    ),
    "a_byte": ("偏移 {offset} 处的字节 {byte} ", "byte {byte} at offset {offset}"),
    "an_encoding": ("文件编码是 {encoding}，", "the file is in {encoding}, which"),
    "gbk": (
        "看来是 GBK，请另存为 UTF-8，或 iconv -f gb18030 -t utf-8 旧文件 > 新文件",
        "it looks like GBK, save it as UTF-8, or: iconv -f gb18030 -t utf-8 OLD > NEW",
    ),
    "wide": (
        "请另存为 UTF-8（“另存为”时可选编码），或 iconv -f {encoding} -t UTF-8 旧文件 > 新文件",
        "save it as UTF-8 (Save As offers encodings), or: iconv -f {encoding} -t UTF-8 OLD > NEW",
    ),
    "not_gbk": ("请另存为 UTF-8", "save the file as UTF-8"),
    "workbook": ("一个 Excel 工作簿", "an Excel workbook"),
    "word": ("一个 Word 文档", "a Word document"),
    "zip": ("一个压缩包或 WPS、Office 文件", "a ZIP archive or an Office file"),
    "old_office": ("一个旧版 Office 文件（.xls、.doc）", "an old Office file (.xls, .doc)"),
    "csv": ("一个 CSV 表格", "a CSV table"),
    "pdf": ("一个 PDF 文件", "a PDF file"),
    "in_line": ("{path} 第 {line} 行", "line {line} of {path}"),
    "in_cell": ("{path} 的 {cell} ", "{cell} of {path}"),
    "keep_one": ("只留一个，更正往年请用 restates", "keep one (restates corrects earlier years)"),
    "keep_one.cell": ("请核对，只留一个", "find out which is right and keep that one"),
    "keep_one.file": (
        "请核对哪个对；以表为准，收表时用 --replace 替换，或用 --restate 记为更正",
        "find out which is right; collect takes the table's with --replace or --restate",
    ),
    "on_line": ("（第 {line} 行已有）", " (first on line {line})"),
    "as_indicator": ("（已是指标）", " (an indicator has it)"),
    "from_to": ("{minimum} 到 {maximum}", "{minimum} to {maximum}"),
    "from": ("不小于 {minimum}", "at least {minimum}"),
    "to": ("不大于 {maximum}", "at most {maximum}"),
    "plain_decimal": ("普通数值", "a plain decimal"),
    "write": ("：{name}", ": {name}"),
    # figures with more than a figure
    "alone": ("请只写数值{suggested}", "write the figure alone{suggested}"),
    "own_unit": (
        "计划的单位就是 {expected}，请写 {suggestion}",
        "{expected} is the unit of the plan, write {suggestion}",
    ),
    "converted_unit": (
        "计划以 {expected} 计，请写 {suggestion}",
        "the plan counts in {expected}, write {suggestion}",
    ),
    "other_unit": (
        "计划以 {expected} 计，请按这一单位填写",
        "the plan counts in {expected}, report it in that",
    ),
    "says_provisional": (
        "请写 value: {suggestion} 和 provisional: true",
        "write value: {suggestion} and provisional: true",
    ),
    "says_bound": (
        "请填确切数；没有就写 value: {suggestion}，余下的写入 note",
        "report the exact figure, or where there is none value: {suggestion} with the rest in note",
    ),
    "says_about": (
        "请写 value: {suggestion}，余下的写入 note，初步数则加 provisional: true",
        "write value: {suggestion} with the rest in note, or with provisional: true if it may change",
    ),
    "says_provisional.cell": (
        "请只写 {suggestion}，“快报”一列写“是”",
        "write {suggestion}, and yes in the column of preliminary figures",
    ),
    "says_bound.cell": (
        "请填确切数；没有就只写 {suggestion}，余下的写进备注",
        "report the exact figure, or where there is none {suggestion} with the rest in the notes",
    ),
    "says_about.cell": (
        "请只写 {suggestion}，余下的写进备注",
        "write {suggestion}, with the rest in the notes",
    ),
    "says_note.cell": (
        "请只写 {suggestion}，余下的写进备注",
        "write {suggestion}, with the rest in the notes",
    ),
    "says_range.cell": (
        "请只填一个确切数，余下的写进备注",
        "report one figure, with the rest in the notes",
    ),
    "says_unit.cell": (
        "计划以 {expected} 计，请按这一单位填写，余下的写进备注",
        "the plan counts in {expected}, report it in that, with the rest in the notes",
    ),
    "says_note": (
        "请写 value: {suggestion}，余下的写入 note，初步数则加 provisional: true",
        "write value: {suggestion} with the rest in note, or with provisional: true if it may change",
    ),
    "says_range": (
        "请只填一个确切数，余下的写入 note",
        "report one figure, with the rest in note",
    ),
    "says_unit": (
        "计划以 {expected} 计，请按这一单位填写，余下的写入 note",
        "the plan counts in {expected}, report it in that, with the rest in note",
    ),
    "or_whole": ("，逗号多余则写 {other}", ", or {other} if the comma is a slip"),
    "the_figure": ("数值", "the figure"),
    # tables
    "empty_cell": ("空单元格", "an empty cell"),
    "endless": ("这是设备，不是文件", "it is a device, not a file"),
    "no_bytes": ("文件为空", "it is empty"),
    "no_text": (
        "不是 UTF-8 文字（若是 GBK，请先 iconv -f gb18030 -t utf-8）",
        "it is no text in UTF-8 (if it is GBK: iconv -f gb18030 -t utf-8)",
    ),
    "utf16": ("编码是 UTF-16", "it is in UTF-16"),
    "cr_only": ("各行只以 CR 结尾", "its lines end in CR alone"),
    "no_parquet": ("目录中没有 Parquet 文件", "the folder holds no Parquet files"),
    "breaks": (
        "读到它就中断，文件已损坏或内存不够",
        "reading it breaks off, so it is damaged or wants more memory than there is",
    ),
    "cut": (
        "结尾缺少数据流的结束标记，可能不完整",
        "the mark that ends a stream is missing, so part of it may be",
    ),
    "damaged": ("已损坏，或格式与后缀不符", "it is damaged, or not what its ending says"),
    "id_sort": ("id 请用文字或数字", "write ids as texts or numbers"),
    "csv_sort": (
        "CSV 放不下，请用 --out 写 Parquet 或 Arrow",
        "CSV has no room for that: write Parquet or Arrow with --out",
    ),
    "more_cells": ("的单元格多于表头", "has more cells than the header"),
    "quote": ("的引号不成对或位置不对", "has a quotation mark where none can stand"),
    "lone_cr": ("中有不结束一行的 CR", "holds a CR that ends no line"),
    "not_utf8": ("含有不是 UTF-8 的字节", "holds bytes that are not UTF-8"),
    # workbooks that cannot be read
    "broken": ("损坏或不完整的文件", "a damaged or incomplete file"),
    "doctype": (
        "带文档类型声明的文件（表格从不这样写，可能有害）",
        "a file with a document type declaration, which no spreadsheet writes and which may do harm",
    ),
    "no_content": ("空文件", "an empty file"),
    "quotes": ("引号不成对的文本", "text whose quotation marks do not pair"),
    "encrypted": ("加了密码的文件", "a file with a password"),
    "only_text": ("后缀不是 .csv 的文本", "text that is not called .csv"),
    "encoding": ("编码不明的文本", "text in an unknown encoding"),
    "html": ("网页（HTML）", "a web page (HTML)"),
    "xml": ("XML 文件", "an XML file"),
    "xml_workbook": ("XML 表格（Excel 2003）", "an XML spreadsheet (Excel 2003)"),
    "xlsb": ("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"),
    "old_workbook": ("Excel 5.0 以前的工作簿", "a workbook from before Excel 5.0"),
    "old_file": ("不含工作簿的旧版 Office 文件", "an old Office file without a workbook"),
    "no_sheet": ("没有工作表的工作簿", "a workbook without a worksheet"),
    "slides": ("一份演示文稿", "a presentation"),
    "picture": ("一张图片", "a picture"),
    "archive": ("一个压缩包", "an archive"),
    "unknown": ("不认识的文件", "a file of an unknown kind"),
    "as_workbook": ("请另存为 .xlsx 再报送", "save the table as .xlsx"),
    "send_again": ("请重新保存，或请对方重发", "save it anew, or ask for it again"),
    "save_again": ("请改正引号，或另存为 .xlsx", "mend them, or save the table as .xlsx"),
    "no_password": ("请取消密码后另存", "take the password off and save it"),
    "call_it_csv": ("如果是 CSV 表格，请把后缀改为 .csv", "if it is a CSV table, call it .csv"),
    "save_as_utf8": ("请另存为 UTF-8 的 CSV 或 .xlsx", "save it as CSV in UTF-8, or as .xlsx"),
    # workbooks that hold too much
    "bytes": ("字节数", "bytes"),
    "entries": ("包内的文件数", "files inside"),
    "unpacked": ("解压后的字节数", "bytes when unpacked"),
    "elements": ("XML 元素数", "elements of XML"),
    "depth": ("XML 嵌套层数", "levels of XML"),
    "names": ("XML 名称数", "names of XML"),
    "tag": ("一个 XML 标签的字节数", "bytes in one tag of XML"),
    "records": ("记录数", "records"),
    "strings": ("共用的文字数", "shared texts"),
    "sheets": ("工作表数", "sheets"),
    "formats": ("数字格式数", "number formats"),
    "format_characters": ("一个数字格式的字数", "characters in one number format"),
    "cells": ("非空单元格数", "filled cells"),
    "rows": ("行数", "rows"),
    "columns": ("列数", "columns"),
    "column_widths": ("列宽的设定数", "settings of column widths"),
    "merged": ("合并单元格数", "merged cells"),
    "characters": ("全部文字的字数", "characters in all cells"),
    "cell_characters": ("一个单元格的字数", "characters in one cell"),
    # workbooks
    "no_table": (
        "没有找到填报表：没有一行表头既有指标又有填报值",
        "no table found: no row of headings has both indicators and values",
    ),
    "no_table.todo": (
        "请用 --sheet、--row、--map value=D 指明（工作表：{known}）",
        "name it with --sheet, --row and --map value=D (sheets: {known})",
    ),
    "of_targets": (
        "从“{name}”看，这里不是本计划当年的完成值，没有读取",
        "by “{name}” these are not what was reached here in the year, and were not read",
    ),
    "of_targets.todo": (
        "请报送完成值；确是完成值，用 --map 年份=列 指明，如 2024=D",
        "send what was reached; if this is, say so with --map YEAR=COLUMN, such as 2024=D",
    ),
    "of_district": (
        "“{name}”说的是一个区县，表里没有区县一列，没有读取",
        "“{name}” names a district, no column says whose the figures are, and it was not read",
    ),
    "of_district.todo": (
        "请用 --district 指明；是全部的数，用 --map 年份=列 指明，如 2024=D",
        "name it with --district; if they are of the whole, say --map YEAR=COLUMN, such as 2024=D",
    ),
    "no_such_sheet": ("没有工作表“{name}”", "there is no sheet “{name}”"),
    "no_such_sheet.todo": ("请从这些中选：{known}", "choose one of: {known}"),
    "other_form": (
        "报表的样式是第 {stamped} 版，本版 jyplan 读第 {wanted} 版",
        "the form is of kind {stamped}, and this jyplan reads kind {wanted}",
    ),
    "other_plan": (
        "这是计划 {stamped} 的报表，现在的计划是 {wanted}",
        "this is a form of the plan {stamped}, and the plan here is {wanted}",
    ),
    "other_year": (
        "这是 {stamped} 年的报表，要的是 {wanted} 年",
        "this is a form of {stamped}, and {wanted} is wanted",
    ),
    "other_district": (
        "这是 {stamped} 的报表，要的是 {wanted}",
        "this is the form of {stamped}, and that of {wanted} is wanted",
    ),
    "no_district": ("计划中没有区县 {stamped}", "the plan has no district {stamped}"),
    "hidden_sheet": (
        "隐藏的工作表“{name}”里有填报表，没有读取",
        "the hidden sheet “{name}” has a table, which was not read",
    ),
    "hidden_cell": (
        "{name} 在隐藏的行或列里，照常读取",
        "{name} is in a hidden row or column and was read",
    ),
    "scaled": (
        "单元格存的是 {text}，显示时以千或万为单位缩小了",
        "the cell holds {text} and shows it in thousands or ten thousands",
    ),
    "scaled.todo": (
        "请把单元格格式改为“常规”，按表中的单位填写",
        "set the format of the cell to General and report in the unit of the table",
    ),
    "shown_as": (
        "单元格存的是 {text}，显示的却是“{shown}”",
        "the cell holds {text} and shows “{shown}”",
    ),
    "shown_as.todo": (
        "请把单元格格式改为“常规”，要说明的写进备注",
        "set the format of the cell to General, with the rest in the notes",
    ),
    "struck": ("单元格的内容加了删除线，没有读取", "the cell is struck through, and was not read"),
    "struck.todo": (
        "不用的请清空，要用的请取消删除线",
        "clear it, or take the line away if it counts",
    ),
    "stated_in": ("{text}（{unit}）", "{text} ({unit})"),
    "year_missing": ("“{name}”没有写明是哪一年", "“{name}” does not say of which year it is"),
    "year_missing.todo": (
        "请用 --year 指明，或在表头写上年份",
        "say it with --year, or write the year into the heading",
    ),
    "year_by_period": (
        "“{name}”说明这是月份、季度或某一时期的数，没有读取",
        "by “{name}” these are figures of months, quarters or other periods, and were not read",
    ),
    "year_by_period.todo": (
        "请报全年的数；本来就是全年的，请去掉这一说法",
        "report figures of whole years, or leave it out where they are",
    ),
    "year_not_there": ("表中没有 {name} 年的数值", "the table has no values of {name}"),
    "year_not_there.todo": ("表中有：{years}", "it has: {years}"),
    "table_unread": (
        "第 {row} 行起的表里有“{name}”，没有填报值一列，没有读取",
        "the table from row {row} on has “{name}” and no column of values, and was not read",
    ),
    "table_unread.todo": (
        "要读取，请改写表头，或用 --row {row} --map value=列 指明",
        "to read it mend its headings, or use --row {row} --map value=COLUMN",
    ),
    "transposed": (
        "这张表的指标横排（“{name}”一行），没有读取",
        "the indicators of this table stand side by side, from “{name}” on, and it was not read",
    ),
    "transposed.todo": (
        "请转置：一行一个指标，一列一年",
        "transpose it: a row for each indicator, a column for each year",
    ),
    "sheet_unread": (
        "这个工作表里有“{name}”，没有认出填报表，没有读取",
        "this sheet has “{name}”, but no table was found on it, and nothing was read",
    ),
    "sheet_unread.todo": (
        "要读取，请用 --sheet、--row、--map value=列 指明",
        "to read it use --sheet, --row and --map value=COLUMN",
    ),
    "void": (
        "“{name}”注明作废或只是示例，没有读取",
        "“{name}” says that it is void or an example, and was not read",
    ),
    "void.todo": ("确是本年数值，请改表名", "if it is not, give it another name"),
    "column_unread": (
        "“{name}”一列看不出是哪一年的完成值，没有读取",
        "the column “{name}” does not say that it has values of a year, and was not read",
    ),
    "column_unread.todo": (
        "要读取，请用 --map 年份=列 指明，如 2024=D",
        "to read it use --map YEAR=COLUMN, such as 2024=D",
    ),
    "column_yearless": (
        "“{name}”一列没有写明年份，别的列写明了，没有读取",
        "the column “{name}” names no year where others do, and was not read",
    ),
    "column_yearless.todo": (
        "要读取，请在表头写上年份，或用 --map 年份=列 指明",
        "to read it write its year into the heading, or use --map YEAR=COLUMN",
    ),
    "nothing_filled": ("表里没有可读的数值", "there is no figure to read in it"),
    "nothing_filled.todo": ("请填报单位填好再报", "have it filled in and sent again"),
    "row_unknown": (
        "“{name}”不是计划中的指标，没有读取",
        "“{name}” is not in the plan, and was not read",
    ),
    "row_unknown.todo": (
        "是计划中的某一项就用它的名称，或加入 aliases",
        "if it is, use its name or add this one to its aliases",
    ),
    "row_nameless": (
        "这一行有数值，没有指标名称，没有读取",
        "this row has a figure and no name, and was not read",
    ),
    "row_nameless.todo": ("请补上指标名称", "write the name of the indicator"),
    # changes
    "too_long": ("改动太长；请分成几个 --set", "it is too long; write several changes"),
    "no_equals": (
        "请写 对象=走法，例如 hnte=12%",
        "write WHAT=HOW, such as hnte=12%",
    ),
    "no_what": (
        "等号前写指标编号、带 * 的通配或 theme:主题",
        "before the sign stands an id, a pattern with * or theme:NAME",
    ),
    "no_how": (
        "等号后写走法，例如 12%、+0.06pp 或 trend",
        "after the sign stands how it goes on, such as 12%, +0.06pp or trend",
    ),
    "not_a_how": (
        "请写增速（12%）、增量（+0.06）、区间（8%..20%）或 required、trend、latest、best、halt、linear、history、delay、dip",
        "write a rate (12%), a step (+0.06), an interval (8%..20%) or one of required, trend, latest, best, halt, linear, history, delay, dip",
    ),
    "bare_number": (
        "是每年增 {piece}%，还是某一年的值（如 {piece}@2025）？每年的增量写 +{piece}",
        "{piece}% a year? {piece} in which year (such as {piece}@2025)? a step a year is +{piece}",
    ),
    "limit_twice": ("cap、floor 各写一次", "write cap and floor once each"),
    "not_a_figure": ("请写数值，例如 400", "write a figure, such as 400"),
    "not_a_rate": ("请写增速，例如 -10%", "write a rate, such as -10%"),
    "not_a_year": ("请写年份，例如 2024", "write a year, such as 2024"),
    "not_a_count": ("请写年数，1 到 99", "write a number of years, 1 to 99"),
    "too_many_rates": ("至多 100 个增速", "write at most 100 rates"),
    "too_much": (
        "前面的走法已经完整，其后只可写 cap、floor",
        "the way before it is complete; only cap and floor may follow",
    ),
    "pin_alone": ("固定的值后面不再写别的", "nothing else goes with a fixed value"),
    "two_units": ("单位不一致，请只写一种", "write one unit"),
    "times_nothing": ("倍数须大于零", "a multiple is above zero"),
    "points_or_growth": (
        "是百分点吗？写 {points}；增速写 {growth}",
        "are points meant? write {points}; growth is written {growth}",
    ),
    "not_its_unit": ("它的单位是 {unit}", "its unit is {unit}"),
    "growth_of_growth": (
        "它本身是增速，请直接写它的水平，如 5%",
        "it is a growth rate itself: say its level, such as 5%",
    ),
    "nothing_to_multiply": (
        "起始值不大于零，无从翻番",
        "its starting value is not above zero",
    ),
    "no_aim_to_multiply": (
        "没有目标年，请写明，例如 x2@2027",
        "it has no target year, so say which, such as x2@2027",
    ),
    "no_members": ("该主题下没有指标", "the theme has no indicators"),
    "trend_takes": ("请写 trend 或 trend +10%", "write trend or trend +10%"),
    "delay_takes": ("请写 delay 年数，例如 delay 1", "write delay YEARS, such as delay 1"),
    "dip_takes": (
        "请写 dip 降幅 年份 年数，例如 dip -10% 2024 2",
        "write dip FALL YEAR YEARS, such as dip -10% 2024 2",
    ),
    "below_all": ("一年至多减少 100%", "a year takes away 100 % at most"),
    "reversed_interval": ("区间从小到大写", "write the lower end first"),
    "cap_below_floor": ("cap 不能小于 floor", "a cap is not below a floor"),
    "year_outside": ("年份须在 {first} 到 {last} 之间", "the year is one of {first} to {last}"),
    "known_ids": (
        "全部编号：jyplan status --columns id,name",
        "all ids: jyplan status --columns id,name",
    ),
    "has_no": ("计划里没有“{name}”", "the plan has no “{name}”"),
    "can_be_several": ("“{name}”可能指几个", "“{name}” can be several"),
    "several": ("请写明是哪一个：{known}", "say which: {known}"),
    "known_themes": ("主题有：{known}", "the themes are: {known}"),
    "dip_rises": ("dip 是下降，例如 dip -10% 2024 2", "a dip is a fall, such as dip -10% 2024 2"),
    "pin_and_dip": ("同一年不能既固定又 dip", "a year is either fixed or one of a dip"),
    "pin_beyond_cap": ("固定的值超出 cap 或 floor", "the fixed value lies beyond a cap or a floor"),
    "pin_twice": ("同一年只固定一个值", "fix one value a year"),
    "dip_twice": ("同一年只写一次 dip", "write one dip a year"),
    "dips_overlap": ("上一次 dip 恢复后才能再写", "let one dip be over before the next"),
    "set_twice": ("同一对象只设一种走法", "set one way for each"),
    "derived_and_input": (
        "它由后者推出，只设其一",
        "it follows from that, so set one of them",
    ),
    "no_points": ("百分点只用于以 % 计的指标", "points are for percentages"),
    "beyond_limits": ("超出该指标的自然界限", "it lies beyond the natural limits"),
    "no_start": ("没有起始值", "it has no starting value"),
    "no_aim": ("没有注明年份的目标值", "it has no target with a year"),
    "aim_is_over": ("目标年份已过", "its target year is over"),
    "no_growth": (
        "复合增长到不了目标；请用 linear",
        "no compound growth leads to the target; use linear",
    ),
    "no_trend": ("此前的数据不足两个", "fewer than two values are known"),
    "no_history": ("历年数据不足三个", "fewer than three values are known"),
    "too_many_intervals": (
        "区间太多；请加 --draws 测算",
        "there are too many intervals; use --draws",
    ),
    "no_axis": (
        "请写 指标=起:止:步长，例如 gdp=3%:8%:1% 或 rd_intensity=0.1pp:0.6pp:0.1pp",
        "write ID=FROM:TO:STEP, such as gdp=3%:8%:1% or rd_intensity=0.1pp:0.6pp:0.1pp",
    ),
    "axis_runs": (
        "起点不大于终点，步长大于零，例如 3%:8%:1%",
        "it runs from low to high in steps above zero, such as 3%:8%:1%",
    ),
    "too_many_cells": ("至多 10000 格", "a grid has 10,000 cells at most"),
    "sides": ("至多两个不同的 --grid", "a grid has one side or two, of different quantities"),
    "draws_range": ("次数为 1 到 100000000", "the number of draws is 1 to 100,000,000"),
    "seed_range": ("种子为 0 或正整数", "a seed is 0 or a positive whole number"),
    # scenario files
    "same_name": ("编号重复", "its name is taken"),
    "unknown_parent": ("extends 所指的情景不存在", "extends names no scenario of the file"),
    "contradict": ("相关系数互相矛盾", "its correlations contradict each other"),
    "with_itself": ("与自身相关", "correlates something with itself"),
    "pair_twice": ("同一对写了两次相关系数", "names the correlation of a pair twice"),
    "too_deep": ("extends 层数太多", "extends too many others in a row"),
    "circle": ("extends 循环", "extends runs in a circle"),
}

# what is wrong with the syntax, by the kinds that reading tells apart
SYNTAX: Mapping[str, tuple[Pair, Pair]] = {
    "tab": (("缩进用了制表符", "a tab indents this line"), ("请改用空格", "use spaces")),
    "reserved_character": (
        ("此处的字符不能开头", "this character cannot begin a value"),
        ("请给文字加引号", "quote the text"),
    ),
    "unclosed_quote": (("引号没有闭合", "a quotation mark is not closed"), NOTHING),
    "unclosed_bracket": (
        ("括号没有闭合或缺少逗号", "a bracket is not closed, or a comma is missing"),
        NOTHING,
    ),
    "mapping_value": (
        ("此处不应有冒号", "a colon stands where none can"),
        (
            "文字含“: ”时请加引号，或检查缩进",
            "quote text that holds “: ”, or check the indentation",
        ),
    ),
    "missing_colon": (("键后缺少冒号", "a key has no colon after it"), NOTHING),
    "undefined_alias": (
        ("别名没有定义", "this alias is not defined"),
        ("文字以 * 开头时请加引号", "quote text that begins with *"),
    ),
    "unknown_tag_handle": (
        ("标签没有定义", "this tag is not defined"),
        ("文字以 ! 开头时请加引号", "quote text that begins with !"),
    ),
    "bad_escape": (
        ("双引号内的反斜杠有误", "a backslash in double quotes is wrong"),
        ("请改用单引号", "use single quotes"),
    ),
    "anchor_name": (
        ("文字以 & 或 * 开头时请加引号", "quote text that begins with & or *"),
        NOTHING,
    ),
    "directive": (
        ("以 % 开头的行是指令", "a line that begins with % is a directive"),
        ("文字请加引号", "quote the text"),
    ),
    "block_header": (("| 或 > 之后只能换行", "only a line break may follow | or >"), NOTHING),
    "indentation": (
        ("缩进与上文不一致", "the indentation differs"),
        ("请与同级的行对齐", "align the line with its neighbours"),
    ),
    "misplaced_indicator": (
        ("此处不应有 - 或 ?", "a - or ? stands where none can"),
        ("请检查缩进", "check the indentation"),
    ),
    "fullwidth_colon": (
        ("冒号是全角的", "the colon is full-width"),
        ("请改为半角冒号加空格", "write a plain one and a blank"),
    ),
    "fullwidth_colons": (
        (
            "第 {first} 至 {last} 行有 {number} 个冒号是全角的",
            "{number} colons on lines {first} to {last} are full-width",
        ),
        ("请改为半角冒号加空格", "write plain ones, each with a blank"),
    ),
    "colon_space": (("冒号后缺少空格", "a blank is missing after the colon"), NOTHING),
    "extra_text": (
        ("值之后有多余的文字", "text follows a finished value"),
        ("请加引号或删去", "quote it all, or delete it"),
    ),
    "other": (("请检查这一行", "check this line"), NOTHING),
}


def message_of(finding: Finding, language: Language) -> str:
    """What is wrong and what to do, in one language and on one line."""
    wrong, advice = parts_of(finding, language)
    if not advice:
        return wrong
    if wrong.endswith(("？", "?")):
        return f"{wrong}{advice}" if language == "zh" else f"{wrong} {advice.capitalize()}"
    return f"{wrong}{BETWEEN[language]}{advice}"


def visible(finding: Finding) -> Finding:
    """The finding with a name of its file that moves no cursor and commands nothing."""
    path = echoed_path(finding.span.path)
    return finding._replace(span=finding.span._replace(path=path))


def place_of(finding: Finding) -> str:
    """File, line and column, in signs that can be seen."""
    span = visible(finding).span
    return f"{span.path}:{echoed(span.cell) or f'{span.line}:{span.column}'}"


def severity_word(severity: Severity, language: Language) -> str:
    """How much a finding matters."""
    return text(f"severity.{severity.name.lower()}", language)


def parts_of(finding: Finding, language: Language) -> tuple[str, str]:
    """What is wrong, and what to do about it (empty where that says itself)."""

    def word(key: str, **data: object) -> str:
        return chosen(WORDS[key], language).format(**data)

    spoken = {key: _spoken(value, language) for key, value in finding.data.items()}
    data: dict[str, Any] = {key: _shown(value, word) for key, value in spoken.items()}
    for prepare in (_names, _figures, _pieces):
        data |= prepare(finding._replace(data=spoken), word)
    if finding.code == "JY006":
        kind, remedy = SYNTAX[str(finding.data["kind"])]
        pairs = {"kind": kind, "advice": remedy}
        data |= {key: chosen(pair, language).format(**data) for key, pair in pairs.items()}
    if finding.code == "JY205":
        remedy = WORDS.get(f"{finding.data['problem']}.todo", NOTHING)
        data["advice"] = chosen(remedy, language)
    if _of_fit(finding):
        data |= formulas.pieces_of(finding, language)
    if isinstance(inner := finding.data.get("inner"), Finding):
        data["inner"] = parts_of(inner, language)[0]
    said = CHECKS[finding.code]
    # Who fills in a table writes no YAML.
    todo = IN_CELLS.get(finding.code, said.advice) if finding.span.cell else said.advice
    wrong, advice = (chosen(part, language).format(**data) for part in (said.problem, todo))
    return echoed(wrong), echoed(advice)


def _of_fit(finding: Finding) -> bool:
    first, last = OF_FIT
    return first <= finding.code < last


def _spoken(value: Any, language: Language) -> Any:  # noqa: ANN401 whatever data hold
    """The value with texts of both languages in one."""
    if isinstance(value, dict):
        inner = {key: _spoken(each, language) for key, each in value.items()}
        return inner.get(language, inner)
    return [_spoken(each, language) for each in value] if isinstance(value, list) else value


def _shown(value: object, word: Callable[..., str]) -> str:
    if isinstance(value, float):
        return as_stated(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or word("none")
    shown = "" if value is None else str(value)
    if len(shown) > LONGEST_SHOWN:
        return f"{shown[:LONGEST_SHOWN]}…"
    return shown or word("empty")


def _names(finding: Finding, word: Callable[..., str]) -> dict[str, str]:
    """Words in place of codes."""
    data = finding.data
    coded = not _of_fit(finding) and finding.code not in {"JY006", *OF_TABLES}
    named = {key: word(str(data[key]), **_plain(data)) for key in CODED if coded and key in data}
    if finding.code == "JY106":
        named["value"] = f" {_shown(data['value'], word)}" if data["value"] else ""
    if finding.code == "JY207" and data["year"] is None:
        named["year"] = word("no_year")
    if finding.code == "JY217":
        named["place"] = word("in_cell" if "cell" in data else "in_line", **data)
        known = "cell" if "cell" in data else "file"
        named["todo"] = word(f"keep_one.{known}" if finding.span.cell else "keep_one")
    if finding.code.startswith("JY6") and data.get("value", "") is None:
        named["value"] = word("empty_cell")
    return named


def _plain(data: Mapping[str, object]) -> dict[str, object]:
    """The values that a word may mention itself."""
    return {
        key: ", ".join(map(str, value)) if isinstance(value, list) else value
        for key, value in data.items()
        if key in MENTIONED
    }


def _figures(finding: Finding, word: Callable[..., str]) -> dict[str, str]:
    """Limits in words, and figures that were worked out beside what the file says."""
    data = finding.data
    shown = {key: _shown(value, word) for key, value in data.items()}
    if finding.code == "JY202":
        stated = f"{shown['form']} {shown['stated']}" if "form" in data else ""
        return {"goal": stated or word("goal", **shown)}
    if finding.code != "JY203":
        return {}
    low, high = (
        None if data[key] is None else _shown(data[key], word) for key in ("minimum", "maximum")
    )
    if low is not None and high is not None:
        limits = word("from_to", minimum=low, maximum=high)
    else:
        limits = word("from", minimum=low) if high is None else word("to", maximum=high)
    value = word("comes_to", **shown) if "form" in data else shown["value"]
    return {"limits": limits, "value": value}


def _pieces(finding: Finding, word: Callable[..., str]) -> dict[str, str]:
    """Parts of sentences that are there only sometimes."""
    data = finding.data
    pieces: dict[str, str] = {}
    if "suggestion" in data:
        pieces |= _suggestion(finding, word)
    if finding.code == "JY005":
        pieces["encoding"] = word("an_encoding" if data["encoding"] else "a_byte", **data)
        how = "wide" if data["encoding"] else "gbk" if data["gbk"] else "not_gbk"
        pieces["how"] = word(how, **data)
    if finding.code == "JY102":
        pieces |= _quantity(finding, word)
    if finding.code in OF_TABLES:
        pieces |= _of_table(finding, word)
    if finding.code == "JY702":
        key = "can_be_several" if data["problem"] == "several" else "has_no"
        pieces["missing"] = word(key, name=_shown(data["name"], word))
    if finding.code in WITH_UNIT:
        pieces |= _with_more(finding, word)
    if finding.code == "JY104":
        line = data["first_line"]
        pieces["first"] = word("as_indicator") if line is None else word("on_line", line=line)
    if finding.code == "JY016":
        # Where it leads is all that is told, so that nothing of it is cut.
        pieces["target"] = str(data["target"])
    if finding.code == "JY007":
        pieces["name"] = f" {data['name']}" if data["name"] else ""
    return pieces


def _of_table(finding: Finding, word: Callable[..., str]) -> dict[str, str]:
    """What is wrong with a table as a whole, or with a row of it, and what to do."""
    data = finding.data
    key = str(data.get("problem", ""))
    if finding.code == "JY814":
        text = str(data["text"])
        return {"stated": text if str(data["unit"]) in text else word("stated_in", **data)}
    if finding.code == "JY811":
        key = f"hidden_{data['what']}"
    if finding.code == "JY812":
        key = "year_by_period" if "period" in data else "year_missing"
        key = "year_not_there" if "years" in data else key
    if finding.code == "JY815":
        key = "row_unknown" if data["name"] else "row_nameless"
    shown = {name: _shown(value, word) for name, value in data.items()}
    todo = word(f"{key}.todo", **shown) if f"{key}.todo" in WORDS else ""
    return {"problem": word(key, **shown), "todo": todo}


def _suggestion(finding: Finding, word: Callable[..., str]) -> dict[str, str]:
    name = finding.data["suggestion"]
    if isinstance(name, float):
        name = as_stated(name)
    if finding.code in NEEDS_A_FIGURE:
        suggested = word("write", name=name) if name else ""
        return {"suggestion": str(name or word("plain_decimal")), "suggested": suggested}
    if finding.code in ASKED:
        return {"suggestion": word("is_it", name=name) if name else ""}
    return {"suggestion": word("did_you_mean", name=name) if name else ""}


def _quantity(finding: Finding, word: Callable[..., str]) -> dict[str, str]:
    """Which quantity a key that is no id may be, and what to do."""
    data = finding.data
    candidates = data.get("candidates")
    if not candidates or not isinstance(candidates, list):
        return {"todo": word("correct_id")}
    # Who writes ids needs no names.
    by_name = not re.fullmatch(r"[\w-]+", str(data["name"]), re.ASCII)
    shown = [word("called", **each) if by_name else str(each["id"]) for each in candidates]
    if not data["certain"]:
        names = word("or").join(shown)
        todo = word("correct_name" if finding.span.cell else "correct_id")
        return {"suggestion": word("is_it", name=names), "todo": todo}
    key = "taken_id" if data["taken"] else "write_id"
    return {
        "suggestion": word("it_is", name=shown[0]),
        "todo": word(key, name=data["suggestion"]),
    }


def _with_more(finding: Finding, word: Callable[..., str]) -> dict[str, str]:
    """What to write in place of a figure that has a unit, words or a comma."""
    data = finding.data
    suggestion = str(data["suggestion"] or "")
    if finding.code == "JY131":
        other = data.get("other")
        return {"other": word("or_whole", other=other) if other else ""}
    if finding.code == "JY129":
        # A table has columns where YAML has keys.
        medium = ".cell" if finding.span.cell else ""
        if not suggestion and "plan_unit" in data:
            return {"says": word(f"says_unit{medium}", expected=data["plan_unit"])}
        shown = suggestion or word("the_figure")
        return {"says": word(f"says_{data['says']}{medium}", suggestion=shown)}
    if "plan_unit" not in data:
        suggested = word("write", name=suggestion) if suggestion else ""
        return {"conversion": word("alone", suggested=suggested)}
    key = "other_unit"
    if suggestion:
        key = "converted_unit" if data["converted"] else "own_unit"
    return {"conversion": word(key, suggestion=suggestion, expected=data["plan_unit"])}


# what to do about a cell, where something else is done in YAML
IN_CELLS: Mapping[str, Pair] = {
    "JY217": ("{todo}", "{todo}"),
    "JY402": ("请核对，属实的在备注中说明", "check it; where it is right say why in the notes"),
    "JY406": (
        "是否应为 {hundredfold}？不是的在备注中说明",
        "is {hundredfold} meant? Say so in the notes if not",
    ),
}
# between what is wrong and what to do
BETWEEN: Mapping[str, str] = {"zh": "；", "en": "; "}
# codes of what does not fit together, whose words are those of `formulas`
OF_FIT = ("JY218", "JY6")
LONGEST_SHOWN = 40
# keys of data whose values are codes
CODED = ("what", "expected", "found", "relation", "sort", "direction", "problem", "advice")
# keys of data that a word may mention itself
MENTIONED = frozenset({"first", "last", "known", "piece", "unit", "points", "growth"})
# words of these are made of what is wrong with a table
OF_TABLES = frozenset({"JY803", "JY805", "JY811", "JY812", "JY814", "JY815", "JY816", "JY820"})
# a suggestion stands before the advice
ASKED = frozenset({"JY102", "JY219", "JY222", "JY602", "JY702", "JY708"})
NEEDS_A_FIGURE = frozenset(
    {"JY110", "JY112", "JY113", *(f"JY{number}" for number in range(121, 132))}
)
WITH_UNIT = frozenset({"JY122", "JY127", "JY129", "JY131"})

"""What every check is called, what it says and what it is about, Chinese and English side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.texts.words import chosen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.texts.words import Language

    Pair = tuple[str, str]


class CheckText(NamedTuple):
    """What people read about a check.

    Attributes:
        title: what it is called, without a full stop.
        problem: what is wrong where it finds something, with places for what that is.
        advice: what to do about it; empty where that says itself.
        help: what it looks at, why that matters and what to do, in a few sentences.
    """

    title: Pair
    problem: Pair
    advice: Pair
    help: Pair


def title_of(code: str, language: Language) -> str:
    """What a rule is called."""
    return chosen(CHECKS[code].title, language)


def help_of(code: str, language: Language) -> str:
    """What a rule is about."""
    return chosen(CHECKS[code].help, language)


def family_of(family: str, language: Language) -> str:
    """The heading over the rules of a family."""
    return chosen(FAMILIES[family], language)


FAMILIES: Mapping[str, Pair] = {
    "form": ("文件与写法", "Files and how they are written"),
    "plan": ("计划内部", "Within the plan"),
    "fit": ("与计划是否相符", "Fit with the plan"),
    "between": ("数值之间的勾稽关系", "Between values"),
    "sense": ("数值是否可信", "Plausibility"),
    "progress": ("目标进度", "Progress"),
    "table": ("批量表格", "Tables of series"),
    "scenario": ("情景测算", "Scenarios"),
    "workbook": ("表格与工作簿", "Tables and workbooks"),
}

# says itself
NOTHING = ("", "")

CHECKS: Mapping[str, CheckText] = {
    # a file cannot be used
    "JY001": CheckText(
        ("找不到文件", "File not found"),
        ("找不到文件", "no such file"),
        ("请检查路径", "check the path"),
        (
            "所列文件不存在，或计划目录中缺 targets.yaml 或 baselines.yaml。缺一个文件就可能缺一年的数据，因此不会略过，退出码为 3。请检查路径。",
            "A named file does not exist, or the plan's folder lacks targets.yaml or baselines.yaml. A missing file may be a missing year, so it is never passed over, and the exit code is 3. Check the path.",
        ),
    ),
    "JY002": CheckText(
        ("不是普通文件", "Not a regular file"),
        ("这是{what}，不是普通文件", "this is a {what}, not a file"),
        ("请指明 YAML 文件", "name a YAML file"),
        (
            "此路径是目录、管道、设备或套接字，不是能反复读到同样内容的文件。请指明 YAML 文件；经管道送入的填报用 - 表示。",
            "The path is a directory, a pipe, a device or a socket, not a file that reads the same twice. Name a YAML file; a submission that comes through a pipe is named -.",
        ),
    ),
    "JY003": CheckText(
        ("文件无法读取", "File cannot be read"),
        ("无法读取（{error}）", "cannot be read ({error})"),
        ("请检查权限", "check its permissions"),
        (
            "系统不让读取此文件，其中的数据无从核对，退出码为 3。请检查文件和所在目录的权限。",
            "The system refuses to read the file, so nothing in it can be checked, and the exit code is 3. Look at the permissions of the file and its folder.",
        ),
    ),
    "JY004": CheckText(
        ("文件过大", "File too large"),
        (
            "文件有 {size} 字节，超过上限 {limit}",
            "the file has {size} bytes, more than the {limit} allowed",
        ),
        ("请拆分", "split it"),
        (
            "文件超过 4 MiB。一年的填报不会这么大，多半是放错了文件；如确有这么多数据，请按年份或区县拆分。",
            "The file is larger than 4 MiB. No year's submission is that large, so it is probably another file; if it is not, split it by year or district.",
        ),
    ),
    "JY005": CheckText(
        ("不是 UTF-8 编码", "Not UTF-8"),
        ("{encoding}不是 UTF-8", "{encoding} is not UTF-8"),
        ("{how}", "{how}"),
        (
            "文件中有字节不属于 UTF-8，常见于按 GBK 或 UTF-16（记事本称 Unicode）保存的文件。猜错编码会使名称变成乱码，所以不作猜测；请另存为 UTF-8，或用 iconv 转换。",
            "Bytes in the file are not UTF-8, most often because it was saved as GBK or as UTF-16, which Windows calls Unicode. A wrong guess would garble names, so none is made: save the file as UTF-8, or convert it with iconv.",
        ),
    ),
    "JY006": CheckText(
        ("YAML 语法错误", "YAML syntax error"),
        ("YAML 语法错误：{kind}", "not valid YAML: {kind}"),
        ("{advice}", "{advice}"),
        (
            "文件不合 YAML 语法，例如缩进用了制表符、冒号是全角的、引号没有闭合。出错处之后的内容读不下去，请先改正这一处再核对一次。",
            "The file is not valid YAML: a tab in the indentation, a full-width colon, a quotation mark that is never closed. Nothing after that place can be read, so mend it and check again.",
        ),
    ),
    "JY007": CheckText(
        ("看不见的字符", "Invisible character"),
        (
            "有看不见的字符 {codepoint}{name}",
            "an invisible character {codepoint}{name} stands here",
        ),
        ("请删去，或改用普通空格", "delete it, or write a plain blank"),
        (
            "文件中有零宽空格、不间断空格、控制字符之类看不见的字符，多由网页或文档粘贴带入。两个编号看上去相同却对不上，常因如此；请删去，或改用普通空格。",
            "A zero-width space, a no-break space or a control character stands in the file, mostly pasted from a web page or a document. Because of it two ids can look alike and not be the same; delete it, or write a plain blank.",
        ),
    ),
    "JY008": CheckText(
        ("一个文件有多个文档", "More than one document in a file"),
        ("一个文件只能有一个文档", "a file holds one document"),
        ("请删去此处的 --- 或拆成两个文件", "delete this --- or split the file"),
        (
            "此处的 --- 开始了第二个 YAML 文档，而只读第一个会悄悄丢掉其余数据。请删去这一行，或拆成两个文件。",
            "A --- begins a second YAML document, and to read only the first would silently drop the rest. Delete the line, or make two files of it.",
        ),
    ),
    "JY009": CheckText(
        ("文件是空的", "Empty file"),
        ("文件是空的", "the file is empty"),
        ("可用 jyplan init 生成样例", "jyplan init writes an example"),
        (
            "文件里没有任何内容，或只有注释。请填写或删去此文件；jyplan init 会写出一份完整的样例。",
            "The file holds nothing, or only comments. Fill it in or delete it; jyplan init writes a complete example.",
        ),
    ),
    "JY010": CheckText(
        ("节点过多", "Too many nodes"),
        ("节点超过 {limit} 个（别名按展开计）", "more than {limit} nodes, aliases expanded"),
        ("请拆分文件", "split the file"),
        (
            "文件的节点超过 200000 个，别名按展开后的内容计。这是为防范层层引用的别名撑满内存；请拆分文件，或少用别名。",
            "The file has more than 200,000 nodes, aliases counted as what they stand for. The limit guards against aliases of aliases that fill the memory; split the file, or use fewer aliases.",
        ),
    ),
    "JY011": CheckText(
        ("嵌套过深", "Nested too deeply"),
        ("嵌套超过 {limit} 层", "nested deeper than {limit}"),
        ("请检查缩进或括号", "check indentation and brackets"),
        (
            "嵌套超过 40 层，而计划和填报的格式都只有几层。多半是缩进或括号有误，请检查。",
            "Values are nested more than 40 levels deep, and no file of a plan needs more than a few. Most likely the indentation or a bracket is wrong.",
        ),
    ),
    "JY012": CheckText(
        ("使用了合并键", "Merge key"),
        ("不支持合并键 <<", "merge keys (<<) are not supported"),
        ("请把各键写全", "write the keys out"),
        (
            "合并键 << 从别处带入数值，读者在填报处看不到是哪些。请把各键写全，使每个数值都有自己的一行。",
            "The merge key << brings in values from elsewhere, which a reader does not see where they are reported. Write the keys out, so that every figure has a line of its own.",
        ),
    ),
    "JY013": CheckText(
        ("使用了 YAML 标签", "YAML tag"),
        ("不支持标签 {tag}", "tags such as {tag} are not supported"),
        ("请直接写值", "write the plain value"),
        (
            "!!str、!!float 之类的标签会改变值的类型，这里一律不用。请直接写值，文字可加引号。",
            "Tags such as !!str or !!float change what a value is, and none are used here. Write the plain value; quote it where it is text.",
        ),
    ),
    "JY014": CheckText(
        ("别名包含自身", "Alias within itself"),
        ("别名包含了自身", "this alias contains itself"),
        ("请把值写全", "write the value out"),
        (
            "别名出现在它所指的内容里，展开永无止境。请把此处的值写全。",
            "An alias stands inside what it refers to, so that it would never end. Write the value out.",
        ),
    ),
    "JY015": CheckText(
        ("不是 YAML 的文件", "Not a YAML file"),
        ("这是{sort}，不是 YAML", "this is {sort}, not YAML"),
        (
            "请把数值写进 YAML 文件，例如 submissions/2023.yaml",
            "write its figures into a YAML file, such as submissions/2023.yaml",
        ),
        (
            "文件是 Excel 工作簿、CSV 表格、Word 文档或 PDF，只是后缀改成了 .yaml，里面读不出数值。请把数值写进 YAML 文件；jyplan init 会写出样例。",
            "The file is a workbook, a CSV table, a Word document or a PDF, whatever its ending says, and no figure can be read from it. Write the figures into a YAML file; jyplan init writes an example.",
        ),
    ),
    "JY016": CheckText(
        ("计划之外的文件有问题", "Mistakes in a file outside the plan"),
        (
            "这是指向计划之外的链接：{target}，其中 {count} 处问题不在此显示",
            "this is a link out of the plan to {target}, whose mistakes ({count}) are not shown",
        ),
        ("请直接检查该文件", "check it there"),
        (
            "这个名称链接到计划目录之外的文件，而那里的内容有问题。为了不让能添加链接的人借此看到他本来看不到的文件，这里不显示其中任何内容。内容无误的文件照常使用。请直接检查链接所指的文件；若不该有这个链接，请删去。",
            "This name is a link that leads to a file outside the plan's folder, and something is wrong there. So that nobody who can add a link gets to see a file that is none of theirs, nothing of it is shown. A file in order is used all the same. Check the file that the link leads to, or delete the link if it should not be there.",
        ),
    ),
    # keys and values
    "JY101": CheckText(
        ("未知的键", "Unknown key"),
        ("没有键 {key}", "there is no key {key}"),
        ("可用：{known}{suggestion}", "there are: {known}{suggestion}"),
        (
            "此处没有这个键，例如把 kind 写成 knid。若略过不认识的键，写错的内容就会无声无息地失效；请改正键名，或删去此行。",
            "There is no such key here, such as knid for kind. Were unknown keys passed over, what is misspelt would silently have no effect; correct the key, or delete the line.",
        ),
    ),
    "JY102": CheckText(
        ("未知的指标", "Unknown indicator"),
        ("未知指标 {name}{suggestion}", "unknown indicator {name}{suggestion}"),
        ("{todo}", "{todo}"),
        (
            "填报、基期值、历史值、官方结论或权数所用的编号，计划里没有。编号须与 targets.yaml 的指标或 baselines.yaml 的背景数据完全一致，各年数值才能连成序列；请改正编号，新指标则先加入计划。",
            "A submission, a baseline, an earlier value, a published verdict or a weight uses an id that the plan does not have. Only under the very id of an indicator in targets.yaml or a context quantity in baselines.yaml do the years join into a series; correct it, or add a new indicator to the plan first.",
        ),
    ),
    "JY103": CheckText(
        ("键重复", "Key stands twice"),
        (
            "键 {key} 重复（第 {first_line} 行已有）",
            "key {key} stands twice (first on line {first_line})",
        ),
        ("只留一个", "keep one"),
        (
            "同一组里一个键出现两次，许多工具只取后一个而不作声。请核对哪个对，只留一个。",
            "A key stands twice in one mapping, and many programs silently take the last. Find out which is right and keep that one.",
        ),
    ),
    "JY104": CheckText(
        ("编号重复", "Id used twice"),
        ("编号 {name} 重复{first}", "id {name} is used twice{first}"),
        ("请改名或删去一个", "rename or delete one"),
        (
            "两个指标、背景数据、主题、范围、区县或口径用了同一编号，填报的数值就不知归谁。请改名或删去一个；已有填报的编号不宜再改。",
            "Two indicators, context quantities, themes, scopes, districts or readings share an id, so that nobody can tell whose a reported value is. Rename or delete one, but not the one under which values are already reported.",
        ),
    ),
    "JY105": CheckText(
        ("缺少必需的键", "Required key missing"),
        ("缺少 {key}", "{key} is missing"),
        ("请补上", "add it"),
        (
            "此处必须有的键没有写，例如填报缺 year，指标缺 unit。缺省值可能与本意不符，因此不代填；请补上。",
            "A key that has to be there is not, such as year in a submission or unit of an indicator. A default might not be what was meant, so none is put in; add the key.",
        ),
    ),
    "JY106": CheckText(
        ("值的类型不对", "Wrong type of value"),
        ("此处应为{expected}，现为{found}{value}", "expected {expected}, found {found}{value}"),
        NOTHING,
        (
            "此处应是另一种值，例如数值处写了文字，列表处写了单个值。类型不会自动转换；请按提示改写，jyplan schema 列出各键的类型。",
            "Another type of value belongs here, such as a number where text stands, or a list where one value does. Types are never converted; write what the message expects. jyplan schema has the type of every key.",
        ),
    ),
    "JY107": CheckText(
        ("键没有值", "Key without a value"),
        ("{key} 没有值", "{key} has no value"),
        ("请填写，没有数据就删去这一行", "fill it in, or delete the line if there is none"),
        (
            "冒号后面是空的，看不出是零、没有数据还是忘了填。请填写数值，零就写 0；没有数据就删去这一行。",
            "Nothing follows the colon, which may mean zero, no data, or a form not yet filled in. Write the figure, 0 for zero; delete the line if there is none.",
        ),
    ),
    "JY108": CheckText(
        ("不在可选值之列", "Not one of the choices"),
        (
            "{value} 不在可选值之列：{allowed}{suggestion}",
            "{value} is not one of {allowed}{suggestion}",
        ),
        NOTHING,
        (
            "这个键只接受列出的几个值，例如 kind: stock 或 direction: increase。请从中选一个。",
            "This key takes only the values that the message lists, such as kind: stock or direction: increase. Choose one of them.",
        ),
    ),
    "JY109": CheckText(
        ("文字不合规定", "Text that cannot stand here"),
        ("{value} 不能用在这里", "{value} cannot stand here"),
        ("{advice}", "{advice}"),
        (
            "编号只用小写字母、数字和下划线，以字母开头；计划编号可用连字符；文字不能为空，也不能过长。编号要用在填报、公式和 JSON 里，多年不变，所以从严；请按提示改写。",
            "Ids are lower-case letters, digits and underscores and begin with a letter, ids of plans may have hyphens, and a text is neither empty nor too long. Ids stand in submissions, formulas and JSON for years, hence the strictness; write it as the message says.",
        ),
    ),
    "JY110": CheckText(
        ("像八进制或其他进制的数", "Reads as octal or another base"),
        ("{text} 会被读成八进制或其他进制", "{text} reads as octal or another base"),
        ("数值写 {suggestion}，文字加引号", "write {suggestion}, or quote it if it is text"),
        (
            "010、0x1F 之类的写法，有的 YAML 工具读作八进制或十六进制：010 成了 8。数值请写 10，编号之类的文字请加引号。",
            "Some YAML readers take 010 or 0x1F for octal or hexadecimal, so that 010 becomes 8. Write 10 for a number, and quote what is text, such as a code.",
        ),
    ),
    "JY111": CheckText(
        ("像六十进制的数", "Reads as base 60"),
        ("{text} 会被读成六十进制数", "{text} reads as a base-60 number"),
        ("请加引号或写成小数", "quote it, or write a decimal"),
        (
            "有的 YAML 工具把 12:30 读作六十进制，成了 750。文字请加引号，数值请写成小数。",
            "Some YAML readers take 12:30 for a base-60 number and make 750 of it. Quote it if it is text, and write a figure as a decimal.",
        ),
    ),
    "JY112": CheckText(
        ("像布尔值的词", "Reads as a boolean"),
        ("{text} 会被读成布尔值", "{text} reads as a boolean"),
        ("请写 {suggestion}，文字加引号", "write {suggestion}, or quote it if it is text"),
        (
            "yes、no、on、off、y、n 在有的 YAML 工具里是布尔值，在有的里是文字。真假请写 true 或 false，文字请加引号。",
            "Words such as yes, no, on, off, y and n are booleans to some YAML readers and text to others. Write true or false, and quote what is text.",
        ),
    ),
    "JY113": CheckText(
        ("数值带下划线", "Underscores in a number"),
        ("{text} 带下划线", "{text} has underscores"),
        ("数值写 {suggestion}", "write {suggestion}"),
        (
            "1_000 在有的 YAML 工具里是 1000，在有的里是文字。请去掉下划线，写 1000。",
            "Some YAML readers take 1_000 for 1000, others for text. Write 1000.",
        ),
    ),
    "JY114": CheckText(
        ("像日期的值", "Reads as a date"),
        ("{text} 会被读成日期", "{text} reads as a date"),
        ("年份写四位数字，文字加引号", "write a year, or quote it if it is text"),
        (
            "2023-12-31 在有的 YAML 工具里会变成日期。计划与填报的时点都是年底，year 只写四位数字，如 2023；作为文字请加引号。",
            "Some YAML readers turn 2023-12-31 into a date. All values here are of year ends, so a year is four digits, such as 2023; quote a date that is text.",
        ),
    ),
    "JY115": CheckText(
        ("不是数", "Not a figure"),
        ("{text} 不是数", "{text} is not a figure"),
        ("没有数据就删去这一行", "delete the line if there is none"),
        (
            "nan、inf 之类没有大小，一旦进入计算，所有合计和增速都不成数。没有数据就删去这一行。",
            "Words such as nan and inf have no size, and every total and rate made with them is lost. Delete the line if there is no figure.",
        ),
    ),
    "JY116": CheckText(
        ("键不是文字或整数", "Key is neither text nor a whole number"),
        ("键必须是文字或整数", "a key must be text or a whole number"),
        ("请加引号", "quote it"),
        (
            "键只能是编号或年份，而这里是小数、布尔值、空值或一组值。请核对是否漏了引号、多了冒号。",
            "Keys are ids or years, but here stands a decimal, a boolean, nothing, or a collection. See whether quotation marks are missing or a colon is one too many.",
        ),
    ),
    "JY117": CheckText(
        ("值超出格式的范围", "Beyond the range of the format"),
        (
            "{value} 超出允许范围（应{relation} {limit}）",
            "{value} is out of range (must be {relation} {limit})",
        ),
        NOTHING,
        (
            "值超出格式所允许的范围，如年份须在 1900 至 2200 之间，精度须大于零。多半是输错了位数，请核对。",
            "The value lies beyond what the format allows: years are 1900 to 2200, and a precision is more than zero. Most likely a digit is wrong.",
        ),
    ),
    # numbers written in a way that YAML takes for text
    "JY121": CheckText(
        ("数值带千位分隔符", "Thousands separators in a number"),
        ("{text} 有千位分隔符", "{text} has separators"),
        ("请写 {suggestion}", "write {suggestion}"),
        (
            "1,234 在 YAML 里是文字，有的地方还读作 1.234。数值只写数字和小数点：1234；能确定时 --fix 可代改。CSV 里不加引号的逗号把一个数拆成两格；小数点写成逗号的表里，1.234 可能是 1234：都不读取。",
            "1,234 is text to YAML, and 1.234 to some people. Write digits and a decimal point alone, as in 1234; --fix does it where only one number can be meant. In CSV a comma without quotes cuts a figure in two, and in a table with decimal commas 1.234 may be 1234: neither is read.",
        ),
    ),
    "JY122": CheckText(
        ("数值带百分号", "Per cent sign on a number"),
        ("{text} 带百分号", "{text} has a per cent sign"),
        ("{conversion}", "{conversion}"),
        (
            "3% 在 YAML 里是文字。单位由计划统一给出，数值只写 3，--fix 可代改；若计划的单位不是 %，请按计划的单位填。",
            "3% is text to YAML. The plan states the unit once, so write 3, which --fix does; report it in the plan's unit if that is not per cent.",
        ),
    ),
    "JY123": CheckText(
        ("数值有全角字符", "Full-width characters in a number"),
        ("{text} 有全角字符", "{text} has full-width characters"),
        ("请写 {suggestion}", "write {suggestion}"),
        (
            "用中文输入法录入的１２３．４看起来是数，在 YAML 里是文字。请改用半角 123.4；--fix 可代改。",
            "Digits typed in a Chinese input method look like a number, but are text to YAML. Type them in plain characters, as in 123.4; --fix does it.",
        ),
    ),
    "JY124": CheckText(
        ("数值用了指数", "Exponent in a number"),
        ("{text} 用了指数", "{text} has an exponent"),
        ("请写 {suggestion}", "write {suggestion}"),
        (
            "1.2e6 之类的写法，各种 YAML 工具读法不一，位数也不易看清。请写全：1200000；--fix 可代改。",
            "YAML readers differ on numbers such as 1.2e6, and their size is easily misread. Write them out, as in 1200000; --fix does it.",
        ),
    ),
    "JY125": CheckText(
        ("数值写得不完整", "Incomplete number"),
        ("{text} 不完整", "{text} is incomplete"),
        ("请写 {suggestion}", "write {suggestion}"),
        (
            ".5 或 5. 看不出是省略还是漏填。小数点两边都要有数字：0.5、5；--fix 可代改。",
            "Nobody can tell whether .5 or 5. is short for something or cut off. Digits stand on both sides of the point, as in 0.5, or there is none, as in 5; --fix does it.",
        ),
    ),
    "JY126": CheckText(
        ("数值加了引号", "Quoted number"),
        ("{text} 加了引号，成了文字", "{text} is quoted and so a text"),
        ("请写 {suggestion}", "write {suggestion}"),
        (
            '加了引号的 "320" 是文字，不能参加计算。请去掉引号；--fix 可代改。',
            'Quoted, "320" is text, and nothing can be worked out with it. Take the quotation marks away; --fix does it.',
        ),
    ),
    "JY127": CheckText(
        ("数值带单位", "Unit on a number"),
        ("{text} 带单位", "{text} has a unit"),
        ("{conversion}", "{conversion}"),
        (
            "320家、1.5万这样的值在 YAML 里是文字。数值只写数字，单位由计划给出；能换算成计划的单位时 --fix 可代改。要写明单位，可在该值下另写 unit，以便与计划核对。",
            "Values such as 320km or 5k are text to YAML. Write the figure alone, in the plan's unit, which --fix does where it can be converted; to state a unit as well, put it under unit beside value, where it is held against the plan.",
        ),
    ),
    "JY128": CheckText(
        ("有效数字过多", "Too many digits"),
        (
            "{text} 超过 15 位有效数字，计算中存不下",
            "{text} has more than 15 significant digits, more than is kept",
        ),
        ("请照公布的数填写", "write the figure as it was published"),
        (
            "超过 15 位有效数字的数在计算中不能原样保存，统计数据也没有这样的精度。请照公布的数填写。",
            "A number of more than 15 significant digits is not kept as it stands when it is worked with, and no statistic is that exact. Write the figure as it was published.",
        ),
    ),
    "JY129": CheckText(
        ("数值带说明", "Words beside a figure"),
        ("{text} 不只是数值", "{text} says more than a figure"),
        ("{says}", "{says}"),
        (
            "约302、302（预计）、超过300 除数值外还说了别的，而这里只能是数。请在指标下分行写 value: 302 和 note: 约302；预计数、快报数写 value: 302 和 provisional: true，以后用 restates 更正。超过、不足只是界限，请填确切数。",
            "About 302, 302 (est.) or over 300 say more than a figure, and only a figure can stand here. Below the indicator write value: 302 and note: about 302, or for a preliminary figure value: 302 and provisional: true, to be corrected with restates later. Over and under are bounds only: report the exact figure.",
        ),
    ),
    "JY130": CheckText(
        ("用文字表示没有数值", "Nothing to report, in words"),
        ("{text} 不是数值", "{text} is no figure"),
        (
            "没有数据就删去这一行，确实为零请写 0",
            "delete the line if there is none, write 0 for zero",
        ),
        (
            "无、暂无、待定、—、n/a 表示没有数据。没有数据就删去这一行，该年该指标便视为未填报；确实为零请写 0。",
            "Words and signs such as n/a, none, tbd or a dash say that there is no figure. Delete the line, and the indicator counts as not reported for the year; write 0 if it really is zero.",
        ),
    ),
    "JY131": CheckText(
        ("小数点写成逗号", "Decimal comma"),
        ("{text} 用逗号作小数点", "{text} has a decimal comma"),
        ("请写 {suggestion}{other}", "write {suggestion}{other}"),
        (
            "92,5 在欧洲是 92.5，在这里是文字。小数点请用半角句点；另一种读法 925 超出界限或远离目标时，--fix 可代改，否则请自己核对。",
            "92,5 is 92.5 in many countries, but text to YAML. Write a decimal point; --fix does it where the other reading, 925, is beyond the limits or far from baseline and target. Otherwise look which one is meant.",
        ),
    ),
    "JY132": CheckText(
        ("数值没有缩进", "Values that are not indented"),
        (
            "直到第 {last} 行的数值都没有缩进，不在 values 之下",
            "the values down to line {last} are not indented and so not under values",
        ),
        ("请在行首加两个空格", "begin their lines with two blanks"),
        (
            "values: 之后的各行没有缩进，便与 year 同级，不再是它的内容。请在每行行首加两个空格。",
            "The lines after values: are not indented, so that they stand beside year and not under values. Begin each of them with two blanks.",
        ),
    ),
    # what a plan says does not go together
    "JY201": CheckText(
        ("目标年份不晚于基期", "Target year not after the baseline"),
        (
            "目标年份 {year} 不晚于基期 {baseline_year}",
            "target year {year} is not after the baseline's {baseline_year}",
        ),
        ("请改目标年份", "change the year"),
        (
            "目标或其调整的年份早于或等于基期年份，没有时间可供推进，算不出所需增速。请核对目标的 year 和基期的 year。",
            "A target, or a revision of it, is due in the year of its baseline or before, which leaves no time in which to get there and no rate to work out. Check the year of both.",
        ),
    ),
    "JY202": CheckText(
        ("目标与方向相反", "Target on the wrong side of the baseline"),
        (
            "{goal} 与方向“{direction}”相反（基期 {baseline}）",
            "{goal} lies the wrong way from the baseline {baseline} for direction {direction}",
        ),
        ("请改目标、基期或 direction{suggestion}", "correct one of the three{suggestion}"),
        (
            "direction 是 increase 而目标低于基期值，或是 decrease 而目标高于基期值，则一开始就已完成。请核对目标、基期值和 direction 三者；本来就只求保持的用 maintain。",
            "With direction increase the target lies below the baseline, or with decrease above it, so that it was reached before the plan began. Check target, baseline and direction; where a level is only to be kept, use maintain.",
        ),
    ),
    "JY203": CheckText(
        ("超出自然界限", "Outside the natural limits"),
        ("{value} 超出自然界限（{limits}）", "{value} is outside the natural limits ({limits})"),
        ("请核对数值", "check the figure"),
        (
            "计划用 limits 给出不可能越过的界限，例如比率不超过 100；基期值、目标或填报的数值在界外。越界的数必有一误，请核对数值、单位和 limits。",
            "With limits a plan says what is impossible, such as a share of more than 100; a baseline, a target or a reported value lies outside. One of them is wrong: check the figure, its unit and the limits.",
        ),
    ),
    "JY204": CheckText(
        (
            "未定义的主题、范围、口径、区县或等级",
            "Undeclared theme, scope, reading, district or class",
        ),
        ("没有{sort} {name}", "there is no {sort} {name}"),
        ("已有：{known}{suggestion}", "there are: {known}{suggestion}"),
        (
            "所用编号在计划中没有定义。主题、范围和区县列在 targets.yaml 的 themes、scopes、districts 下，口径列在指标的 readings 下，官方结论的等级列在同一次发布的 classes 下；请改正，或先补上定义。",
            "The id is not declared. Themes, scopes and districts stand in targets.yaml under themes, scopes and districts, readings under the readings of their indicator, classes of published verdicts under the classes of their publication; correct the id, or declare it.",
        ),
    ),
    "JY205": CheckText(
        ("目标或界限不完整或自相矛盾", "Incomplete or contradictory bounds"),
        ("{problem}", "{problem}"),
        ("{advice}", "{advice}"),
        (
            "目标或写 operator 和一个数（value、average_growth、change_percent、change、multiple 或 than 之一），或写 minimum、maximum 组成区间，或用 by_year 逐年列出，不能混用；minimum 也不能大于 maximum。否则无从判断是否完成；请只留一种写法。",
            "A target is an operator with one figure (value, average_growth, change_percent, change, multiple or than), a range of minimum and maximum, or by_year with the figure of each year, never several of these; and no minimum is greater than its maximum. Otherwise nobody can say whether it is reached; keep one form.",
        ),
    ),
    "JY206": CheckText(
        ("运算符与方向相反", "Operator contradicts the direction"),
        (
            "运算符 {operator} 与方向 {direction} 相反",
            "operator {operator} contradicts direction {direction}",
        ),
        ("请改其一", "change one of them"),
        (
            "direction: increase 配了 <= 或 <，或 decrease 配了 >= 或 >，则进展越好越不算完成。请改 operator 或 direction。",
            "With direction: increase stands <= or <, or with decrease >= or >, so that doing better would undo the target. Change the operator or the direction.",
        ),
    ),
    "JY207": CheckText(
        ("年度底线与年份不配", "Yearly floor without year: every"),
        (
            "kind: annual_floor 须与 year: every 同用（现为 {kind} 与 {year}）",
            "kind: annual_floor goes with year: every (found {kind} and {year})",
        ),
        NOTHING,
        (
            "kind: annual_floor 是每年都要守住的底线，目标须写 year: every。请改其一，使二者一致。",
            "A quantity of kind: annual_floor has to be held every year, so its target has year: every. Change one of them.",
        ),
    ),
    "JY208": CheckText(
        ("精度不是 10 的幂", "Precision is no power of ten"),
        ("精度 {value} 不是 10 的幂", "precision {value} is not a power of ten"),
        ("请写 1、0.1、0.01 等", "write 1, 0.1, 0.01, …"),
        (
            "precision 是末位数字的单位，只能是 1、0.1、0.01、10 等。显示的位数和公式容许的误差都由它而来，请改正。",
            "The precision is the unit of the last digit: 1, 0.1, 0.01, 10 and so on. The digits that are shown and the play that identities are allowed come from it; correct it.",
        ),
    ),
    "JY209": CheckText(
        (
            "基期值、历史值或官方结论重复",
            "Baseline, earlier value or verdict given twice",
        ),
        ("{name} 已在第 {first_line} 行给出", "{name} is given on line {first_line} already"),
        ("只留一个", "keep one"),
        (
            "同一指标（同一口径）的基期值，或同一年的历史值、官方结论，给出了两次。起点不同，五年的增速都不同；结论不同，就不知与哪个比较。请核对哪个对，只留一个。",
            "An indicator has two baselines for one reading, or two earlier values or two published verdicts for one year. Another start makes every rate of the five years another, and of two verdicts nobody knows which to compare with; find out which is right and keep that one.",
        ),
    ),
    "JY210": CheckText(
        ("计划结束不晚于基期", "Plan ends before it begins"),
        (
            "结束年份 {year} 不晚于基期年份 {baseline_year}",
            "end_year {year} is not after baseline_year {baseline_year}",
        ),
        ("请改其一", "change one of them"),
        (
            "plan 的 end_year 早于或等于 baseline_year。五年规划的基期是前一个五年的末年，如基期 2025 年、结束 2030 年；请改其一。",
            "The plan's end_year is its baseline_year or before. A five-year plan starts from the last year of the five before, such as 2025 for one that ends in 2030; change one of them.",
        ),
    ),
    "JY211": CheckText(
        ("没有指定默认口径", "No default reading"),
        ("有多种口径而没有 default_reading", "readings need a default_reading"),
        ("请从中选一：{known}", "choose one of {known}"),
        (
            "指标列出了多种口径，却没有说不指明时按哪一种。请用 default_reading 指定，以便各年按同一口径计算。",
            "An indicator has readings but does not say which one counts where none is named. Name it with default_reading, so that every year is measured alike.",
        ),
    ),
    "JY212": CheckText(
        ("基期值没有指明口径", "Baseline names no reading"),
        ("{name} 有多种口径", "{name} has readings"),
        ("请用 reading 指明其一：{known}", "name one of them with reading: {known}"),
        (
            "指标有多种口径，各有各的起点，这个基期值没有说属于哪一种。请用 reading 指明。",
            "The indicator has readings, each with a start of its own, and this baseline does not say whose it is. Name one with reading.",
        ),
    ),
    "JY213": CheckText(
        ("中期目标的年份不在途中", "Milestone outside the years of the target"),
        (
            "中期目标的年份 {year} 不在 {first} 与 {last} 之间",
            "the milestone's year {year} is not between {first} and {last}",
        ),
        ("请改正年份", "correct the year"),
        (
            "milestones 是从基期到目标年份途中的数，它的年份要晚于基期、早于目标年份。请改正；另一年份的目标写在 further 下。",
            "Milestones are figures on the way from the baseline to the target, so their years lie between the two. Correct the year; a target for another year stands under further.",
        ),
    ),
    "JY214": CheckText(
        ("年份没有配 year: every", "Years named without year: every"),
        ("{key} 只与 year: every 同用", "{key} goes with year: every only"),
        NOTHING,
        (
            "first_year、last_year 和 by_year 说明逐年目标适用于哪些年份，只与 year: every 同用。其他目标只有一个年份，请删去。",
            "With first_year, last_year and by_year a target for every year says which years it holds for, so they go with year: every only. Other targets have one year; delete them there.",
        ),
    ),
    "JY215": CheckText(
        ("起止年份颠倒", "Last year before the first"),
        (
            "last_year {last} 早于 first_year {first}",
            "last_year {last} is before first_year {first}",
        ),
        ("请对调", "swap them"),
        (
            "逐年目标的 last_year 早于 first_year，没有一年适用。请对调或改正。",
            "The last_year of a target for every year is before its first_year, so that it holds for no year at all. Swap or correct them.",
        ),
    ),
    "JY216": CheckText(
        ("更正的年份不早于填报年份", "Restated year not before the submission's"),
        (
            "更正的年份 {year} 不早于填报年份 {vintage}",
            "restated year {year} is not before the submission's {vintage}",
        ),
        ("请写入 values 或改年份", "move it to values or correct the year"),
        (
            "restates 只用来更正往年的数值，此处却是本年或以后的年份。本年的值写入 values，年份有误则改正；往年原来的值仍会保留备查。",
            "Under restates a submission corrects earlier years, but this one is its own year or later. Put values of its own year under values, or correct the year; the first values of earlier years are kept beside the new ones.",
        ),
    ),
    "JY217": CheckText(
        ("同一数值填报了两次且不同", "Reported twice with different figures"),
        (
            "{name} {year} 年的值已在 {place}填报",
            "{name} for {year} is reported in {place} already",
        ),
        ("{todo}", "{todo}"),
        (
            "同一指标、口径、区县和年份，在同一年的填报里有两个不同的值，常见于两个文件都写了它。请核对后只留一个；隔年更正请在新一年的文件里用 restates，收表时用 jyplan collect --restate。",
            "Submissions of one year give two different figures for the same indicator, reading, district and year, often in two files. Keep the right one; a later year corrects an earlier one with restates, and jyplan collect --restate does so with a table.",
        ),
    ),
    "JY218": CheckText(
        ("看不懂公式", "Formula not understood"),
        ("看不懂公式：{problem}", "this formula is not understood: {problem}"),
        ("请写成“指标 = 算式”或“指标 <= 算式”", "write NAME = ARITHMETIC or NAME <= ARITHMETIC"),
        (
            "公式只用数、编号、+ - * /、括号和 sum、min、max、growth(起, 止, 年数)（年均增速，%），并有且只有一个 =、<=、>=、< 或 >。例：rd_intensity = 100 * rd_expenditure / gdp。",
            "A formula has numbers, ids, + - * /, brackets, the functions sum, min, max and growth(start, end, years), which is per cent a year, and exactly one of =, <=, >=, < and >. An example: rd_intensity = 100 * rd_expenditure / gdp.",
        ),
    ),
    "JY219": CheckText(
        ("公式用了未知的编号", "Unknown name in a formula"),
        ("公式中的 {name} 不存在{suggestion}", "there is no {name} for this formula{suggestion}"),
        ("请用指标或背景数据的编号", "use ids of indicators or context quantities"),
        (
            "公式中的编号既不是指标，也不是背景数据。请改正编号，或把缺的量作为背景数据加入 baselines.yaml。",
            "A formula names what is neither an indicator nor a context quantity. Correct the id, or add the quantity to the context in baselines.yaml.",
        ),
    ),
    "JY220": CheckText(
        ("公式两边单位不同", "Units of a formula differ"),
        ("公式两边单位不同：{left} 与 {right}", "the units do not agree: {left} and {right}"),
        ("请核对公式或换算单位", "check the formula, or convert one side"),
        (
            "公式两边或相加减的两项单位不同，例如亿元与万元、家与件，这样即使数值对得上也没有意义。请核对公式；单位相差倍数时乘以换算系数，写了系数就不再比较倍数。",
            "The two sides of a formula, or two things added in it, are in different units, such as yuan and enterprises, or 100 million yuan and 10,000 yuan. Figures that agree would then mean nothing; check the formula, or multiply by what converts one into the other, after which sizes are no longer compared.",
        ),
    ),
    "JY221": CheckText(
        ("accept 与 reason 缺一", "Accept without reason, or reason without accept"),
        ("accept 与 reason 须同时给出", "accept and reason go together"),
        ("请补上 {key}", "add {key}"),
        (
            "接受一个问题须说明理由，几年后才有人知道为什么；只有 reason 而没有 accept，则不起作用。请同时给出，如 accept: [JY402] 加上 reason: 统计口径调整。",
            "What is accepted needs a reason, so that somebody still knows it years later, and a reason alone accepts nothing. Write both, such as accept: [JY402] with reason: the survey was widened.",
        ),
    ),
    "JY222": CheckText(
        ("代码不存在或不能接受", "Code that does not exist or cannot be accepted"),
        ("{value} {problem}{suggestion}", "{value} {problem}{suggestion}"),
        ("可用代码见 jyplan check --list-rules", "jyplan check --list-rules names the codes"),
        (
            "accept 或 settings 的 severity 写了不存在的代码，或写了不能接受、不能调整级别的规则；读不懂的内容只能改正。jyplan check --list-rules 列出全部代码。",
            "Under accept, or under severity in settings, stands a code that does not exist, or that of a rule that can be neither accepted nor set: what cannot be read has to be mended. jyplan check --list-rules names all codes.",
        ),
    ),
    "JY223": CheckText(
        ("单位与计划不同", "Unit other than the plan's"),
        ("单位是 {unit}，计划中是 {expected}", "the unit is {unit}, in the plan it is {expected}"),
        ("{conversion}", "{conversion}"),
        (
            "填报的值写明了 unit，与计划中该指标的单位不同，若照数录入可能差一万倍。请换算成计划的单位；能换算时 --fix 可代改，例如 12000 万元改为 1.2 亿元。",
            "A value states a unit that is not the plan's, and taken as it stands it could be wrong by a factor of 10,000. Convert it into the plan's unit, which --fix does where it can be worked out: 12000 in 10,000 yuan becomes 1.2 in 100 million yuan.",
        ),
    ),
    "JY224": CheckText(
        ("非比率指标有权数", "Weight on something that is no ratio"),
        (
            "weight 只用于比率和覆盖率（现为 {kind}）",
            "weight goes with ratios and coverages only (found {kind})",
        ),
        ("请删去", "delete it"),
        (
            "weight 指明合计各区县的比率或覆盖率时按什么加权。其他类型的量直接相加，不用权数；请删去 weight，或核对 kind。",
            "A weight says by what districts' ratios or coverages are averaged. Quantities of other kinds are simply added; delete the weight, or check the kind.",
        ),
    ),
    "JY225": CheckText(
        ("公式所取的值不存在", "Formula asks for a missing figure"),
        ("{name} 没有{part}", "{name} has no {part}"),
        ("公式中请换一个量", "use another quantity in the formula"),
        (
            "公式用 @target、@baseline 或 @2015 取某个量的目标值、基期值或某年的值，而计划没有给出。请换一个量，或在 baselines.yaml 中补上基期值或历史值。",
            "With @target, @baseline or a year such as @2015 a formula takes one figure of a quantity, and the plan does not have it. Use another quantity, or add the baseline or the earlier value to baselines.yaml.",
        ),
    ),
    "JY226": CheckText(
        ("目标的键不能这样用", "A key that does not go with the others"),
        ("{key} 不能这样用：{problem}", "{key} cannot stand so: {problem}"),
        NOTHING,
        (
            "目标的写法各有所配：年均增长和累计变化从基期到一个年份；than 逐年比较或比较年均增速；margin 和 over 只与 than 同用；中期目标要有目标年份。请照提示改写，写法见 formats.md。",
            "Each form of a target has keys that it goes with: growth and change in all run from the baseline to one year; than compares each year, or mean growth; margin and over go with than; milestones need a target with a year. Change it as the message says; formats.md has an example of every form.",
        ),
    ),
    "JY227": CheckText(
        ("缺少起算的基期值", "No baseline to start from"),
        ("{problem}", "{problem}"),
        ("{advice}", "{advice}"),
        (
            "年均增长、累计变化、提高多少和翻番都从基期值算起，逐年新增从基期值累加，所以基期值必须给出。填报的是逐年变动率时，基期就是 100，不必写。",
            "Mean growth, change in all, change in the unit and multiples are worked out from the baseline, and yearly increments add up from it, so it has to be there. Where yearly changes are reported it is 100, and nobody writes it.",
        ),
    ),
    "JY228": CheckText(
        ("从这个基期算不出目标", "Nothing can be worked out from this baseline"),
        ("{problem}", "{problem}"),
        ("请核对，或用 value 写出目标", "check the figure, or write the target as value"),
        (
            "百分比和倍数只对正数有意义：从零或负数算不出增长，降低 100% 以上什么也不剩。请核对基期值和目标，或用 value 直接写出要达到的数。",
            "Percentages and multiples mean something of positive figures alone: nothing grows from zero or below, and a fall by 100 % or more leaves nothing. Check baseline and target, or write the figure to be reached as value.",
        ),
    ),
    "JY229": CheckText(
        ("目标绕了一圈与自己比较", "A target held against itself"),
        ("目标最终与自己比较：{cycle}", "the target is held against itself: {cycle}"),
        ("请改正 than", "correct than"),
        (
            "than 指的是另一个指标或背景量；沿 than 一路下去又回到了自己，无从比较。请改成真正要比的那一个。",
            "With than a target is held against another quantity; followed from one to the next, this one comes back to itself. Name the quantity that is really meant.",
        ),
    ),
    "JY230": CheckText(
        ("与单位不同的量比较", "Held against a quantity in another unit"),
        ("{name} 以 {other} 计，不能与以 {unit} 计的相比", "{name} is in {other}, not in {unit}"),
        (
            "请改正 than，或用 over: plan 比较年均增速",
            "correct than, or compare mean growth with over: plan",
        ),
        (
            "逐年比较的两个量要用同一单位；一个是增速、一个是总量时比较增速。要比增长快慢，请用 over: plan。",
            "Two quantities that are compared year by year have one unit; where one is growth and the other a level, growth is compared. To compare how fast they grow, use over: plan.",
        ),
    ),
    "JY231": CheckText(
        ("年份不在计划期内", "Year outside the plan"),
        ("{year} 年不在计划期 {first}–{last} 内", "{year} is outside the plan, {first} to {last}"),
        ("请改年份", "correct the year"),
        (
            "填报或更正的年份早于计划的基期年份，或晚于计划结束，这样的值不进入进度计算。多半是年份写错；基期以前的数据请写入 baselines.yaml 的 history。",
            "A submission reports or restates a year before the plan's baseline year or after its end, and such values count for no progress. Most likely the year is mistyped; values from before the baseline belong under history in baselines.yaml.",
        ),
    ),
    "JY232": CheckText(
        ("文件名与年份不符", "File named after another year"),
        ("文件名中是 {named}，year 是 {year}", "the file is named {named}, its year is {year}"),
        ("请改其一", "correct one of them"),
        (
            "文件名中的年份与 year 不同，例如 2024.yaml 里写着 year: 2023，常见于复制上年文件后忘了改。若照此计入，一年的数据会落到另一年；请改其一。",
            "The year in the file's name is not its year, such as year: 2023 in 2024.yaml, which happens where last year's file is copied. A whole year's values would count for another; correct one of the two.",
        ),
    ),
    "JY233": CheckText(
        ("计数不是整数", "Count that is not whole"),
        (
            "{name} 按{unit}计数，{value} 不是整数",
            "{name} counts whole {unit}, {value} is not whole",
        ),
        ("请填整数", "report a whole number"),
        (
            "按家、件、个等计数的指标出现了小数。可能误用了万为单位，或填成了平均数、比率；请核对后填整数。",
            "A quantity that is counted in pieces, such as enterprises or patents, has decimals. It may be in tens of thousands, or an average or a share by mistake; check it and report a whole number.",
        ),
    ),
    "JY235": CheckText(
        ("缺少必报指标", "Required indicator missing"),
        ("缺少 {year} 年必报指标：{missing}", "required for {year} and missing: {missing}"),
        ("请补报", "report it"),
        (
            "计划中 required: true 的指标，这一年没有填报；由区县填报的，须各区县都报；区县的数合不成全体的（没有 weight 的比率），只要全体报。缺了一年，就看不出当年的增速和进度；请补报。",
            "The plan marks the indicator with required: true, and this year's submissions do not report it; where districts report, each of them has to, but for what only the whole can tell (ratios without a weight). A missing year leaves a hole in growth and progress; report it.",
        ),
    ),
    "JY236": CheckText(
        ("accept 已无对应问题", "Accepted but no longer found"),
        ("没有 {code} 可以接受", "{code} is accepted here but no longer found"),
        ("请从 accept 中删去", "delete it from accept"),
        (
            "accept 列出的代码在此处已查不出问题，可能数值已改正。留着会把今后新出的问题一并放过，请删去。",
            "A code stands under accept here, but the rule no longer finds anything, perhaps because the figure was corrected. Left alone it would let the next mistake pass; delete it.",
        ),
    ),
    "JY237": CheckText(
        ("各区县的比率没有权数", "Ratios of districts without a weight"),
        (
            "各区县的 {name} 不能相加，计划又没有给出 weight",
            "{name} of districts does not add up and the plan names no weight",
        ),
        ("请在计划中指明权数", "name one there"),
        (
            "几个区县填报了同一比率或覆盖率，比率不能相加，计划又没有指明按什么加权，算不出全市值。请在计划该指标下写 weight，如研发强度按地区生产总值加权。",
            "Several districts report a ratio or a coverage, which does not add up, and the plan does not say how to weigh them, so there is no figure for the whole. Name a weight at the indicator in the plan, such as GDP for R&D intensity.",
        ),
    ),
    "JY238": CheckText(
        ("有区县尚未填报", "Districts have not submitted"),
        ("{year} 年尚未填报：{missing}", "not submitted yet for {year}: {missing}"),
        ("请催报，在此之前全市值暂缺", "ask for it; totals stay open until then"),
        (
            "这一年已有区县填报，计划中列出的另一些还没有，全市合计暂缺，也不以部分代全部。请催报；确不填报的，在所指的填报文件中用 accept 说明。",
            "Some districts have submitted for the year and others that the plan declares have not; there is no total until then, as parts never stand for the whole. Ask for the rest, or accept it in the submission that the finding names, with the reason.",
        ),
    ),
    "JY239": CheckText(
        ("用于比较的填报有错", "Submission to compare with has mistakes"),
        (
            "旁边的 {path} 有错，未能用于比较",
            "{path} beside it has mistakes and was not compared with",
        ),
        ("请先检查它", "check it first"),
        (
            "计划旁的另一份填报不在本次核对之列，只用来比较，但它自身有错，其中的值没有全部用上，比较可能不完整。请先对它运行 jyplan check。",
            "Another submission beside the plan is only compared with in this run, but has mistakes itself, so that not all of its values were used and comparisons may be incomplete. Run jyplan check on it first.",
        ),
    ),
    "JY240": CheckText(
        ("表格文件未读", "Table that is not read"),
        ("填报目录中的表格不计入", "tables among the submissions do not count"),
        (
            "请用 jyplan collect 收进填报，原表移出该目录",
            "collect it with jyplan collect, and keep it elsewhere",
        ),
        (
            "填报目录中有 Excel、WPS 或 CSV 文件，里面的数值不会计入。请用 jyplan collect 把数值收进 submissions/2023.yaml 这样的文件；原表请放到别处，或在计划的 settings 中把 JY240 设为 ignore。",
            "A workbook or a CSV file lies among the submissions, and none of its figures count. jyplan collect puts them into a YAML file, such as submissions/2023.yaml; keep the table elsewhere, or set JY240 to ignore in the settings of the plan.",
        ),
    ),
    "JY241": CheckText(
        ("结论的年份不在计划期内", "Verdict on a year outside the plan"),
        ("{year} 年不在计划期 {first}–{last} 内", "{year} is outside the plan, {first} to {last}"),
        ("请写结论所看的年份", "write the year at whose end the verdicts look"),
        (
            "verdicts.yaml 中的 year 是结论所看的那一年年底，不是发布的年份；它早于计划的基期年份，或晚于计划结束，就没有可比的进度。2023 年 12 月发布、评估到 2022 年底的，请写 2022。",
            "The year in verdicts.yaml is the one at whose end the verdicts look, not the one in which they came out. Before the plan's baseline year or after its end there is no progress to compare them with; of a report of December 2023 on what was reached by the end of 2022, write 2022.",
        ),
    ),
    # values that do not fit the plan
    "JY242": CheckText(
        ("中期目标不在途中", "Milestone off the way to the target"),
        (
            "{year} 年的中期目标 {value} 不在 {first} 与 {last} 之间",
            "the milestone {value} of {year} is not between {first} and {last}",
        ),
        (
            "请核对；规划确实有升有降，就用 accept 说明",
            "check the figure; if the plan really goes up and down, accept it with a reason",
        ),
        (
            "中期目标应在前一个数与目标之间，否则进度会先过头再退回来。多半是年份或数值有误；规划本来如此，则在目标下写 accept: [JY242] 和 reason。",
            "A milestone lies between the figure before it and the target; else the course overshoots and comes back. Mostly its year or its figure is wrong; where the plan really says so, write accept: [JY242] with a reason below the target.",
        ),
    ),
    "JY243": CheckText(
        ("别名重复", "Alias of two quantities"),
        ("别名 {name} 也是 {other} 的名称", "the alias {name} is a name of {other}, too"),
        ("请只留在一处", "keep it with one of them"),
        (
            "别名是报表中的其他叫法，据此认出是哪一项；同一叫法指两项，就认不出来。请只留在一处，或写得更具体。",
            "Aliases are what tables that are sent in call a quantity, so that it is found by them. One that stands for two finds neither: keep it with one of them, or make it say more.",
        ),
    ),
    # between values
    "JY301": CheckText(
        ("等式不成立", "Identity does not hold"),
        ("{rule}，{right}{interval}，而{left}", "{rule} it is {right}{interval}, but {left}"),
        ("{note}", "{note}"),
        (
            "计划列出的等式两边之差超过 tolerance，或超过各数印出的位数所能解释的范围：100 * 19.9 / 2133 只能在 0.930 与 0.936 之间。几个数中至少有一个不对或口径不一，请逐一核对；属实的可用 accept 说明。",
            "The two sides of an identity of the plan differ by more than its tolerance, or by more than the printed digits allow: 100 * 19.9 / 2133 can only be 0.930 to 0.936. At least one of the figures is wrong or counts something else; check each, or accept what is true with the reason.",
        ),
    ),
    "JY302": CheckText(
        ("不等式不成立", "Inequality does not hold"),
        (
            "{rule}，现左边 {left}，右边 {right}{interval}",
            "{rule}, but the left side is {left}, the right side {right}{interval}",
        ),
        ("{note}", "{note}"),
        (
            "计划列出的 <=、>=、< 或 > 关系，按 tolerance 或各数印出的位数来看都不可能成立，例如部分大于整体。请核对两边各数的数值、单位和口径；属实的可用 accept 说明。",
            "A relation of the plan with <=, >=, < or > cannot hold, even with its tolerance or with what the printed digits allow; a part is greater than its whole, say. Check the figures of both sides, their units and what they count, or accept what is true with the reason.",
        ),
    ),
    "JY303": CheckText(
        ("公式除以零", "Formula divides by zero"),
        (
            "{rule}无法计算，除数为零：{arithmetic}",
            "{rule} cannot be worked out, it divides by zero: {arithmetic}",
        ),
        ("{note}", "{note}"),
        (
            "公式的除数或增速的起点为零，这一关系无从核对。多半是该填的数填成了 0；没有数据应删去这一行，而不是填零。",
            "A divisor of a formula, or the start of its growth, is zero, so that the relation cannot be checked. Most likely 0 stands for something unknown: delete the line where there are no data.",
        ),
    ),
    "JY304": CheckText(
        ("全市数与各区县合计不符", "Whole differs from its districts"),
        (
            "{name} 全市填报 {found}，各区县合计 {arithmetic} = {expected}，相差 {difference}",
            "{name} is reported as {found} for the whole, its districts come to {arithmetic} = {expected}, a difference of {difference}",
        ),
        ("请核对哪个对", "check which is right"),
        (
            "全市填报的值与各区县相加（比率按 weight 加权平均）的结果不同，超出四舍五入所能解释的范围。可能有区县漏报、重复计算，或市级部门口径不同；请核对哪个对，必要时用 accept 说明。",
            "The figure stated for the whole is not what its districts add up to, or for ratios their weighted mean, beyond what rounding explains. A district may be incomplete, something counted twice, or the whole counted otherwise; find out which is right, or accept it with the reason.",
        ),
    ),
    # values that are hardly true
    "JY401": CheckText(
        ("累计量或覆盖率下降", "Cumulative quantity or coverage falls"),
        (
            "{name} 由 {before_year} 年的 {before} 降到 {value}，{kind}不会下降",
            "{name} falls from {before} in {before_year} to {value}, and a {kind} does not fall",
        ),
        ("{advice}", "{advice}"),
        (
            "累计量只增不减，覆盖率一般也不会倒退，而此值低于上一个值。可能填成了当年数，或往年数有误；往年有误的请在今年的填报中用 restates 更正。",
            "A cumulative quantity never falls and a coverage hardly ever does, but this value is below the one before. It may be the figure of the year alone, or the earlier one was wrong, which this year's submission corrects with restates.",
        ),
    ),
    "JY402": CheckText(
        ("变化异常", "Unusual change"),
        (
            "{name} 由 {before_year} 年的 {before} 变到 {value}（每年 {change}），{usual}",
            "{name} goes from {before} in {before_year} to {value} ({change} a year), {usual}",
        ),
        ("请核对，属实可用 accept 说明", "check it, or accept it with the reason"),
        (
            "此前至少有 4 次变化时，每年的变化偏离其中位数超过 5 倍绝对中位差（按 1.4826 换算）；序列较短时，每年增加超过上次值的一半，或总共下降超过上次值的一半，且超过计划每年应有步幅的两倍（没有目标、或与目标方向相反的，不看步幅）；以个数计的还须超过上年值平方根的 3 倍，免得把小数目的正常增减当成异常。请核对数值和单位；属实的用 accept: [JY402] 并写明 reason。",
            "With at least 4 earlier changes: the yearly change lies more than 5 scaled median absolute deviations from their median. With fewer: it rises by more than half of the previous value a year, or falls by more than half of it in all, and, on the way to a target, by more than twice the yearly step that the plan expects; a count must also have moved by more than 3 times the square root of the previous value, since small numbers change by chance. Check figure and unit; where it is true write accept: [JY402] and a reason.",
        ),
    ),
    "JY403": CheckText(
        ("多个值与上年完全相同", "Many values are last year's"),
        (
            "{count} 个值与 {before_year} 年完全相同：{names}",
            "{count} values are those of {before_year} to the digit: {names}",
        ),
        ("是否照抄了上年？", "was last year's form copied?"),
        (
            "至少 3 个值与上年一字不差，且占可比值的一半以上，像是抄了上年的表。零和已到自然界限的值不计。请逐个核对；确实未变的，在第一个相同的值或文件上用 accept 说明。",
            "At least 3 values, and at least half of those that can be compared, are last year's to the digit, as if its form had been copied. Zeros and values at their natural limits do not count. Check each; where nothing has changed accept it at the first of them, or for the file, with the reason.",
        ),
    ),
    "JY404": CheckText(
        ("数量级不对，疑为单位错误", "Wrong magnitude, likely another unit"),
        (
            "{name} 为 {value}，约是预期 {expected} 的 {factor}",
            "{name} is {value}, about {factor} what is expected ({expected})",
        ),
        (
            "单位是否错了？应为 {unit}{hundredfold}",
            "is it in another unit than {unit}{hundredfold}?",
        ),
        (
            "数值约为按计划进度或上一个值所预期的 10 倍、100 倍、10000 倍，或其分之一，正是点错小数点、混用百分数、万与亿弄错的倍数。请按计划的单位核对；属实的用 accept 说明。",
            "The value is about 10, 100 or 10,000 times what its path or its last value leads to expect, or that fraction of it: the mark of a misplaced decimal point, of per cent, or of units of 10,000 mixed up. Check it against the plan's unit, or accept it with the reason.",
        ),
    ),
    "JY405": CheckText(
        ("更正了往年的值", "Earlier year restated"),
        (
            "更正 {name} 的 {year} 年值：{before_vintage} 年报 {before}，现报 {value}",
            "restates {name} for {year}: {before} as reported in {before_vintage}, now {value}",
        ),
        NOTHING,
        (
            "填报用 restates 更正了往年的值。这不是错误，只是列出新旧两个值，好让看过旧数的人知道；此后以新值计算，旧值仍保留。",
            "A submission corrects an earlier year with restates. That is no mistake: both figures are shown, so that whoever has used the old one knows. From here on the new one counts, and the old one is kept.",
        ),
    ),
    "JY406": CheckText(
        ("百分数写成了小数", "A fraction where per cent is wanted"),
        (
            "{name} 为 {value}，像是小数而不是百分数",
            "{name} is {value}, a fraction where per cent is wanted",
        ),
        (
            "是否应为 {hundredfold}？属实可用 accept 说明",
            "is {hundredfold} meant? Accept it with the reason if not",
        ),
        (
            "以 % 计的指标填了 0 到 1 之间的数，而乘以 100 才与上年、路径或目标相当：占比百分之三十填 30，不填 0.3。没有基期的指标按目标和界限判断。属实可用 accept 说明理由。",
            "A quantity in per cent has a value between 0 and 1, and a hundred times as much is what the past, the path or the target leads to expect: a share of thirty per cent is 30, not 0.3. Without a baseline the target and the limits give the scale. If it is right, accept it with the reason.",
        ),
    ),
    # progress
    "JY407": CheckText(
        ("累计量像是填了当年新增", "A total that looks like one year's addition"),
        (
            "{name} {year} 年的 {value} 像是当年新增：历年相加为 {total}，按计划应达 {expected}",
            "{name}: {value} in {year} looks like what was added in the year: all years come to {total}, the plan expects {expected}",
        ),
        (
            "请填到年底为止的总数；填报的就是新增数，则在计划中写 reported: yearly_increment",
            "report the total so far; if increments are meant, write reported: yearly_increment in the plan",
        ),
        (
            "累计量（cumulative）填的是从计划开始到年底的总数，而这里的数几乎不增长，历年加起来却与计划相近，像是只填了当年新增的部分。请填总数；如果各年填报的本来就是新增数，在 targets.yaml 中写 reported: yearly_increment，jyplan 会从基期累加。",
            "Of a cumulative quantity the total since the start of the plan is reported. This one hardly grows, while all its years together come to what the plan expects, as if only what was added in the year had been filled in. Report the total; where increments are what is reported, write reported: yearly_increment in targets.yaml, and they are summed from the baseline.",
        ),
    ),
    "JY501": CheckText(
        ("指标处于指定的状态", "Indicator has a named status"),
        (
            "{name} {status}：{year} 年为 {value}{expected}",
            "{name} is {status}: {value} in {year}{expected}",
        ),
        ("落实情况见 jyplan show {id}", "see jyplan show {id}"),
        (
            "运行时用 --fail-on-status 列出了不容许的状态，如 behind，而此指标正处于其中。数据未必有错，是进度需要关注；jyplan show 加指标编号，可看该指标的全部情况。",
            "The run was told with --fail-on-status which statuses are findings, such as behind, and this indicator has one of them. The figure may well be right: it is the progress that wants attention, and jyplan show with its id has the whole of it.",
        ),
    ),
    # tables of series
    "JY601": CheckText(
        ("表格读不了", "Table cannot be read"),
        ("表格读不了：{problem}", "cannot be read: {problem}"),
        (
            "请给出 CSV（UTF-8）、Parquet 或 Arrow 文件",
            "name a file in CSV (UTF-8), Parquet or Arrow",
        ),
        (
            "jyplan batch 读 CSV（UTF-8，行以 LF 或 CRLF 结尾）、Parquet 和 Arrow IPC。这个文件不是其中之一，或已损坏、为空。",
            "jyplan batch reads CSV (UTF-8, lines that end in LF or CRLF), Parquet and Arrow IPC. This file is none of them, or is damaged or empty.",
        ),
    ),
    "JY602": CheckText(
        ("缺少列", "Column missing"),
        ("没有列 {name}{suggestion}", "there is no column {name}{suggestion}"),
        ("请补上，或用 --map 指明列名", "add it, or name it with --map"),
        (
            "所选规则集需要这一列。列名不同时用 --map 指明，例如 --map baseline=base_value。",
            "The rule set needs this column. Where it has another name say so with --map, such as --map baseline=base_value.",
        ),
    ),
    "JY603": CheckText(
        ("单元格不是数字", "Cell is no number"),
        ("{column} 列的 {value} 不是数字", "{value} in {column} is not a number"),
        ("请改正", "correct it"),
        (
            "数字列中有不能读作数字的内容。该 id 不作判断，原因为 unreadable；请改正该单元格。",
            "A column of figures holds something else. Its id is not judged, with the reason unreadable; correct the cell.",
        ),
    ),
    "JY604": CheckText(
        ("数值无穷大", "Figure is infinite"),
        ("{column} 列的数值无穷大", "the figure in {column} is infinite"),
        ("请改正", "correct it"),
        (
            "无穷大不是统计数。该 id 不作判断；请改正该单元格。",
            "No statistic is infinite. Its id is not judged; correct the cell.",
        ),
    ),
    "JY605": CheckText(
        ("不是年份", "Not a year"),
        ("{column} 列的 {value} 不是整年", "{value} in {column} is no year"),
        ("请改正", "correct it"),
        (
            "年份须为 1 到 9999 的整数，例如 2023。该 id 不作判断；请改正该单元格。",
            "A year is a whole number from 1 to 9999, such as 2023. Its id is not judged; correct the cell.",
        ),
    ),
    "JY606": CheckText(
        ("缺少 id", "Id missing"),
        ("这一行没有 id", "this row has no id"),
        ("请补上", "add it"),
        (
            "每一行都要有 id。没有 id 的行不作判断；请补上。",
            "Every row needs an id. Rows without one are not judged; add it.",
        ),
    ),
    "JY607": CheckText(
        ("同一年有两个值", "Two values for one year"),
        ("{year} 年已有一个值", "there is a value for {year} already"),
        ("请删去一行", "delete one of the two rows"),
        (
            "同一 id 在同一年有两行，无从知道以哪个为准。该 id 不作判断；请删去一行。",
            "One id has two rows for one year, and nothing tells which counts. It is not judged; delete one.",
        ),
    ),
    "JY608": CheckText(
        ("方向不明", "Direction unknown"),
        ("{column} 列为 {value}", "{column} is {value}"),
        ("请写 increase 或 decrease", "write increase or decrease"),
        (
            "direction 列须为 increase 或 decrease（1 或 -1）。不知道越高越好还是越低越好，就无法判断。",
            "The column direction says increase or decrease (1 or -1). Nothing can be judged without knowing which way is better.",
        ),
    ),
    "JY609": CheckText(
        ("target_kind 不明", "Unknown target_kind"),
        ("{column} 列为 {value}", "{column} is {value}"),
        (
            "请写 by_year、every_year、average_growth、change_percent、change 或 multiple",
            "write by_year, every_year, average_growth, change_percent, change or multiple",
        ),
        (
            "target_kind 列说明目标的说法：by_year（或空），到 target_year 达到；every_year，自基期次年至 target_year 年年保持，target_year 为空则无从实现；average_growth（年均增长，%）、change_percent（累计变化，%）、change（增减量）、multiple（倍数），由基期值推算。",
            "The column target_kind says how the target is said: by_year (or nothing), to be reached by target_year; every_year, to hold every year after the baseline's up to target_year, and where that is empty never achieved; average_growth (per cent a year), change_percent (per cent in all), change (in the unit), multiple (times), worked out from the baseline.",
        ),
    ),
    "JY610": CheckText(
        ("同一 id 的各行不一致", "Rows of one id disagree"),
        (
            "{column} 列与同一 id 的上一行不同",
            "{column} differs from the row before, of the same id",
        ),
        ("请统一", "make them agree"),
        (
            "基期值、目标值、方向等在同一 id 的各行中须相同。该 id 不作判断；请统一。",
            "Baseline, target, direction and so on are the same in all rows of one id. It is not judged; make them agree.",
        ),
    ),
    "JY611": CheckText(
        ("列的类型不能用", "Column of an unusable type"),
        ("列 {name} 为 {type} 类型", "column {name} holds {type}"),
        ("{advice}", "{advice}"),
        (
            "id 须为文字、数字或日期；列表、结构和二进制数据不能作 id，也不能写进 CSV。要保留这样的列，请用 --out 写 Parquet 或 Arrow。",
            "Ids are texts, numbers or dates; lists, structures and binary data can be neither ids nor cells of CSV. To keep such columns write Parquet or Arrow with --out.",
        ),
    ),
    "JY612": CheckText(
        ("同一 id 分在几处", "Id in several places"),
        ("{id} 也在别处出现", "{id} stands elsewhere as well"),
        ("请先按 id 排序", "sort the table by id first"),
        (
            "同一 id 的各行须相连。分在几处的 id 不作判断，因为无从知道是否为同一条数据；请先按 id 排序。",
            "The rows of one id stand together. An id in several places is not judged, since nothing tells whether it is one series; sort the table by id first.",
        ),
    ),
    "JY613": CheckText(
        ("各表的列不同", "Tables have different columns"),
        ("各列或其类型与 {first} 不同", "its columns, or their types, are not those of {first}"),
        ("请统一，或分开运行", "make them agree, or run one at a time"),
        (
            "一次读入的几个表，列名与类型须相同。",
            "Tables that are read together have the same columns, of the same types.",
        ),
    ),
    "JY614": CheckText(
        ("一条数据跨两个文件", "Series in two files"),
        (
            "{id} 的数据从 {first} 延续到这个文件",
            "the rows of {id} begin in {first} and go on in this file",
        ),
        ("请把同一 id 的各行放进一个文件", "keep them in one file"),
        (
            "在集群上各文件分开计算，同一 id 的各行须在同一文件中。请重新划分文件。",
            "On a cluster files are worked on apart, so the rows of one id stand in one file. Divide the files anew.",
        ),
    ),
    "JY615": CheckText(
        ("CSV 的一行不完好", "Broken row of CSV"),
        ("这一行{problem}", "this row {problem}"),
        ("请改正", "correct it"),
        (
            "这一行的单元格多于表头、引号有误，或含有不是 UTF-8 的字节，读出的内容不可靠。该 id 不作判断，原因为 unreadable；请改正这一行。",
            "The row has more cells than the header, a stray quotation mark or bytes that are not UTF-8, so nothing in it can be relied on. Its id is not judged, with the reason unreadable; correct the row.",
        ),
    ),
    "JY616": CheckText(
        ("列名重复", "Column twice"),
        ("表头中 {name} 不止一处", "the header has {name} more than once"),
        ("请删去或改名", "delete or rename one of them"),
        (
            "表头中两列同名，无从知道以哪一列为准。请删去或改名。",
            "Two columns of the header have one name, and nothing tells which counts. Delete or rename one.",
        ),
    ),
    # scenarios
    "JY701": CheckText(
        ("改动写法不对", "Change not understood"),
        ("看不懂“{piece}”", "“{piece}” is not understood"),
        ("{problem}", "{problem}"),
        (
            "改动写作 对象=走法，例如 hnte=12%、rd_intensity=+0.06pp、hnte@2024=400、theme:innovators=8%..20%。完整写法见 docs/whatif.md。",
            "A change is written WHAT=HOW, such as hnte=12%, rd_intensity=+0.06pp, hnte@2024=400 or theme:innovators=8%..20%. docs/whatif.md has the whole grammar.",
        ),
    ),
    "JY702": CheckText(
        ("改动的对象不存在", "Change of something unknown"),
        ("{missing}{suggestion}", "{missing}{suggestion}"),
        ("{problem}", "{problem}"),
        (
            "改动的对象须为计划中的指标、背景量（可用 * 通配）或 theme:主题。",
            "What changes is an indicator or a context quantity of the plan, a pattern of them with *, or theme:NAME.",
        ),
    ),
    "JY703": CheckText(
        ("改动的数值超出范围", "Change beyond what is possible"),
        ("“{piece}”不可能", "“{piece}” is not possible"),
        ("{problem}", "{problem}"),
        (
            "增速不能低于 -100%，区间要从小到大，年份要在最新数据之后、测算期之内。",
            "Nothing grows by less than -100 % a year, an interval goes from low to high, and a year lies after the newest figure and within the years looked at.",
        ),
    ),
    "JY704": CheckText(
        ("改动互相矛盾", "Changes contradict each other"),
        ("{name} 与“{other}”冲突", "{name} contradicts “{other}”"),
        ("{problem}", "{problem}"),
        (
            "同一对象不能有两种走法，同一年不能固定两个值；由公式推出的指标与其构成项不能同时设定。",
            "One quantity goes on in one way and has one value a year; what follows from an identity is not set together with what it follows from.",
        ),
    ),
    "JY705": CheckText(
        ("改动不适用于该指标", "Change that does not suit its quantity"),
        ("{name} 不能用“{piece}”", "{name} cannot follow “{piece}”"),
        ("{problem}", "{problem}"),
        (
            "有的走法需要基期值、目标值或历史数据；增量用该指标的单位，百分点只用于百分比；主题或通配中至少有一个指标能照此走。",
            "Some ways need a starting value, a target or earlier values; steps are in the unit of their quantity, percentage points for percentages; and of a theme or pattern at least one member can go that way.",
        ),
    ),
    "JY706": CheckText(
        ("公式循环", "Identities in a circle"),
        ("公式循环：{cycle}", "identities run in a circle: {cycle}"),
        ("请改写其中一个", "write one of them another way"),
        (
            "计划中的几个公式互相推出，无从计算。请改写其中一个。",
            "Identities of the plan follow from each other, so that nothing can be worked out. Write one of them another way.",
        ),
    ),
    "JY707": CheckText(
        ("增速可能写错", "Rate that looks like a slip"),
        ("每年 {rate} % 像是写错了", "{rate} % a year looks like a slip"),
        ("如属实可不理会", "never mind if it is meant"),
        (
            "每年增速超过 100%，可能漏了小数点，或把增量写成了增速。照算不误。",
            "More than 100 % a year: a decimal point may be missing, or a step may be written as a rate. The run goes on.",
        ),
    ),
    "JY708": CheckText(
        ("情景文件有误", "Scenario that cannot be used"),
        ("情景 {name}：{what}{suggestion}", "scenario {name}: {what}{suggestion}"),
        ("请改正", "mend it"),
        (
            "情景的编号不重复，extends 指向同一文件里的另一情景，且不循环；相关系数每对只写一次，且不互相矛盾（矩阵须半正定）。",
            "Scenarios have names of their own, and extends names another one of the same file, never in a circle; the correlation of a pair is written once, and correlations do not contradict each other (their matrix is positive semidefinite).",
        ),
    ),
    # workbooks and tables that somebody sent
    "JY801": CheckText(
        ("读不出表格", "No table can be read"),
        ("这是{what}，读不出表格", "this is {what}, and no table can be read from it"),
        ("{advice}", "{advice}"),
        (
            "可读的有 Excel 和 WPS 的工作簿（.xlsx、.xlsm、.xls、.et）、OpenDocument 表格（.ods）和 CSV 文本（UTF-8、GB18030、带标记的 UTF-16）。判断依据是文件内容，不是后缀：改了后缀的工作簿照读，网页、加了密码的、已损坏的文件和后缀不是 .csv 的文本则不读。宏、链接和公式一概不运行。退出码为 3。",
            "What is read is workbooks of Excel and WPS (.xlsx, .xlsm, .xls, .et), OpenDocument tables (.ods) and text as CSV (UTF-8, GB18030, UTF-16 with its mark). The content decides, not the ending: a workbook under another ending is read, while a web page, a file with a password, a damaged one and text that is not called .csv are not. No macro, link or formula is ever run. The exit code is 3.",
        ),
    ),
    "JY802": CheckText(
        ("表格过大", "Table too large"),
        ("{what}超过上限 {limit}", "it has more than {limit} {what}"),
        ("请只保留要报送的表", "keep only the table that is reported"),
        (
            "文件的字节数、解压后的大小、工作表、非空单元格或文字超过上限。一份填报只有几百个单元格；多半是放错了文件，或夹带了别的内容，也可能是有意撑满内存的文件。请只保留要报送的表，另存后再试。退出码为 3。",
            "The file has more bytes, unpacks to more, or has more sheets, filled cells or text than is looked at. A report has some hundred cells, so it is probably another file, or carries something else along, or was made to fill the memory. Keep only the table that is reported and save it anew. The exit code is 3.",
        ),
    ),
    # tables that are sent in
    "JY803": CheckText(
        ("找不到填报表", "No table found"),
        ("{problem}", "{problem}"),
        ("{todo}", "{todo}"),
        (
            "表头要有指标名称（或编号）一列，以及填报值一列（如“完成值”“2024年”），表中才能认出数值。表头写法特殊时，用 --sheet 指明工作表、--row 指明表头所在行、--map value=D 指明列。隐藏的工作表不读。目标值、指标横排的表，以及只在标题里写明区县的表，也不读取。",
            "A table is known by its headings: a column of names or ids of indicators, and one of what was reached, called value, actual, or by its year. Where its headings say it otherwise, --sheet names the sheet, --row the row of the headings and --map value=D a column. Hidden sheets are not read, nor are targets, tables with their indicators side by side, and those of which a title alone names a district.",
        ),
    ),
    "JY804": CheckText(
        ("同一年有两列数值", "Two columns for one year"),
        (
            "“{name}”与“{first}”都是 {year} 年的数值",
            "“{name}” and “{first}” are both values of {year}",
        ),
        (
            "请用 --map {year}=列 指明取哪一列",
            "say which one counts with --map {year}=COLUMN",
        ),
        (
            "表中有两列都像是同一年的填报值，取错一列，整张表就错了，所以不作猜测，两列都没有读。请用 --map 指明，或改写表头，例如把其中一列写成“上报口径”“目标”。",
            "Two columns look like values of the same year, and with the wrong one the whole table would be wrong, so none is guessed at and neither was read. Name the column with --map, or make the other heading say what it holds, such as a target.",
        ),
    ),
    "JY805": CheckText(
        ("报表不属于本计划或本年", "Form of another plan or year"),
        ("{problem}", "{problem}"),
        (
            "请核对文件，或用 jyplan form 重新生成报表",
            "check the file, or make a new form with jyplan form",
        ),
        (
            "jyplan form 生成的报表带有计划、年份和填报单位的标记。标记不符的报表，数值属于别的计划、别的年份或别的单位，因此不读取。",
            "A form that jyplan made knows its plan, its year and who reports. One that says otherwise holds figures of another plan, year or place, so nothing of it is read.",
        ),
    ),
    "JY806": CheckText(
        ("单元格是错误值", "Cell with an error"),
        ("单元格是 {text}，不是数值", "the cell says {text}, which is no figure"),
        ("请改正公式，或直接填写数值", "mend the formula, or write the figure itself"),
        (
            "公式出错，如除以零（#DIV/0!）、引用失效（#REF!）、查找不到（#N/A）。错误值不是数值，也不能当作没有填报；请改正公式，或把数值直接写进单元格。",
            "A formula failed: it divides by zero (#DIV/0!), what it points to is gone (#REF!), or a look-up found nothing (#N/A). That is no figure, and not the same as none reported: mend the formula, or write the figure into the cell.",
        ),
    ),
    "JY807": CheckText(
        ("公式没有结果", "Formula without a result"),
        ("公式 {text} 没有存下结果", "the result of {text} is not stored"),
        (
            "请用 Excel 或 WPS 打开并保存一次，或粘贴为数值",
            "open and save the file once in Excel or WPS, or paste the figure as a value",
        ),
        (
            "表格文件中，公式旁边存有上次计算的结果，读取的就是它。这个单元格只有公式，没有结果，常见于由程序生成、没有打开过的文件。公式从不代为计算。",
            "Beside a formula a workbook stores what it last came to, and that is what counts. This cell has the formula alone, as in files that a program wrote and nobody opened. Formulas are never worked out here.",
        ),
    ),
    "JY808": CheckText(
        ("数值处是日期", "Date in the place of a figure"),
        ("此处应为数值，现为日期 {text}", "expected a figure, found the date {text}"),
        (
            "请把单元格格式改为“常规”，重新输入数值",
            "set the format of the cell to General and type the figure again",
        ),
        (
            "Excel 会把 3-5、1/2 这样的输入自动改成日期，原来的数值就丢了，无法还原。请把单元格格式改为“常规”后重新输入。",
            "Excel turns what looks like a date, such as 3-5 or 1/2, into one, and what was typed is lost. Set the format of the cell to General and type the figure again.",
        ),
    ),
    "JY809": CheckText(
        ("百分数填在非百分比指标里", "Per cent where the plan has none"),
        (
            "单元格是百分数 {text}，而计划以 {plan_unit} 计",
            "the cell is a percentage, {text}, and the plan counts in {plan_unit}",
        ),
        ("请按计划的单位填写", "report it in the unit of the plan"),
        (
            "百分比格式的单元格，Excel 存的是它的百分之一（1.02% 存为 0.0102），看见的是百分数。计划以百分比计的指标按看见的读取；其他指标不知道指哪个数，请把格式改为“常规”并核对。",
            "Of a cell in per cent Excel stores a hundredth (1.02 % as 0.0102) and shows the percentage. Where the plan counts in per cent, what is shown is read; elsewhere nobody knows which of the two is meant. Set the format of the cell to General and check the figure.",
        ),
    ),
    "JY810": CheckText(
        ("合并单元格的数值属于几行或几年", "One figure merged over several rows or years"),
        (
            "{cells} 合并成了一个单元格，只有一个数值",
            "{cells} are one cell, with one figure",
        ),
        ("请拆分单元格，逐格填写", "split the cell and report each figure by itself"),
        (
            "合并的单元格只存一个数值，不知道属于哪一行的指标、哪一年，还是属于它们的合计。请取消合并，逐格填写。",
            "A merged cell holds one figure, and nobody knows to which of its rows or years it belongs, or whether it is of all of them. Split the cell and report each figure by itself.",
        ),
    ),
    "JY811": CheckText(
        ("隐藏的内容", "Something is hidden"),
        ("{problem}", "{problem}"),
        NOTHING,
        (
            "隐藏或筛选掉的行列照常读取，隐藏的工作表不读取（用 --sheet 指明才读）。填表人看不见它们，可能是忘了删的旧数，请核对。",
            "Hidden or filtered rows and columns are read like all others; a hidden sheet is not, unless --sheet names it. Who filled in the table does not see them, so they may be left from before: have a look.",
        ),
    ),
    "JY812": CheckText(
        ("不知道是哪一年", "Year unknown"),
        ("{problem}", "{problem}"),
        ("{todo}", "{todo}"),
        (
            "表头、标题、工作表名和文件名都没有写明是哪一年的数值，或者写了几个年份。请用 --year 指明，或在表头写上年份，例如“2024年完成值”。",
            "Neither the heading nor the title, the sheet or the file says which year the figures are of, or they name several. Say it with --year, or write the year into the heading, as in value 2024.",
        ),
    ),
    "JY813": CheckText(
        ("编号与名称不一致", "Id and name differ"),
        (
            "编号是 {id}，名称“{name}”却是 {other}",
            "the id is {id}, but the name “{name}” is that of {other}",
        ),
        ("请核对这一行是哪个指标", "check which indicator this row is about"),
        (
            "同一行的编号和名称指向两个不同的指标，常见于排序或粘贴时错了行。数值归谁不知道，所以没有读取。",
            "Id and name of a row stand for two indicators, as happens when one column is sorted or pasted without the others. Nobody knows whose the figure is, so it was not read.",
        ),
    ),
    "JY814": CheckText(
        ("已换算单位", "Unit converted"),
        (
            "{stated}换算为 {figure}（{plan_unit}）",
            "{stated} is {figure} ({plan_unit})",
        ),
        NOTHING,
        (
            "表中写明的单位与计划不同，已换算成计划的单位，一位不差；jyplan collect 在 from 中留下单元格，便于核对。",
            "The table states another unit than the plan, and the figure was converted without losing a digit; jyplan collect keeps the cell beside it, so that it can be looked up.",
        ),
    ),
    "JY815": CheckText(
        ("表中有计划之外的行", "Row that is not in the plan"),
        ("{problem}", "{problem}"),
        ("{todo}", "{todo}"),
        (
            "这一行有数值，但名称和编号都不是计划中的指标，也没有相近的，因此没有读取。报表另有指标是常事；如果就是计划中的某一项，请改用它的名称，或在 targets.yaml 该指标的 aliases 中加上这个叫法。",
            "The row has a figure, and neither its name nor its id is one of the plan's, nor near to one, so it was not read. Tables often have more than a plan; if it is one of its indicators, use its name, or add this one to its aliases in targets.yaml.",
        ),
    ),
    "JY816": CheckText(
        ("显示的数与存的数不同", "Shown otherwise than stored"),
        ("{problem}", "{problem}"),
        ("{todo}", "{todo}"),
        (
            "自定义格式可使单元格显示的数比存的小一千或一万倍（如 0!.0,），或在前面加上“约”“≥”、负号、外币符号；删除线表示不要了。看见的和存的不是一回事，不知道指哪个，所以没有读取。",
            "A number format can make a cell show a thousandth of what it holds (as 0, does) or put a word, a minus or the sign of other money before it; a line through the cell says that it does not count. What is seen is not what is stored, and nobody knows which is meant, so nothing was read.",
        ),
    ),
    "JY817": CheckText(
        ("单元格没有数值", "Cell without a figure"),
        ("“{text}”不是数值，按没有填报处理", "“{text}” is no figure and counts as not reported"),
        ("确实是零请写 0", "write 0 if it is zero"),
        (
            "单元格写着“—”“无”“暂无数据”一类的字，按没有填报处理。“无”如果指零，请写 0：零是数值，没有填报不是。",
            "The cell says none, a dash or the like, and counts as not reported. If none means zero write 0: zero is a figure, and not reported is none.",
        ),
    ),
    "JY818": CheckText(
        ("报表按计划的旧版生成", "Form of an earlier state of the plan"),
        (
            "报表生成之后，计划改过",
            "the plan has changed since this form was made",
        ),
        ("请核对新增的指标", "look for indicators that were added"),
        (
            "报表记有生成时计划的版本，与现在的计划不同。已填的数值照常读取；计划新增的指标这张表里没有，目标改过的，表中“应达”是旧的。",
            "A form knows the state of the plan that it was made from, and the plan has changed since. What is filled in is read as ever; indicators that were added are not in the form, and what it calls due may be of an earlier target.",
        ),
    ),
    "JY819": CheckText(
        ("看不懂是否快报", "Preliminary or not"),
        ("“{text}”不是“是”或“否”", "“{text}” is neither yes nor no"),
        ("快报数请写“是”，否则留空", "write yes for a preliminary figure, else nothing"),
        (
            "“快报”一列写明数值是不是初步数：是、否，或留空。别的字不知道算哪种。",
            "The column says whether a figure is preliminary: yes, no, or nothing at all. What other words mean nobody knows.",
        ),
    ),
    "JY820": CheckText(
        ("没有读取的表或列", "Table or column that was not read"),
        ("{problem}", "{problem}"),
        ("{todo}", "{todo}"),
        (
            "工作表或表格里有计划中的指标和数值，却认不出填报值一列；或者有一列数值，表头看不出是哪一年的完成值，如“1-6月”“全省”。这些都没有读取。本来就不报的，不必处理；要报的，请改写表头，或用 --sheet、--row、--map 指明。",
            "A sheet or a table has indicators of the plan and figures, but no column that is known for one of values; or a column has figures and a heading that does not say that they were reached in a year, such as that of some months. None of this was read. What is not meant to be reported may stay; for what is, mend the headings, or use --sheet, --row and --map.",
        ),
    ),
    # the table of a plan
    "JY821": CheckText(
        ("目标没有看懂", "Target not understood"),
        ("{name}的目标“{text}”没有看懂", "the target of {name}, “{text}”, is not understood"),
        ("请在写好的文件里补上", "write it into the file that was made"),
        (
            "jyplan init --from 从指标表生成计划时，这一格的说法没有看懂，或其中的单位、相比的指标对不上。能看懂的说法见 docs/formats.md；这项指标留作注释，补上 target 即可启用。",
            "Where jyplan init --from makes a plan from a table, the words of this cell are not understood, or the unit or the other indicator in them is not known. docs/formats.md has the forms of targets. The indicator is left as a comment, to be used once its target is written.",
        ),
    ),
    "JY822": CheckText(
        ("基期值没有看懂", "Baseline not understood"),
        ("{name}的基期值“{text}”没有看懂", "the baseline of {name}, “{text}”, is not understood"),
        ("请在 baselines.yaml 里补上", "write it into baselines.yaml"),
        (
            "指标表里基期一格不是一个数值，或单位与该指标不同，或公式没有存下结果。baselines.yaml 里留有注释，请补上。",
            "The cell of the first year holds no single figure, one in another unit, or a formula without a stored result. A comment in baselines.yaml keeps the place; write it there.",
        ),
    ),
    "JY823": CheckText(
        ("年均增速与数值不符", "Stated growth disagrees with figures"),
        (
            "{name}：由基期值和目标值得年均{low}%到{high}%，表中写“{text}”",
            "{name}: baseline and target come to {low} to {high} % a year, and the table says “{text}”",
        ),
        ("请核对三个数", "check the three figures"),
        (
            "表中同时有基期值、目标值和年均增速，三者对不上，至少有一个写错了。计划采用目标值。",
            "The table has a baseline, a target and the growth between them, and these disagree, so that one of them is wrong. The plan takes the target.",
        ),
    ),
    "JY824": CheckText(
        ("这一行不能成为有效的指标", "Row that makes no valid indicator"),
        ("{name}没有写入：{inner}", "{name} is left out: {inner}"),
        ("请在写好的文件里改好", "mend it in the file that was made"),
        (
            "这一行看懂了，但写入计划就不成立，例如年均增长缺基期值、目标低于基期值。这项指标留作注释，说明原因。",
            "The row is understood, but a plan with it is not valid: mean growth without a baseline, say, or a target below it. The indicator is left as a comment that says why.",
        ),
    ),
    "JY825": CheckText(
        ("表中没有目标", "No target in the table"),
        ("{name}没有目标", "{name} has no target"),
        ("请在写好的文件里补上", "write one into the file that was made"),
        (
            "目标年一列和年均、累计一列都是空的或短横。这项指标留作注释。",
            "Both the column of the target year and that of means and totals are empty, or hold a dash. The indicator is left as a comment.",
        ),
    ),
    "JY826": CheckText(
        ("这一行没有指标名称", "Row without a name"),
        (
            "这一行没有指标名称，或名称超过{limit}个字",
            "the row has no name, or one of more than {limit} signs",
        ),
        ("请在表中补上", "write one into the table"),
        (
            "指标表里有数值的一行没有名称，没有写入计划。",
            "A row of the table that has figures has no name, and does not go into the plan.",
        ),
    ),
}

"""What every rule set is called, what it says and where it comes from, Chinese and English side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from jyplan.texts.words import TEXTS, chosen, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jyplan.texts.words import Language

    Pair = tuple[str, str]


# what a series with a target is judged by: its way there, or the target itself
Aspect: TypeAlias = Literal["condition", "standing"]


class ClassText(NamedTuple):
    """What people read about a class.

    Attributes:
        label: its name.
        condition: when it is given, with places for thresholds that a plan can set.
        standing: when, where a target is met, due or to hold every year; None: the same.
        free: when, where there is no target; None: the same.
    """

    label: Pair
    condition: Pair
    standing: Pair | None = None
    free: Pair | None = None


class ExampleText(NamedTuple):
    """What people read about an example.

    Attributes:
        name: what was measured.
        source: who published the figures.
    """

    name: Pair
    source: Pair


class RuleText(NamedTuple):
    """What people read about a rule.

    Attributes:
        title: its name.
        source: who published it, and where.
        measure: what its value says, for one series, with places for the figures.
        classes: its verdicts, by their codes.
        example: the case that it is explained by.
        notes: what a reader has to know beside.
        scores: where the pieces of its scale count, by their codes.
        past: what the measure says once the target year is over; None: the same.
    """

    title: Pair
    source: Pair
    measure: Pair
    classes: Mapping[str, ClassText]
    example: ExampleText
    notes: tuple[Pair, ...] = ()
    scores: Mapping[str, Pair] = {}
    past: Pair | None = None


def title_of(rule: str, language: Language) -> str:
    """What a rule is called."""
    return chosen(RULES[rule].title, language)


def source_of(rule: str, language: Language) -> str:
    """Who published a rule, and where."""
    return chosen(RULES[rule].source, language)


def notes_of(rule: str, language: Language) -> list[str]:
    """What a reader of a rule has to know beside."""
    return [chosen(note, language) for note in RULES[rule].notes]


def measure_of(rule: str, language: Language, *, past: bool = False, **figures: str) -> str:
    """What a rule's value says, for one series.

    Args:
        rule: its name.
        language: the language.
        past: whether the target year is over.
        figures: what is filled in.
    """
    said = RULES[rule]
    return chosen(said.past if past and said.past else said.measure, language).format(**figures)


def label_of(rule: str, code: str, language: Language) -> str:
    """What a class of a rule is called."""
    return chosen(RULES[rule].classes[code].label, language)


def condition_of(
    rule: str,
    code: str,
    language: Language,
    thresholds: Mapping[str, float],
    aspect: Aspect | None = None,
) -> str:
    """When a class of a rule is given.

    Args:
        rule: its name.
        code: the class.
        language: the language.
        thresholds: those that a plan can set, by name.
        aspect: what a series with a target is judged by; None: every case.
    """
    given = RULES[rule].classes[code]
    pairs: tuple[Pair | None, ...] = (given.condition, given.standing, given.free)
    if aspect is not None:
        pairs = (getattr(given, aspect) or given.condition,)
    said = text("semicolon", language).join(chosen(pair, language) for pair in pairs if pair)
    written = {name: _written(threshold) for name, threshold in thresholds.items()}
    return said.format(**written)


def _written(threshold: float) -> str:
    """A threshold with two decimals, or all that it has."""
    return max(f"{threshold:.2f}", repr(threshold), key=len).replace("-", "−")


def scale_of(rule: str, code: str, language: Language) -> str:
    """Where a piece of a rule's scale counts."""
    return chosen(RULES[rule].scores[code], language)


def example_of(rule: str, language: Language) -> tuple[str, str]:
    """What a rule's example is, and who published its figures."""
    name, source = (chosen(pair, language) for pair in RULES[rule].example)
    return name, source


# what three rules measure
PACE: Pair = ("年均增速为所需的 {value}", "compound growth is {value} of what is required")
RESEARCH = ExampleText(
    name=("广东省 R&D 投入强度", "Guangdong's R&D intensity"),
    source=("国家统计公报", "National statistics bulletin"),
)

RULES: Mapping[str, RuleText] = {
    "schedule": RuleText(
        title=("序时进度", "Schedule"),
        source=(
            "五年规划中期评估的四档表述；阈值为本工具所定，可在计划中设定",
            "Classes of mid-term evaluations of Chinese five-year plans; the thresholds are ours, and a plan can set them",
        ),
        measure=(
            "用时 {elapsed}，走了 {achieved}",
            "{achieved} of the distance is covered in {elapsed} of the time",
        ),
        classes={
            "achieved": ClassText(TEXTS["status.achieved"], ("v 达到 T", "v meets T")),
            "ahead": ClassText(TEXTS["status.ahead"], ("p − e ≥ {ahead}", "p − e ≥ {ahead}")),
            "on_track": ClassText(
                TEXTS["status.on_track"],
                ("{behind} ≤ p − e < {ahead}", "{behind} ≤ p − e < {ahead}"),
            ),
            "behind": ClassText(TEXTS["status.behind"], ("p − e < {behind}", "p − e < {behind}")),
            "regressing": ClassText(
                TEXTS["status.regressing"], ("v 比 b 更差", "v is worse than b")
            ),
            "missed": ClassText(
                TEXTS["status.missed"],
                ("已到期，v 未达到 T", "the target year is over, v does not meet T"),
            ),
            "achieved_worsening": ClassText(
                TEXTS["status.achieved_worsening"],
                ("v 达到 T，但不如前值", "v meets T, but is worse than the value before"),
            ),
            "no_data": ClassText(TEXTS["status.no_data"], ("没有 v", "there is no v")),
            "no_baseline": ClassText(TEXTS["status.no_baseline"], ("没有 b", "there is no b")),
        },
        notes=(
            (
                "y 为路径在最新年份的应达值：直线，或按年均增速复合。",
                "y is the path's value in the latest year: on a straight line, or at constant growth.",
            ),
        ),
        example=RESEARCH,
    ),
    "statcan": RuleText(
        title=("加拿大统计局进展衡量", "Statistics Canada's progress measure"),
        source=(
            "加拿大统计局《可持续发展目标进展衡量》；Open SDG 进展衡量方法",
            "Statistics Canada, Progress Measurement for Canada's Sustainable Development Goals; Open SDG, Progress Measurement Methodology",
        ),
        measure=PACE,
        classes={
            "target_achieved": ClassText(
                ("目标已达成", "target achieved"), ("v 达到 T", "v meets T")
            ),
            "substantial_progress": ClassText(
                label=("进展显著", "substantial progress"),
                condition=("R ≥ 0.95", "R ≥ 0.95"),
                free=("无目标 x ≥ 1.5 % × C", "no target x ≥ 1.5 % × C"),
            ),
            "moderate_progress": ClassText(
                label=("进展中等", "moderate progress"),
                condition=("R ≥ 0.60", "R ≥ 0.60"),
                free=("无目标 x ≥ 0.5 % × C", "no target x ≥ 0.5 % × C"),
            ),
            "limited_progress": ClassText(
                label=("进展有限", "limited progress"),
                condition=("R ≥ 0", "R ≥ 0"),
                free=("无目标 x ≥ 0", "no target x ≥ 0"),
            ),
            "deterioration": ClassText(
                label=("恶化", "deterioration"),
                condition=("R < 0", "R < 0"),
                free=("无目标 x < 0", "no target x < 0"),
            ),
            "not_available": ClassText(
                ("无法衡量", "not available"),
                ("缺基期或最新值，或同一年", "baseline or latest value missing, or one year"),
            ),
        },
        scores={
            "met": ("v 达到 T", "v meets T"),
            "left": ("始于 T 而离开", "began at T and left it"),
            "fast": ("R ≥ 0.60", "R ≥ 0.60"),
            "slow": ("R < 0.60", "R < 0.60"),
            "falling": ("无目标 x < 0", "no target x < 0"),
            "at_limit": ("无目标 C = 0", "no target C = 0"),
            "substantial": ("无目标 x ≥ 1.5 % × C", "no target x ≥ 1.5 % × C"),
            "moderate": ("无目标 x ≥ 0.5 % × C", "no target x ≥ 0.5 % × C"),
            "limited": ("无目标 x ≥ 0", "no target x ≥ 0"),
        },
        notes=(
            (
                "基期值或目标值为零时按 0.001 计算，结果中注明。",
                "A baseline or target of zero counts as 0.001, and the result says so.",
            ),
            (
                "多项合计取得分平均值：≥ 2.5 显著，≥ 0 中等，≥ −2.5 有限。",
                "Totals are means of scores: from 2.5 substantial, from 0 moderate, from −2.5 limited.",
            ),
        ),
        example=ExampleText(
            name=("加拿大新登记轻型车中零排放车占比", "Canada's share of zero-emission vehicles"),
            source=(
                "加拿大统计局《可持续发展目标加拿大指标框架》12.1.1",
                "Statistics Canada, Canadian Indicator Framework, 12.1.1",
            ),
        ),
    ),
    "destatis": RuleText(
        title=("德国可持续发展战略天气符号", "German sustainability strategy's weather symbols"),
        source=(
            "德国联邦统计局《德国可持续发展指标报告》",
            "Federal Statistical Office of Germany (Destatis), Sustainable Development in Germany, Indicator Report",
        ),
        measure=(
            "照近年趋势，余下路程到期还差 {value}",
            "at the recent trend {value} of what is left will still be missing",
        ),
        classes={
            "sun": ClassText(
                label=("晴", "sun (Sonne)"),
                condition=("M < 5 %", "M < 5 %"),
                standing=("已达到且未转差", "met and not worsening"),
                free=(
                    "无目标值而近年与最近一年都向好",
                    "without a figure, mean and last change right",
                ),
            ),
            "sun_cloud": ClassText(
                label=("晴间多云", "sun and cloud (Leicht bewölkt)"),
                condition=("M ≤ 20 %", "M ≤ 20 %"),
                standing=("已达到但转差", "met but worsening"),
                free=(
                    "无目标值而近年向好、最近一年没有",
                    "without a figure, only the mean change right",
                ),
            ),
            "cloud": ClassText(
                label=("多云", "cloud (Wolke)"),
                condition=("M > 20 %", "M > 20 %"),
                standing=(
                    "到期或须每年达到而未达到、在改善",
                    "due or to hold every year, not met, improving",
                ),
                free=("无目标值而仅最近一年向好", "without a figure, only the last change right"),
            ),
            "thunderstorm": ClassText(
                ("雷雨", "thunderstorm (Blitz)"),
                ("没有变化或方向不对", "no movement, or the wrong way"),
            ),
        },
        notes=(
            (
                "看最近六个观测值，至少四个，不看基期值；v0、w0 为其中最早的值和年份。",
                "It looks at the last six observations, at least four, never at the baseline; v0 and w0 are the first of them and its year.",
            ),
            (
                "已达到、须每年达到或已到期的目标没有 M，只看是否达到和趋势。",
                "A target that is met, is to hold in every year or is due has no M: whether it is met and the trend decide.",
            ),
            (
                "区间按较弱的一端（已越过的或离得最近的），同时有几个目标按最差的，有几个目标年按最近的。",
                "An interval is judged at its weakest end (the one left, or the nearest), several targets by the worst, several target years by the next one.",
            ),
        ),
        example=ExampleText(
            name=("德国可再生能源占终端能源消费比重", "Germany's share of renewable energy"),
            source=("德国联邦统计局指标 7.2.a，2017 年", "Destatis, indicator 7.2.a, year 2017"),
        ),
    ),
    "unsd-2022": RuleText(
        title=("联合国进展图 2022", "UN progress chart 2022"),
        source=(
            "联合国统计司《可持续发展目标进展图 2022》技术说明",
            "United Nations Statistics Division, SDG Progress Chart 2022, technical note",
        ),
        measure=PACE,
        classes={
            "achieved": ClassText(("已达成", "achieved"), ("v 达到 T", "v meets T")),
            "on_track": ClassText(("步入正轨", "on track"), ("R ≥ 0.95", "R ≥ 0.95")),
            "fair": ClassText(("进展尚可", "fair progress"), ("R ≥ 0.5", "R ≥ 0.5")),
            "limited": ClassText(
                ("进展有限或停滞", "limited or no progress"), ("R ≥ −0.1", "R ≥ −0.1")
            ),
            "deterioration": ClassText(("恶化", "deterioration"), ("R < −0.1", "R < −0.1")),
        },
        example=RESEARCH,
    ),
    "unsd-2023": RuleText(
        title=("联合国进展图 2023", "UN progress chart 2023"),
        source=(
            "联合国统计司《可持续发展目标进展图 2023》技术说明",
            "United Nations Statistics Division, SDG Progress Chart 2023, technical note",
        ),
        measure=(
            "照此增速，到期可走完全程的 {value}",
            "at this growth {value} of the distance will be covered in time",
        ),
        past=(
            "到目标年走完了全程的 {value}",
            "{value} of the distance was covered by the target year",
        ),
        classes={
            "3": ClassText(
                ("3 达成或步入正轨", "3 met or on track"),
                (
                    "v 达到 T（目标年已过的为 E），或 q ≥ 0.95",
                    "v meets T (E does, where the target year is past), or q ≥ 0.95",
                ),
            ),
            "2": ClassText(
                ("2 尚可，须加快", "2 fair, acceleration needed"), ("q ≥ 0.10", "q ≥ 0.10")
            ),
            "1": ClassText(
                ("1 停滞或倒退", "1 stagnation or regression"), ("q < 0.10", "q < 0.10")
            ),
        },
        notes=(
            (
                "百分比指标的目标为 0 % 或 100 % 时，相差 1 个百分点以内即算达成。",
                "Percentages within one point of a target of 0 % or 100 % count as met.",
            ),
            (
                "目标年已过的，按目标年判断：当年有观测值的，v 即为该值，否则由 E 回推；此后达到的不算。指标本身是增速的，不作判断。",
                "A target year in the past is judged at that year: v is its own observation where there is one, else E leads back to it; what was reached since does not count. Growth rates are not judged.",
            ),
        ),
        example=RESEARCH,
    ),
    "eustat": RuleText(
        title=("巴斯克统计局进展衡量", "Basque statistics office's progress measure"),
        source=(
            "巴斯克统计局（Eustat）可持续发展目标进展衡量，沿用欧盟统计局方法",
            "Eustat, Progress Measurement for Sustainable Development Goals, after Eurostat",
        ),
        measure=PACE,
        classes={
            "significant_progress": ClassText(
                label=("进展显著", "significant progress"),
                condition=("v 达到 T 或 R > 0.95", "v meets T or R > 0.95"),
                free=("无目标 x > 1 % × C", "no target x > 1 % × C"),
            ),
            "moderate_progress": ClassText(
                label=("进展中等", "moderate progress"),
                condition=("R > 0.6", "R > 0.6"),
                free=("无目标 x > 0.1 % × C", "no target x > 0.1 % × C"),
            ),
            "no_progress": ClassText(
                ("没有进展", "no progress"), ("无目标 x > −0.1 %", "no target x > −0.1 %")
            ),
            "moderate_deterioration": ClassText(
                label=("中等退步", "moderate deterioration"),
                condition=("R ≥ 0", "R ≥ 0"),
                free=("无目标 x > −1 %", "no target x > −1 %"),
            ),
            "significant_deterioration": ClassText(
                label=("显著退步", "significant deterioration"),
                condition=("R < 0", "R < 0"),
                free=("无目标 x ≤ −1 %", "no target x ≤ −1 %"),
            ),
        },
        scores={
            "met": ("v 达到 T", "v meets T"),
            "left": ("始于 T 而离开", "began at T and left it"),
            "fast": ("R ≥ 0.6", "R ≥ 0.6"),
            "slow": ("R < 0.6", "R < 0.6"),
            "unmoved": ("无目标 x = 0", "no target x = 0"),
            "falling": ("无目标 x < 0", "no target x < 0"),
            "at_limit": ("无目标 C = 0", "no target C = 0"),
            "rising": ("无目标 x > 0", "no target x > 0"),
        },
        notes=(
            (
                "有目标而 0 ≤ R ≤ 0.6 的也称“中等退步”：方向对，但远远不够。",
                "With a target, 0 ≤ R ≤ 0.6 is called moderate deterioration too: the right way, far too slowly.",
            ),
        ),
        example=ExampleText(
            name=(
                "巴斯克一项越低越好的指标",
                "An indicator of the Basque Country, lower is better",
            ),
            source=("巴斯克统计局（Eustat）", "Eustat"),
        ),
    ),
    "escap": RuleText(
        title=("亚太经社会现状指数", "ESCAP's current status index"),
        source=(
            "联合国亚太经社会《亚太可持续发展目标进展报告》技术附录",
            "United Nations ESCAP, Asia and the Pacific SDG Progress Report, technical annex",
        ),
        measure=("现状指数为 {value}（满分 10）", "the status index is {value} of 10"),
        classes={
            "achieved": ClassText(
                ("已达成", "achieved"),
                (
                    "I ≥ 10；须超过 T 的，v 超过 T",
                    "I ≥ 10; v beyond T where T itself is too little",
                ),
            ),
            "regressing": ClassText(("倒退", "regressing"), ("I < 0", "I < 0")),
        },
        notes=(
            (
                "0 至 10 之间只有指数，没有等级。",
                "Between 0 and 10 there is the index alone, no class.",
            ),
            (
                "两侧都算的目标（如性别均等）用 P。",
                "Where both sides of a target count, as with parity, the index is P.",
            ),
        ),
        example=RESEARCH,
    ),
    "escap-anticipated": RuleText(
        title=("亚太经社会预期进展指数", "ESCAP's anticipated progress index"),
        source=(
            "联合国亚太经社会《亚太可持续发展目标进展报告》技术说明；联合国欧洲经委会进展评估技术说明",
            "United Nations ESCAP, Asia and the Pacific SDG Progress Report, technical notes; UNECE, technical notes on the progress assessment",
        ),
        measure=(
            "照加权趋势，到期还差应有进展的 {value}",
            "on the weighted trend {value} of the required progress will still be missing",
        ),
        past=(
            "到目标年还差应有进展的 {value}",
            "{value} of the required progress was still missing in the target year",
        ),
        classes={
            "maintain": ClassText(
                label=("保持进展", "maintain progress"),
                condition=("G ≤ 10 %", "G ≤ 10 %"),
                standing=("到期或须每年达到而已达到", "due or to hold every year, met"),
            ),
            "accelerate": ClassText(
                ("加快进展", "accelerate progress"), ("G < 100 %", "G < 100 %")
            ),
            "reverse": ClassText(
                ("扭转趋势", "reverse the trend"),
                (
                    "G ≥ 100 %，或从 T 或更好处落到 T 以下",
                    "G ≥ 100 %, or E falls short of a T that b had met",
                ),
            ),
        },
        notes=(
            (
                "看至今的全部值（最多最近 40 个，并计入基期值），越新的权重越大：首年为 1，每晚一年加 1。这一权重和 10 %、100 % 两个界限是本工具对该方法的理解，与各委员会公布的指数可能有出入。",
                "It looks at all values so far (at most the newest 40, and the baseline), and newer ones weigh more: 1 in the first year, 1 more for every later one. These weights, and the bounds of 10 % and 100 %, are our reading of the method: indices that the commissions publish may differ.",
            ),
            (
                "以趋势为准，不看最新值是否达到：照趋势到目标年不再达到的，也算有差距。",
                "The trend decides, not the latest value: a target that is met now and will not be in its year is missed.",
            ),
            (
                "目标年已到的，E 为当年的值（当年没有的，为最新值），只有达到的才有等级。",
                "Once the target year has come, E is the value of that year (the latest where it has none), and only a target that is met has a class.",
            ),
            (
                "两侧都算的目标（如性别均等）用 Q。",
                "Where both sides of a target count, as with parity, the index is Q.",
            ),
        ),
        example=RESEARCH,
    ),
    "sdsn": RuleText(
        title=("可持续发展报告趋势箭头", "Sustainable Development Report's trend arrows"),
        source=(
            "可持续发展解决方案网络（SDSN）与贝塔斯曼基金会《可持续发展报告》方法概要",
            "Sustainable Development Solutions Network (SDSN) and Bertelsmann Stiftung, Sustainable Development Report, methods summary",
        ),
        measure=(
            "近年年均变化为所需的 {value}",
            "the recent change per year is {value} of what is required",
        ),
        classes={
            "on_track": ClassText(
                ("步入正轨或保持达成", "on track or maintaining achievement"),
                ("v 达到 T 或 R ≥ 100 %", "v meets T or R ≥ 100 %"),
            ),
            "moderately_improving": ClassText(
                ("适度改善", "moderately improving"), ("R ≥ 50 %", "R ≥ 50 %")
            ),
            "stagnating": ClassText(("停滞", "stagnating"), ("R ≥ 0", "R ≥ 0")),
            "decreasing": ClassText(("下降", "decreasing"), ("R < 0", "R < 0")),
        },
        notes=(
            (
                "近年指最近五年：v0 为最新值五年前的值，没有的取六年前的，再没有的取此后最早的；w0 为其年份。",
                "Recent years are the last five: v0 is the value of five years before the latest, else of six, else the first since; w0 is its year.",
            ),
            (
                "基期已达到而后来落下的没有 R，只看近年变化。",
                "Where the baseline had met the target and the value has left it, there is no R: the recent change alone counts.",
            ),
        ),
        example=RESEARCH,
    ),
}

"""Every short text that a person reads, Chinese and English side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from jyplan.plan.plan import Origin

Language: TypeAlias = Literal["zh", "en"]
# holds together what a line must not part; it is shown as a blank
GLUE = "\u00a0"
LANGUAGES: tuple[Language, ...] = ("zh", "en")

TEXTS: dict[str, tuple[str, str]] = {
    # statuses
    "status.achieved": ("已完成", "achieved"),
    "status.achieved_early": ("提前完成", "achieved early"),
    "status.ahead": ("快于预期", "ahead"),
    "status.on_track": ("符合预期", "on track"),
    "status.behind": ("滞后", "behind"),
    "status.regressing": ("倒退", "regressing"),
    "status.missed": ("未完成", "missed"),
    "status.achieved_worsening": ("完成转差", "achieved, worse"),
    "status.no_data": ("无数据", "no data"),
    "status.no_baseline": ("缺基期值", "no baseline"),
    "status.undecided": ("无从判断", "undecided"),
    # what is asked for as if it were one
    "status.disagreeing": ("不一致", "disagreeing"),
    # why a figure is absent
    "reason.no_baseline": ("缺基期值", "no baseline"),
    "reason.no_data": ("无数据", "no data"),
    "reason.no_target": ("无目标值", "no target"),
    "reason.zero_baseline": ("自零起步", "from zero"),
    "reason.zero_target": ("目标为零", "to zero"),
    "reason.crosses_zero": ("跨越零值", "crosses zero"),
    "reason.undated": ("未定年份", "undated"),
    "reason.floor_per_year": ("逐年目标", "yearly target"),
    "reason.no_counterpart": ("无可比数", "nothing to compare"),
    "reason.years_missing": ("有年份缺报", "years not reported"),
    "reason.chain_broken": ("逐年数中断", "chain broken"),
    "reason.negative_baseline": ("基期值为负", "negative baseline"),
    "reason.same_year": ("同一年", "same year"),
    "reason.at_target": ("起点即目标", "starts at target"),
    "reason.achieved": ("已达到", "reached"),
    "reason.deadline_passed": ("已到期", "past due"),
    "reason.maintained": ("保持类", "to be kept"),
    "reason.not_approaching": ("按此不能达到", "never at this pace"),
    "reason.beyond_horizon": ("百年内达不到", "not within 100 years"),
    "reason.before_baseline": ("早于基期", "before the baseline"),
    "reason.too_large": ("数值过大", "too large"),
    "reason.zero_replaced": ("零按 0.001 计", "zero counted as 0.001"),
    "reason.too_few": ("数据点不足", "too few observations"),
    "reason.beyond_target": ("基期已过目标", "began beyond the target"),
    "reason.growth_of_growth": ("本身是增速", "a growth rate itself"),
    "reason.undated_baseline": ("基期无年份", "baseline without a year"),
    "reason.unreadable": ("数据有误", "unreadable"),
    "reason.conflicting": ("各行不一致", "rows disagree"),
    "reason.repeated_year": ("年份重复", "a year twice"),
    "reason.repeated_id": ("编号重复", "id used before"),
    "reason.no_trend": ("无趋势可循", "no trend known"),
    "reason.no_start": ("缺起始值", "no starting value"),
    "reason.no_way": ("无法按此到达", "no such way to the target"),
    "reason.no_history": ("历年数据不足", "too few earlier values"),
    "reason.no_input": ("构成项未知", "an input is unknown"),
    "reason.zero_divisor": ("除数为零", "division by zero"),
    "reason.after_until": ("测算期之后", "after the years shown"),
    "reason.falls_back": ("先达到后回落", "met before, not then"),
    "reason.unreachable": ("范围内无解", "no answer within bounds"),
    "reason.compared": ("与另一指标相比", "held against another quantity"),
    "reason.unrelated": ("与所调整的量无关", "does not depend on it"),
    # kinds, paths, bases, commitments
    "kind.stock": ("存量", "stock"),
    "kind.annual_flow": ("年度流量", "annual flow"),
    "kind.cumulative": ("累计量", "cumulative"),
    "kind.ratio": ("比率", "ratio"),
    "kind.coverage": ("覆盖率", "coverage"),
    "kind.annual_floor": ("年度下限", "yearly floor"),
    "kind.growth_rate": ("增速", "growth rate"),
    "path.linear": ("直线", "linear"),
    "path.compound": ("复合增长", "compound"),
    "path.itr": ("趋零", "towards zero"),
    "basis.stated": ("原文所列", "stated"),
    "basis.provisional": ("预计数", "provisional"),
    "basis.assumed_year": ("年份为推定", "year assumed"),
    "basis.assumed_comparable": ("假定口径可比", "assumed comparable"),
    "basis.derived": ("推算", "derived"),
    "basis.by_definition": ("按定义", "by definition"),
    "commitment.aspirational": ("力争", "aspirational"),
    "obligation.binding": ("约束性", "binding"),
    "obligation.expected": ("预期性", "expected"),
    "direction.increase": ("越高越好", "higher is better"),
    "direction.decrease": ("越低越好", "lower is better"),
    "direction.maintain": ("保持", "to be kept"),
    # punctuation
    "colon": ("：", ": "),
    "comma": ("，", ", "),
    "list": ("、", ", "),
    "semicolon": ("；", "; "),
    "open": ("（", " ("),
    "close": ("）", ")"),
    "stop": ("。", "."),
    "points": ("点", "pp"),
    "points.index": ("点", "points"),
    # targets as plans say them, and how far they are
    "form.average_growth": ("年均 {sign} {n} %", "{sign} {n} % a year"),
    "form.change_percent": ("累计 {sign} {n} %", "{sign} {n} % in all"),
    "form.change": ("{sign} {n}", "{sign} {n}"),
    "form.multiple": ("{sign} {n} 倍", "{sign} {n} times"),
    "form.than": ("{sign} {name}", "{sign} {name}"),
    "form.mean": ("年均 {sign} {name}", "{sign} {name} on average"),
    "form.target": ("目标 {target}", "target {target}"),
    "form.so_far": ("至今{so_far}", "{so_far} so far"),
    "form.needed": ("此后每年 {growth}", "{growth} a year from here"),
    "form.enough": ("此后每年 {growth} 即可", "{growth} a year from here will do"),
    "so_far.average_growth": ("年均 {n}", "{n} a year"),
    "so_far.change_percent": ("累计 {n}", "{n} in all"),
    "so_far.year": ("当年增 {n}", "{n} in the year"),
    "so_far.multiple": ("{n} 倍", "{n} times"),
    "so_far.than": ("年均 {n}", "{n} a year"),
    "unit.index": ("{year}年=100", "{year} = 100"),
    "years.held": ("{years} 年中 {n} 年达标", "{n} of {years} years"),
    "years.broken": (
        "{year} 年未达（{value}，目标 {target}）",
        "missed in {year} ({value}, target {target})",
    ),
    "years.missing": ("{years} 年未报，无从判断", "not reported in {years}, so it cannot be told"),
    "years.unmatched": ("{years} 年无可比数", "nothing to compare with in {years}"),
    "years.kept": ("达标", "met"),
    "years.missed": ("未达", "missed"),
    "show.yearly": ("逐年", "Year by year"),
    "show.chain": ("逐年填报与水平", "As reported, and the level"),
    "show.level": ("目标水平", "Level"),
    "show.on_the_way": ("中期目标", "On the way"),
    "show.so_far": ("至今", "So far"),
    "chain.broken": (
        "{year} 年未报，此后水平不可知",
        "not reported in {year}, so unknown from then",
    ),
    # the table
    "column.name": ("指标", "Indicator"),
    "column.id": ("编号", "Id"),
    "column.unit": ("单位", "Unit"),
    "column.kind": ("类型", "Kind"),
    "column.target": ("目标", "Target"),
    "column.rate": ("年均增速", "Rate p.a."),
    "column.step": ("年均增量", "Step p.a."),
    "column.catch_up_rate": ("还需增速", "Catch-up rate"),
    "column.so_far": ("至今", "So far"),
    "column.years": ("逐年", "Years"),
    "column.gap": ("差距", "Gap"),
    "column.milestone": ("{year} 应达", "Due {year}"),
    "column.observed": ("实际年增", "Observed p.a."),
    "column.achieved": ("完成", "Done"),
    "column.expected": ("应完成", "Expected"),
    "column.progress": ("进度", "Progress"),
    "column.lead": ("领先（年）", "Lead (yr)"),
    "column.catch_up": ("还需年增", "Needed p.a."),
    "column.projection": ("按现速 {year}", "At pace {year}"),
    "column.status": ("状态", "Status"),
    "column.published": ("官方", "Official"),
    "column.score": ("得分", "Score"),
    "published.but": (
        "{said}，按序时进度{status}：{figures}",
        "{said}, by schedule {status}: {figures}",
    ),
    "published.now": ("官方“{words}”", "official “{words}”"),
    "published.then": ("官方 {year} 年“{words}”", "official “{words}” for {year}"),
    "published.shares": ("已走 {achieved}，应走 {expected}", "{achieved} covered, {expected} due"),
    "published.values": (
        "{year} 年为 {value}，目标 {target}",
        "{value} in {year}, target {target}",
    ),
    "published.by": ("官方结论：{who}", "official verdicts: {who}"),
    "published.years": ("{years} 年", "{years}"),
    "published.alike": ("官方 {n} 项，{alike} 项一致", "official: {n} indicators, {alike} alike"),
    "published.alike_one": ("官方 1 项，{alike} 项一致", "official: 1 indicator, {alike} alike"),
    "rule.but": ("{kinder}，但{harsher}", "{kinder}, but {harsher}"),
    "rule.met": ("目标已达到", "the target is met"),
    "rule.worsening": ("最新值不如前值", "the latest value is worse than the one before"),
    "rule.says": ("按 {rule} 判为“{label}”", "{rule} says {label}"),
    "rule.no_class": ("没有等级", "no class"),
    "rule.whole": ("合计", "in all"),
    "rule.mean": ("平均得分 {score}", "mean score {score}"),
    "rule.group": ("分组", "Group"),
    "rule.all": ("评判规则集", "Rule sets"),
    "rule.more": ("规则说明：jyplan rules {name}", "a rule explained: jyplan rules {name}"),
    "rule.score": ("得分 {score}", "score {score}"),
    "rule.source": ("来源", "Source"),
    "rule.needs": ("所需", "Needs"),
    "rule.classes": ("等级", "Classes"),
    "rule.arithmetic": ("算式", "Arithmetic"),
    "rule.scores": ("得分（依次取第一个符合的）", "Score (the first that holds)"),
    "rule.example": ("算例", "Example"),
    "rule.closest": ("相当于{status}", "as {status}"),
    "need.baseline": ("基期值及年份", "baseline with its year"),
    "need.window": (
        "最近 {window} 个观测值（至少 {least} 个）",
        "the last {window} observations (at least {least})",
    ),
    "need.latest": ("最新值及年份", "latest value with its year"),
    "need.target": ("目标值及年份", "target with its year"),
    "need.no_target": ("没有目标值也可判断", "judges without a target too"),
    "need.limit": ("有自然极限的，计入极限", "a natural limit, where there is one"),
    "symbol.b": ("基期值", "baseline"),
    "symbol.v": ("最新值", "latest value"),
    "symbol.T": ("目标值", "target"),
    "symbol.n": ("基期到最新值的年数", "years from baseline to latest value"),
    "symbol.m": ("基期到目标年的年数", "years from baseline to target"),
    "symbol.k": ("最新值到目标年的年数", "years from latest value to target"),
    "symbol.d": (
        "1 越高越好，−1 越低越好；基期为负则相反",
        "1 where higher is better, −1 where lower; turned round by a negative baseline",
    ),
    "symbol.s": ("1 越高越好，−1 越低越好", "1 where higher is better, −1 where lower"),
    "symbol.g": ("实际年均变化", "observed change per year"),
    "symbol.r": ("所需年均增速", "required growth per year"),
    "symbol.R": ("实际增速为所需的几成", "observed as a share of required growth"),
    "symbol.x": ("无目标时：朝好方向的年均增速", "without a target: growth to the better"),
    "symbol.y": ("路径在最新年份的应达值", "the path's value in the latest year"),
    "symbol.C": (
        "接近自然极限 L 时阈值的收缩系数；没有 L 或 b ≥ 2L 时为 1",
        "how far thresholds shrink towards a natural limit L; 1 without one, and from b ≥ 2L on",
    ),
    "symbol.L": ("自然极限", "natural limit"),
    "symbol.E": ("照此到目标年的值", "value in the target year at this pace"),
    "symbol.q": ("到期走完的路程份额", "share of the distance covered in time"),
    "symbol.M": ("余下路程到期仍差的份额", "share of what is left that will still be missing"),
    "symbol.h": ("最近一年的变化", "the last change"),
    "symbol.v0": ("所看观测值中最早的", "the first of the observations looked at"),
    "symbol.w0": ("其年份", "its year"),
    "symbol.v1": ("最新值之前的值", "the value before the latest"),
    "symbol.t1": ("最新值的年份", "year of the latest value"),
    "symbol.I": ("现状指数", "current status index"),
    "symbol.P": ("两侧都算的现状指数", "the index where both sides count"),
    "symbol.c": ("所需年均变化", "required change per year"),
    "symbol.A": (
        "各 w × (年份 − z) × (值 − u) 之和，首年 w 为 1，每晚一年加 1",
        "the sum of w × (year − z) × (value − u), where w is 1 for the first year and 1 more for every later one",
    ),
    "symbol.B": ("各 w × (年份 − z)² 之和", "the sum of w × (year − z)²"),
    "symbol.u": ("各值按 w 加权的平均", "mean of the values, weighted by w"),
    "symbol.z": ("各年份按 w 加权的平均", "mean of the years, weighted by w"),
    "symbol.Y": ("目标年", "target year"),
    "symbol.G": (
        "到期仍差的，占基期以来应有进展的份额",
        "what will still be missing, as a share of the progress required since the baseline",
    ),
    "symbol.Q": ("两侧都算的同一份额", "the same share where both sides count"),
    "symbol.p": ("完成进度", "achieved share"),
    "symbol.e": ("应完成进度", "expected share"),
    "symbol.l": ("领先", "lead"),
    "title.indicators": ("{n} 项指标", "{n} indicators"),
    "title.indicator": ("1 项指标", "1 indicator"),
    "title.as_of": ("截至 {year} 年底，时间过 {share}", "end of {year}, {share} of the time gone"),
    "target.undated": ("无期", "undated"),
    "target.per_year": ("/年", "/yr"),
    "target.every": ("每年", "yearly"),
    "legend.soft": ("~ 推算、预计或年份为推定", "~ derived, provisional or of an assumed year"),
    "legend.reading": (
        "* 口径有歧义，按默认口径（jyplan show 编号 查看，--reading 更换）：",
        "* ambiguous, by the default reading (see jyplan show ID, change with --reading):",
    ),
    "legend.thresholds": (
        "完成减应完成 ≥ {ahead} 点为快于预期，< {behind} 点为滞后；数值为年底数。",
        "done minus expected: from {ahead} points ahead, below {behind} behind; values are year-end figures.",
    ),
    "legend.awaited": (
        "{year} 年尚未填报：{districts}；{n} 个量暂无合计",
        "not submitted yet for {year}: {districts}; quantities without a total: {n}",
    ),
    "legend.bar": (
        "进度条：{full} 完成，{due} 此时应完成",
        "bar: {full} done, {due} expected by now",
    ),
    "foundation.total": ("共 {n} 项", "{n} in all"),
    "foundation.complete": ("{n} 项基期目标齐全", "{n} with baseline and target"),
    "foundation.by_reading": ("{n} 项按默认口径", "{n} by a reading of unlike sides"),
    "foundation.from_zero": ("{n} 项自零起步", "{n} from zero"),
    "foundation.no_baseline": ("{n} 项缺基期值", "{n} without a baseline"),
    "wide.shares": ("完成 {achieved} / 应 {expected}", "{achieved} done / {expected} due"),
    "wide.early": ("超前 {years} 年", "{years} yr early"),
    "wide.late": ("落后 {years} 年", "{years} yr late"),
    "wide.needed": ("还需年增 {rate}", "needs {rate} p.a."),
    "nothing_selected": ("没有符合条件的指标。", "No indicator matches."),
    "show.baseline": ("基期", "Baseline"),
    "show.target": ("目标", "Target"),
    "show.earlier_target": ("原目标", "Earlier target"),
    "show.further_target": ("另有目标", "Further target"),
    "show.decided": ("{year} 年调整", "revised in {year}"),
    "show.default_reading": ("默认口径", "Default reading"),
    "show.chosen_reading": ("所选口径", "Chosen reading"),
    "show.note": ("说明", "Note"),
    "show.required_rate": ("年均需增", "Required rate"),
    "show.required_step": ("年均增量", "Required step"),
    "show.past": ("{span} 实际", "{span} observed"),
    "show.latest": ("最新", "Latest"),
    "show.achieved": ("完成进度", "Achieved share"),
    "show.expected": ("应完成", "Expected share"),
    "show.elapsed": ("时间进度", "Elapsed time"),
    "show.lead": ("领先", "Lead"),
    "show.years": ("{years} 年", "{years} years"),
    "show.observed_rate": ("实际年增", "Observed rate"),
    "show.observed_step": ("实际年增量", "Observed step"),
    "show.catch_up_rate": ("还需年增", "Catch-up rate"),
    "show.catch_up_step": ("还需年增量", "Catch-up step"),
    "show.projection_compound": ("按现速 {year}", "At this rate {year}"),
    "show.projection_linear": ("按现增量 {year}", "At this step {year}"),
    "show.attainment": ("达到时间", "Attained"),
    "show.attained": ("{year} 年底（{time}）", "end of {year} ({time})"),
    "show.own": ("*", "*"),
    "show.observed": ("实际", "observed"),
    "show.readings": (
        "各口径（--reading {name}=… 更换）：",
        "Readings (choose with --reading {name}=…):",
    ),
    "show.background": ("背景数据", "context, without a target"),
    "show.resting": ("与之相关：", "What rests on it:"),
    "show.weighs": ("用作权重", "weighs"),
    "show.vintages": ("历次填报：", "Vintages:"),
    "show.vintage": ("{year} 年填报", "reported in {year}"),
    "show.taken": ("取自 {cell}", "taken from {cell}"),
    "severity.error": ("错误", "error"),
    "severity.warning": ("警告", "warning"),
    "severity.note": ("提示", "note"),
    "findings.total": (
        "{files} 个文件，{errors} 个错误。",
        "errors: {errors}, files: {files}.",
    ),
    "batch.more": ("……另有 {n} 处 {code}", "... and {n} more of {code}"),
    "batch.total": (
        "表中有 {n} 处问题；有关各行的 reason 列注明原因。",
        "findings in the table: {n}; the column reason of their rows says why.",
    ),
    # scenarios
    "whatif.command_line": ("命令行", "command line"),
    "whatif.trend": ("趋势", "Trend"),
    "whatif.title.scenario": ("情景：{names}", "scenario: {names}"),
    "column.result": ("结果", "Result"),
    "column.reached": ("达到时间", "Reached"),
    "column.growth": ("年增", "Growth"),
    "column.needed": ("需年增", "Needed"),
    "column.past": ("此前年增", "Before"),
    "result.hit": ("达到", "hit"),
    "result.hit_above": ("达到，超 {by}", "hit, {by} over"),
    "result.hit_below": ("达到，低 {by}", "hit, {by} under"),
    "result.missed_below": ("差 {by}", "short by {by}"),
    "result.missed_above": ("高出 {by}", "{by} too high"),
    "result.just": ("仅差毫厘", "just short"),
    "whatif.middle": (
        "区间的结果按中间的增速计；要看概率请加 --draws。",
        "with an interval the result is that of its middle rate; add --draws for the odds.",
    ),
    "whatif.nothing": ("没有可算的指标。", "Nothing could be worked out."),
    "whatif.years": (
        "数值为目标年的（无目标年则 {year} 年）；{hit}\u00a0达到，{miss}\u00a0未达到。",
        "values are those of the target year, else of {year}; {hit}\u00a0hit, {miss}\u00a0miss.",
    ),
    "whatif.assumed": ("假设：", "Assumed:"),
    "assumed.rates": ("年增 {rates}", "{rates} a year"),
    "assumed.by_year": (
        "自 {year} 年起逐年 {rates}，其后同末年",
        "{rates} from {year} on, the last one ever after",
    ),
    "assumed.step": ("每年 {step}", "{step} a year"),
    "assumed.steps_by_year": (
        "自 {year} 年起逐年 {step}，其后同末年",
        "{step} from {year} on, the last one ever after",
    ),
    "assumed.step_interval": ("每年 {low} 至 {high}", "{low} to {high} a year"),
    "assumed.multiple": (
        "{by} 年为 {start} 年的 {times} 倍，{growth}",
        "{times} times its {start} value by {by}, {growth}",
    ),
    "assumed.written": ("（{text}）", " ({text})"),
    "assumed.interval": ("年增 {low} 至 {high}", "{low} to {high} a year"),
    "assumed.history": (
        "按 {n} 次历年变化，年增 {low} 至 {high}（90 % 区间）",
        "by its {n} earlier changes, {low} to {high} a year (90 % interval)",
    ),
    "assumed.trend": ("延续趋势，{growth}（{span}）", "trend, {growth} ({span})"),
    "assumed.relative": (
        "比趋势值{sign} {part}（趋势 {growth}，{span}）",
        "{part} {sign} its trend ({growth}, {span})",
    ),
    "assumed.above": ("高", "above"),
    "assumed.under": ("低", "below"),
    "assumed.latest": (
        "同最近一次变化，{growth}（{span}）",
        "as lately, {growth} ({span})",
    ),
    "assumed.best": (
        "同历年最好的变化，{growth}（{span}）",
        "as at its best, {growth} ({span})",
    ),
    "assumed.halt": ("停在现值", "stays where it is"),
    "assumed.required": ("按目标所需，{growth}", "as its target requires, {growth}"),
    "assumed.linear": ("直线到目标，{growth}", "straight to its target, {growth}"),
    "assumed.delay": ("计划进度推迟 {years} 年", "the plan's own course, {years} yr late"),
    "assumed.pin": ("{year} 年为 {value}", "{value} in {year}"),
    "assumed.dip": (
        "{year} 年变化 {rate}，{years} 年后回到原走势",
        "{rate} in {year}, back on course after {years} yr",
    ),
    "assumed.cap": ("不超过 {value}", "at most {value}"),
    "assumed.floor": ("不低于 {value}", "at least {value}"),
    "whatif.replaced": (
        "{id} 在 {year} 年按 {formula} 为 {value}，代替所列的 {stated}",
        "{id} is {value} in {year} by {formula}, in place of the stated {stated}",
    ),
    "whatif.absent": ("未能测算：{absent}", "not worked out: {absent}"),
    "whatif.absent_input": ("{ids}（请用 --set 设定 {inputs}）", "{ids} (--set {inputs})"),
    "whatif.shared": ("各情景相同：", "In all scenarios:"),
    "solve.aim": ("{name}，{year} 年 {value}", "{name}, {value} in {year}"),
    "solve.rate": (
        "{name}需年增 {rate}（或每年 {step}）",
        "growth needed of {name}: {rate} a year (or {step} a year)",
    ),
    "solve.step": (
        "{name}需每年 {step}（{reason}，没有增速可言）",
        "change needed of {name}: {step} a year ({reason}, so there is no rate)",
    ),
    "solve.way": ("{span}：{way}", "{span}: {way}"),
    "solve.met": (
        "{name}不增长也能达到",
        "nothing is needed of {name}: it is met without growth",
    ),
    "solve.middle": ("区间按中间的增速计", "intervals count with their middle rates"),
    "solve.none": (
        "{name}的增速在 -99 % 到 1000 % 之间都达不到",
        "no growth of {name} between -99 % and 1000 % a year leads there",
    ),
    "solve.best": ("最近可到 {value}", "the nearest that can be reached is {value}"),
    "solve.past": ("此前 {span} 年增 {rate}", "{span} gave {rate} a year"),
    "grid.down": ("各行：{down}", "rows: {down}"),
    "grid.across": ("各行：{down}；各列：{across}", "rows: {down}; columns: {across}"),
    "grid.growth": ("{name}的年增", "growth of {name} a year"),
    "grid.step": ("{name}每年的增量", "step of {name} a year"),
    "grid.marks": ("{hit}\u00a0达到，{miss}\u00a0未达到", "{hit}\u00a0hit, {miss}\u00a0miss"),
    "sensitivity.input": ("构成项", "Input"),
    "sensitivity.legend": (
        "各项年增少、多{step}时的结果；照假设为 {value}",
        "the result with {step} of growth less and more; as assumed it is {value}",
    ),
    "sensitivity.fixed": ("没有增速可调：{ids}", "without a rate to change: {ids}"),
    "column.probability": ("达标概率", "Probability"),
    "column.p5": ("5 %", "5 %"),
    "column.p50": ("中位", "Median"),
    "column.p95": ("95 %", "95 %"),
    "column.shortfall": ("平均缺口", "Mean gap"),
    "odds.draws": (
        "{draws} 次模拟，种子 {seed}；± 为模拟误差（一个标准误）。",
        "{draws} draws, seed {seed}; ± is the error of the simulation (one standard error).",
    ),
    "odds.closed": ("按公式精确计算，未作模拟。", "Worked out in closed form, without draws."),
    "odds.values": (
        "中位、5 %、95 % 为目标年（无目标年则末年）的分位数；平均缺口为距目标的平均差额，达标计零。",
        "Median, 5 % and 95 %: quantiles in the target year, else the last; mean gap: what is missing on average, nothing where it is met.",
    ),
    "odds.independent": (
        "各年、各量的增速相互独立。",
        "Growth is independent by year and by quantity.",
    ),
    "odds.persistence": (
        "各年增速的相关（持续性）{value}",
        "persistence from year to year {value}",
    ),
    "odds.common": ("各量增速两两相关 {value}", "correlation of every two quantities {value}"),
    "odds.pair": ("{first} 与 {second} 相关 {value}", "{first} with {second} {value}"),
    "odds.joint.plan": ("{n} 项目标全部达到：{probability}", "all {n} targets met: {probability}"),
    "odds.joint.theme": (
        "{theme}的 {n} 项目标全部达到：{probability}",
        "all {n} targets of {theme} met: {probability}",
    ),
    "odds.defined": (
        "{id} 在 {share} 的模拟中算得出来",
        "{id} can be worked out in {share} of the draws",
    ),
    # what a document says of itself
    "html.name": ("中文", "English"),
    "html.skip": ("跳到正文", "Skip to the text"),
    "html.inner": ("逐项", "one by one"),
    "html.figures": ("图中数据", "The figures"),
    "html.shown": ("显示 {n} 项，共 {all} 项", "{n} of {all} shown"),
    "html.none_shown": ("没有符合所选条件的指标", "Nothing matches"),
    "html.reset": ("全部显示", "Show all"),
    "html.open": ("全部展开", "Open all"),
    "html.close": ("全部收起", "Close all"),
    "chart.no_room": ("太窄，画不下图", "too narrow for a chart"),
    "chart.known": ("已有数据", "known"),
    "chart.year": ("年份", "Year"),
    "chart.years": ("{first}–{last} 年", "{first}–{last}"),
    "chart.from_to": (
        "{name}从 {first} 年的 {start} 到 {last} 年的 {end}",
        "{name} from {start} in {first} to {end} in {last}",
    ),
    "chart.at": ("{name} {year} 年 {end}", "{name} {end} in {year}"),
    "chart.pace": ("按现速", "at the pace so far"),
    "chart.target": ("目标", "target"),
    "chart.milestone": ("中期目标", "interim target"),
    "chart.asked": ("每年目标", "yearly target"),
    "chart.growth": ("{name}：年增长", "{name}: growth in the year"),
    "chart.mean": ("{name}：自基期年均增长", "{name}: mean growth since the start"),
    "chart.planned": ("计划路径", "plan"),
    "chart.median": ("中位", "median"),
    "chart.wide": ("5–95 %", "5–95 %"),
    "chart.narrow": ("25–75 %", "25–75 %"),
    "chart.interval": ("区间", "interval"),
    "whatif.turned": ("≠ 与按趋势的结果不同", "≠ unlike what the trend leads to"),
    "whatif.took": ("{id}：年增 {growth}", "{id}: {growth} a year"),
    "whatif.needs": ("，达标需 {needed}", ", needs {needed}"),
    "whatif.gave": ("；{span} 年增 {past}", "; {span} gave {past}"),
    "whatif.answer": (
        "解：其他不变，{vary}需年增 {rate}，{name}才达到（{command}）",
        "to meet {name}, all else equal, {vary} would have to grow by {rate} a year ({command})",
    ),
    "whatif.answer_alone": (
        "其他不变，{vary}需年增 {rate}，{name}才达到",
        "to meet {name}, all else equal, {vary} would have to grow by {rate} a year",
    ),
    "whatif.pace": ("增速：", "Growth:"),
    "whatif.growth": (
        "年增为自起点的年均增速，需年增为达到目标所需，此前年增为已有数据的年均增速。",
        "growth: per year from the start; needed: to meet the target; before: as observed.",
    ),
    # the report
    "report.contents": ("目录", "Contents"),
    "report.overview": ("总体情况", "Overview"),
    "report.attention": ("需要关注", "What needs attention"),
    "report.table": ("指标一览", "All indicators"),
    "report.indicators": ("分项情况", "Indicator by indicator"),
    "report.scenarios": ("情景测算", "Scenarios"),
    "report.odds": ("达标概率", "Odds"),
    "report.checks": ("数据检查", "Checks of the data"),
    "report.methods": ("评判方法", "Methods"),
    "report.left_out": ("未能评判及未列入的", "What could not be judged or is left out"),
    "report.more": ("算式、出处与逐年数值", "Formulas, sources and yearly figures"),
    "report.all": ("全部", "all"),
    "report.unstated": ("未标属性", "neither"),
    "report.number": ("项数", "Number"),
    "report.time": (
        "规划以 {first} 年为基期、{last} 年为目标年；截至 {year} 年底，时间已过 {share}。",
        "The plan leads from {first} to {last}; at the end of {year}, {share} of its time is over.",
    ),
    "report.start": (
        "规划以 {first} 年为基期、{last} 年为目标年；列出 {n} 项指标，截至 {year} 年底尚无填报数据，只列目标所需的增长。",
        "The plan leads from {first} to {last}. Indicators shown: {n}. Nothing was reported up to the end of {year}: what follows is the growth that the targets ask for.",
    ),
    "report.judged": (
        "{n} 项指标中，{judged} 项可以评判，按序时进度：{counts}。",
        "Of {n} indicators, {judged} can be judged by schedule: {counts}.",
    ),
    "report.silent": (
        "另有 {n} 项不能评判：{counts}。",
        "The other {n} cannot be judged: {counts}.",
    ),
    "report.late": ("需要关注 {n} 项：{names}。", "Need attention ({n}): {names}."),
    "report.alike": (
        "有官方结论可比的 {n} 项，与本报告一致的 {alike} 项。",
        "Indicators whose official verdict can be compared: {n}; alike: {alike}.",
    ),
    "report.fine": (
        "所列指标中没有倒退、未完成或滞后的。",
        "None of the indicators shown is regressing, missed or behind.",
    ),
    "report.only": (
        "规划共 {all} 项指标，本报告按条件只列 {n} 项。",
        "The plan has {all} indicators; this report was asked to show {n} of them.",
    ),
    "report.clean": (
        "检查了 {files} 个文件、{values} 个数值，没有需要处理的问题。",
        "Nothing is left to be dealt with. Files checked: {files}; figures: {values}.",
    ),
    "report.found": (
        "检查了 {files} 个文件、{values} 个数值：{levels}。",
        "Files checked: {files}; figures: {values}; {levels}.",
    ),
    "report.accepted": ("已说明理由的 {n} 处", "Accepted with a reason: {n}"),
    "report.kind": ("编号、类型", "Id and kind"),
    "report.reading": ("* 口径有歧义，本报告按：", "* ambiguous; this report follows:"),
    "report.readings": ("各口径：", "Readings:"),
    "report.by_reason": ("{reason}（{n} 项）", "{reason} ({n})"),
    "column.number": ("序号", "No."),
    "column.points": ("进度差（点）", "Ahead (pp)"),
    "column.theme": ("主题", "Theme"),
    "column.obligation": ("属性", "Obligation"),
    # what documents say of themselves
    "document.page": ("第 {page} 页 共 {pages} 页", "{page} / {pages}"),
    "document.figure": ("图 {number}", "Figure {number}"),
    "xlsx.figures": ("图表数据", "Figures of charts"),
    "internal": (
        "内部错误（{error}）。请报告；设 JYPLAN_DEBUG=1 可看详情。",
        "internal error ({error}). Please report it; JYPLAN_DEBUG=1 shows the details.",
    ),
    "completion.installed": (
        "补全已装入 {path}；重开终端后生效。",
        "completion installed in {path}; it works in new terminals.",
    ),
    "init.next": (
        "写好了。接着：jyplan status --plan {folder}",
        "Done. Next: jyplan status --plan {folder}",
    ),
    "form.next": (
        "发给填报单位；收回后：jyplan check {path}{plan}",
        "Send it to whoever reports; when it is back: jyplan check {path}{plan}",
    ),
    "example.national": ("全国“十四五”规划主要指标", "China's 14th Five-Year Plan"),
    "origin.option": ("--plan {folder}", "--plan {folder}"),
    "origin.environment": ("JYPLAN_PLAN={folder}", "JYPLAN_PLAN={folder}"),
    "origin.folder": ("计划目录 {folder}", "plan in {folder}"),
    "origin.embedded": ("内置计划", "embedded plan"),
}


def text(key: str, language: Language, **data: object) -> str:
    """The text of a key in one language, its named values filled in."""
    template = chosen(TEXTS[key], language)
    return template.format(**data) if data else template


def chosen(pair: tuple[str, str], language: Language) -> str:
    """One of two texts that say the same in the two languages."""
    return pair[LANGUAGES.index(language)]


def localized(value: object, language: Language) -> str:
    """What has a text in every language, such as a name of the plan, in one."""
    return str(getattr(value, language))


def origin_text(origin: Origin, language: Language) -> str:
    """Which plan was used, and how it was found."""
    return text(f"origin.{origin.how}", language, folder=echoed(origin.label))


def plan_named(origin: Origin) -> str:
    """The option with which the next command finds the same plan; empty where it needs none."""
    if origin.how != "option":
        return ""
    # Only here: most runs name no command, or no folder that needs quotes.
    from shlex import quote

    folder = echoed(origin.label)
    plain = all(sign.isalnum() or sign in "-_./~" for sign in folder)
    return f" --plan {folder if plain else quote(folder)}"


def echoed(text: object) -> str:
    """What was read from outside, on one line that moves no cursor and hides nothing.

    Ends of lines and tabs become blanks, bytes that are no text ``%FF``, other signs that
    cannot be seen �.
    """
    shown = str(text)
    # Most of what is shown is plain, and there is much of it.
    return shown if shown.isprintable() else "".join(map(_seen, shown))


def echoed_path(path: object) -> str:
    """A path as `echoed` shows it, for the start of a line."""
    shown = echoed(path)
    # There GitHub takes two colons for a command.
    return f"./{shown}" if shown.startswith("::") else shown


def _seen(sign: str) -> str:
    if sign.isprintable():
        return sign
    return " " if sign in "\t\n\r" else byte_of(sign) or "�"


def byte_of(sign: str) -> str:
    """``%FF`` for a byte that is no text, which Python keeps as half a character; else nothing."""
    return f"%{ord(sign) - 0xDC00:02X}" if "\udc80" <= sign <= "\udcff" else ""

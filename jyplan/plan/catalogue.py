"""Every rule: its code, how much it matters, and what a plan may say about it.

The texts of a rule (title, help, messages) live in `jyplan.texts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jyplan.plan.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping


class Check(NamedTuple):
    """What the code of a finding stands for.

    Attributes:
        code: stable, such as ``JY301``.
        family: ``form`` (a file is not what it should be), ``plan`` (what a plan says does not
            go together), ``fit`` (a value does not fit the plan), ``between`` (values do not go
            together), ``sense`` (a value is hardly true), ``progress``, ``table`` (a table of
            series cannot be judged), ``scenario`` (a change cannot be followed) or ``workbook`` (a
            table that was sent in cannot be taken as it is).
        severity: how much it matters, unless a plan says otherwise.
        settable: whether a plan may set its severity and a value may accept it; what cannot be
            read cannot be accepted.
    """

    code: str
    family: str
    severity: Severity
    settable: bool


FORM = (
    *(f"JY{number:03}" for number in range(1, 17)),
    *(f"JY{number}" for number in (*range(101, 118), *range(121, 133))),
)
PLAN = tuple(
    f"JY{number}"
    for number in (201, 202, *range(204, 216), *range(218, 223), *range(224, 231), 241, 243)
)
FIT = ("JY203", "JY216", "JY217", "JY223")
TABLE = tuple(f"JY{number}" for number in range(601, 617))
SCENARIO = tuple(f"JY{number}" for number in (*range(701, 707), 708))
# what is not an error in a table that was sent in
LESSER: Mapping[str, Severity] = {
    "JY811": Severity.NOTE,
    "JY814": Severity.NOTE,
    "JY815": Severity.WARNING,
    "JY817": Severity.NOTE,
    "JY818": Severity.NOTE,
    "JY820": Severity.WARNING,
}
WORKBOOK = tuple(
    (code, LESSER.get(code, Severity.ERROR)) for code in (f"JY{n}" for n in range(801, 821))
)
# what was not understood of a plan's own table
PLAN_TABLE = tuple(f"JY{number}" for number in range(821, 827))
# what a plan may set and a value may accept; JY234 is retired and never used again
SETTABLE: Mapping[str, tuple[str, Severity]] = {
    "JY231": ("fit", Severity.ERROR),
    "JY232": ("fit", Severity.ERROR),
    "JY233": ("fit", Severity.ERROR),
    "JY235": ("fit", Severity.ERROR),
    "JY236": ("fit", Severity.WARNING),
    "JY237": ("fit", Severity.ERROR),
    "JY238": ("fit", Severity.WARNING),
    "JY239": ("fit", Severity.WARNING),
    "JY240": ("fit", Severity.WARNING),
    "JY242": ("fit", Severity.ERROR),
    "JY301": ("between", Severity.WARNING),
    "JY302": ("between", Severity.WARNING),
    "JY303": ("between", Severity.ERROR),
    "JY304": ("between", Severity.WARNING),
    "JY401": ("sense", Severity.WARNING),
    "JY402": ("sense", Severity.WARNING),
    "JY403": ("sense", Severity.WARNING),
    "JY404": ("sense", Severity.ERROR),
    "JY405": ("sense", Severity.NOTE),
    "JY406": ("sense", Severity.WARNING),
    "JY407": ("sense", Severity.WARNING),
    "JY501": ("progress", Severity.ERROR),
}
CATALOGUE: Mapping[str, Check] = {
    rule.code: rule
    for rule in sorted(
        [
            *(Check(code, "form", Severity.ERROR, settable=False) for code in FORM),
            *(Check(code, "plan", Severity.ERROR, settable=False) for code in PLAN),
            *(Check(code, "fit", Severity.ERROR, settable=False) for code in FIT),
            *(Check(code, "table", Severity.ERROR, settable=False) for code in TABLE),
            *(Check(code, "workbook", Severity.WARNING, settable=False) for code in PLAN_TABLE),
            *(Check(code, "scenario", Severity.ERROR, settable=False) for code in SCENARIO),
            Check("JY707", "scenario", Severity.WARNING, settable=False),
            *(Check(code, "workbook", severity, settable=False) for code, severity in WORKBOOK),
            *(
                Check(code, family, severity, settable=True)
                for code, (family, severity) in SETTABLE.items()
            ),
        ]
    )
}

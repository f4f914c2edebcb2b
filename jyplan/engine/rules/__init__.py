"""Rules: how a value is judged on its way from baseline to target. One file a rule set."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jyplan.engine.rules.rule import Rule

# name -> its module; imported when it is asked for
RULES = {
    "schedule": "schedule",
    "statcan": "statcan",
    "destatis": "destatis",
    "unsd-2022": "unsd_2022",
    "unsd-2023": "unsd_2023",
    "eustat": "eustat",
    "escap": "escap",
    "escap-anticipated": "escap_anticipated",
    "sdsn": "sdsn",
}


def rule_of(name: str) -> "Rule":
    """One rule by its name, a key of `RULES`."""
    rule: Rule = import_module(f"jyplan.engine.rules.{RULES[name]}").RULE
    return rule

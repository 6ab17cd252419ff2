"""All rules, one module each. A new rule is a new module and a line in `RULES`."""

from __future__ import annotations

from gongkai.checking.rule import Rule
from gongkai.checking.rules import dead_reference, idle_word, repealed_basis, unmapped_role, unread_time_limit, unverified

RULES: tuple[Rule, ...] = tuple(
    module.RULE
    for module in (
        # identity
        dead_reference,
        unmapped_role,
        # time limit
        unread_time_limit,
        # basis
        repealed_basis,
        # search
        idle_word,
        # publishing
        unverified,
    )
)

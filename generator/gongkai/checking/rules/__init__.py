"""All rules, one module each. A new rule is a new module and a line in `REGISTRY`.

A build runs only what can keep a site from being published, so modules are imported when their rule is wanted: forty rules that
only warn need not be read for it.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from gongkai.checking.rule import Rule

REGISTRY: tuple[tuple[str, str, str], ...] = (
    # identity
    ("L411", "dead_reference", "error"),
    ("L415", "unmapped_role", "error"),
    ("I101", "reused_id", "error"),
    ("I102", "same_name", "warning"),
    ("I103", "unused_law", "warning"),
    ("I104", "unused_role", "warning"),
    ("I105", "unused_body", "warning"),
    # elements
    ("E201", "missing_element", "error"),
    ("E202", "empty_content", "warning"),
    ("E203", "never_shown", "warning"),
    # subject
    ("J301", "role_left", "warning"),
    ("J302", "superior_alone", "warning"),
    ("J303", "joint_without_lead", "error"),
    ("J304", "foreign_name", "warning"),
    ("J305", "party_alone", "warning"),
    # channel
    ("C401", "no_online_channel", "warning"),
    ("C402", "similar_channel", "warning"),
    ("C403", "dropped_channel", "warning"),
    # audience and mode
    ("A501", "request_like_proactive", "warning"),
    ("A502", "personal_as_proactive", "warning"),
    ("A503", "personal_to_everyone", "warning"),
    ("A504", "unnamed_group", "warning"),
    # not applicable
    ("U601", "empty_reason", "warning"),
    ("U602", "idle_in_absent_domain", "warning"),
    # time limit
    ("T502", "unread_time_limit", "warning"),
    ("T511", "longer_than_above", "warning"),
    ("T512", "longer_than_regulation", "warning"),
    ("T513", "against_special_law", "warning"),
    ("T514", "unit_slip", "warning"),
    ("T515", "notice_as_limit", "warning"),
    # basis
    ("B601", "repealed_basis", "warning"),
    ("B611", "superseded_basis", "warning"),
    ("B612", "basis_without_article", "warning"),
    ("B613", "document_number", "warning"),
    ("B614", "issuer_mismatch", "warning"),
    ("B615", "placeholder", "error"),
    # derivation
    ("D701", "fewer_elements", "warning"),
    ("D702", "fewer_channels", "warning"),
    ("D703", "narrower_audience", "warning"),
    ("D704", "repeats_inherited", "warning"),
    # staleness
    ("B621", "changed_since_edition", "warning"),
    # wording
    ("W821", "half_width_punctuation", "warning"),
    ("W822", "full_width_letters", "warning"),
    ("W823", "stray_blank", "warning"),
    ("W824", "traditional_characters", "warning"),
    ("W825", "leftover_number", "warning"),
    ("W826", "empty_words", "warning"),
    # personal data
    ("P001", "identity_number", "error"),
    ("P002", "mobile_number", "error"),
    ("P003", "bank_card", "error"),
    ("P004", "personal_email", "error"),
    # search
    ("W805", "idle_word", "warning"),
    # publishing
    ("V701", "unverified", "error"),
)
"""(code, module, level) of every rule, by topic, in the order of the rule pages. A test holds it against the modules."""


@cache
def rule(module: str) -> Rule:
    found: Rule = import_module(f"gongkai.checking.rules.{module}").RULE
    return found


def all_rules() -> tuple[Rule, ...]:
    return tuple(rule(module) for _, module, _ in REGISTRY)

"""Whether a file may hold a telephone, an identity or a card number, or a mail address: asked once, while its bytes are at hand."""

from __future__ import annotations

LONG = 11
"""Digits of the shortest number that names a person: a mobile telephone's."""

_DIGITS = bytes.maketrans(b"123456789", b"0" * 9)
_WIDE = tuple(digit.encode() for digit in "１６")
"""Full-width digits of which every such number has one: 1 (mobile telephones, years of birth) or 6 (cards)."""


def may_name_a_person(content: bytes) -> bool:
    """True where a closer look is worth while: ``LONG`` digits with nothing but blanks and dashes between them, an @, or full-width digits."""
    return b"@" in content or b"0" * LONG in content.translate(_DIGITS, b" -") or any(digit in content for digit in _WIDE)

"""Check marks set in a symbol font: a letter in the file (R, þ, n), a ticked box on paper. The font says which."""

from __future__ import annotations

from typing import Final

_WINGDINGS: Final = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x74: "◆", 0x75: "◆", 0x76: "◆", 0x77: "◆", 0x7F: "·", 0x9F: "·",
    0xA1: "○", 0xA7: "■", 0xA8: "□", 0xD8: "➢", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2: Final = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x98: "●", 0xA2: "■", 0xA3: "□"}
_SYMBOL: Final = {0xB7: "·", 0xD6: "√", 0xB4: "×", 0xA8: "◆"}
_FONTS: Final = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE: Final = 0xF000
"""Where Office puts the characters of symbol fonts."""


def seen(text: str, font: str | None) -> str:
    """What a person sees of ``text`` in that font; characters without a known sign, and other fonts, stay as they are."""
    signs = _FONTS.get(font.strip(" '\"").lower()) if font else None
    if signs is None:
        return text
    return "".join(signs.get(ord(one) - _PRIVATE if _PRIVATE <= ord(one) <= _PRIVATE + 0xFF else ord(one), one) for one in text)


def box(checked: bool) -> str:
    """A check box of a form."""
    return "☑" if checked else "☐"

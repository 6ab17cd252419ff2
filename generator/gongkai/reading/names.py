"""Names as editors write them → ids of a register, with a suggestion when nothing fits."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_BRACKETS = str.maketrans("〔﹝［【[〈（(", "((((((((", " \u3000《》") | str.maketrans("〕﹞］】]〉）)", "))))))))")


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """The form two spellings of one name share: NFKC, no blanks, no 《》, one kind of bracket, lower case."""
    return unicodedata.normalize("NFKC", name.translate(_BRACKETS)).replace(" ", "").lower()


def short(text: str) -> str:
    """``text`` as a message quotes it: at most 40 characters."""
    return text if len(text) <= 40 else text[:39] + "…"


class Register:
    """Names and spellings of one kind of thing. ``what`` is the Chinese word used in messages (渠道, 依据文件 …)."""

    def __init__(self, what: str, home: str) -> None:
        self.what = what
        self.home = home
        self._ids: dict[str, tuple[str, ...]] = {}
        self._above: dict[str, tuple[str, ...]] = {}
        self._written: dict[str, str] = {}

    def add(self, id_: str, names: Iterable[str]) -> list[tuple[str, str]]:
        """Register ``names`` for ``id_``; returns (name, other id) for each name that another entry already has."""
        clashes = []
        for name in names:
            key = fold(name)
            ids = self._ids.get(key, ())
            if not ids:
                self._ids[key] = (id_,)
                self._written.setdefault(key, name)
            elif id_ not in ids:
                clashes.append((name, ids[0]))
                self._ids[key] = (*ids, id_)
        return clashes

    def below(self) -> Register:
        """A register that knows all of these names and lets a lower layer's own names hide them."""
        lower = Register(self.what, self.home)
        lower._above = {**self._above, **self._ids}
        lower._written = dict(self._written)
        return lower

    def find(self, name: str) -> str | None:
        """The id that ``name`` stands for; None when it is unknown or stands for several."""
        ids = self._lookup(name)
        return ids[0] if len(ids) == 1 else None

    def _lookup(self, name: str) -> tuple[str, ...]:
        key = fold(name)
        return self._ids.get(key) or self._above.get(key, ())

    def prefix(self, text: str) -> tuple[str, str] | None:
        """(id, rest of ``text``) for the longest registered name that ``text`` begins with."""
        for end in range(len(text), 1, -1):
            found = self.find(text[:end])
            if found:
                return found, text[end:]
        return None

    def explain(self, name: str) -> tuple[str, str]:
        """A sentence and a remedy for a ``name`` that `find` could not resolve."""
        ids = self._lookup(name)
        name = short(name)
        if len(ids) > 1:
            return f"{self.what}“{name}”指向不止一个条目：{'、'.join(ids)}", f"请写全称，或在 {self.home} 里去掉重复的别名"
        near = difflib.get_close_matches(fold(name), self._written, n=1, cutoff=0.6)
        if near:
            return f"没有登记过的{self.what}“{name}”", f"您是不是要写“{self._written[near[0]]}”？如果确实是新的，请先登记到 {self.home}"
        return f"没有登记过的{self.what}“{name}”", f"请先登记到 {self.home}，或改用已登记的名称"

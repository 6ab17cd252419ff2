"""Lists and fields in brackets, ``[甲, 乙]`` and ``{字段: 值}``, for the pre-scan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from gongkai.reading.prescan.scalars import CURLY, SPECIAL, Scalars
from gongkai.reading.prescan.traps import shorten

_CLOSING = {"[": "]", "{": "}"}
_FULLWIDTH = {"[": "］", "{": "｝"}
_PLAIN = re.compile(r"(?:[^ \t,\[\]{}:]|:(?![ \t,\[\]{}]|$)|[ \t]+(?![ \t#,\[\]{}:]|$))+")
_LATE_KEY = re.compile(r"，(?=[ \t\u3000]*[\w-]+[：:])")
_AFTER = {"quote": "text-after-quote", "bracket": "text-after-bracket"}


@dataclass(slots=True)
class _Level:
    """One open bracket; ``slot`` says what the current entry (or its value) holds, ``run`` is its last plain text and where it stands."""

    mark: str
    line: int
    at: int
    slot: Literal["plain", "quote", "bracket"] | None = None
    run: tuple[int, int, str] | None = None
    keyed: bool = False

    def reset(self) -> None:
        self.slot, self.run, self.keyed = None, None, False


class FlowScan:
    """Follows brackets over lines and reports what stands wrongly between them."""

    def __init__(self, scalars: Scalars) -> None:
        self.scalars = scalars
        self.sheet = scalars.sheet

    def scan(self, line: int, at: int, limit: int) -> tuple[int, int]:
        """(line, place after the last bracket) for the bracket at ``at``; (line to go on with, -1) when it is never closed."""
        lines = self.sheet.lines
        levels: list[_Level] = []
        found = len(self.sheet.found)
        while True:
            text = lines[line]
            while at < len(text):
                char = text[at]
                level = levels[-1] if levels else None
                if char in "[{":
                    if level:
                        if level.slot and not (level.run and level.run[2].endswith("，")):
                            self._wrong(line, at, f"括号里的文字中间又有半角括号“{char}”。")
                        level.slot = level.slot or "bracket"
                    levels.append(_Level(char, line, at))
                    at += 1
                elif level is None:
                    return line, at
                elif char in " \t":
                    at += 1
                elif char == "#" and (level.slot != "plain" or text[at - 1 : at] in ("", " ", "\t")):
                    if not self.scalars.comment(line, at, cuts=level.slot is not None):
                        break
                    at += 1
                elif char in "]}":
                    self._close(levels, char)
                    at += 1
                elif char == ",":
                    self._end_entry(level)
                    at += 1
                elif char in "\"'" and level.slot is None:
                    line, at = self.scalars.quoted(line, at, limit)
                    if at < 0:
                        return line, -1
                    text = lines[line]
                    level.slot = "quote"
                elif char == ":" and (text[at + 1 : at + 2] in ("", " ", "\t", ",", "[", "]", "{", "}") or level.slot == "quote"):
                    self._colon(level, line, at)
                    at += 1
                elif match := _PLAIN.match(text, at):
                    self._plain(level, line, at, match.group())
                    at = match.end()
            if not levels:
                return line, at
            line, at = line + 1, 0
            if line == len(lines) or self.scalars.starts_entry(line, limit):
                # what is no list at all has commas of its own
                self.sheet.found[found:] = [finding for finding in self.sheet.found[found:] if finding.slug != "fullwidth-comma"]
                self._unclosed(levels[-1])
                return line, -1

    def _close(self, levels: list[_Level], char: str) -> None:
        while levels:
            level = levels.pop()
            self._end_entry(level)
            if _CLOSING[level.mark] == char:
                return
            self._unclosed(level)

    def _unclosed(self, level: _Level) -> None:
        fullwidth = self.sheet.lines[level.line].find(_FULLWIDTH[level.mark], level.at)
        if fullwidth >= 0:
            self.sheet.report("fullwidth-bracket", level.line, fullwidth, name=_FULLWIDTH[level.mark])
        else:
            self.sheet.report("unclosed-bracket", level.line, level.at, mark=level.mark, close=_CLOSING[level.mark])

    def _plain(self, level: _Level, line: int, at: int, run: str) -> None:
        if level.slot in _AFTER and run[0] == "，":
            self.sheet.report("fullwidth-comma", line, at)
            level.reset()
            if len(run) == 1:
                return
            at, run = at + 1, run[1:]
        if level.slot in _AFTER:
            self.sheet.report(_AFTER[level.slot], line, at, name=shorten(run))
        elif level.slot is None and self._bad_start(line, at, run):
            level.slot = "plain"
            return
        commas = re.finditer("，", run) if level.mark == "[" else _LATE_KEY.finditer(run)
        for comma in commas:
            self.sheet.report("fullwidth-comma", line, at + comma.start())
        self.scalars.blanks(line, at, at + len(run))
        level.slot, level.run = "plain", (line, at, run)

    def _bad_start(self, line: int, at: int, run: str) -> bool:
        mark = run[0]
        if mark in SPECIAL:
            self.sheet.report(SPECIAL[mark], line, at, name=shorten(run))
        elif mark in "@`%|>" or (mark == "-" and run[1:2] in ("", " ", "\t")):
            self.sheet.report("special-start", line, at, mark=mark, name=shorten(run))
        elif mark == "?" and run[1:2] in ("", " ", "\t"):
            self.sheet.report("complex-key", line, at)
        elif CURLY.fullmatch(run):
            self.sheet.report("curly-quotes", line, at, name=shorten(run))
        else:
            return False
        return True

    def _colon(self, level: _Level, line: int, at: int) -> None:
        if level.mark == "[":
            self._wrong(line, at, "列表项里有半角冒号，系统会把它当成字段。")
        elif level.keyed:
            run = level.run[2] if level.run else ""
            if level.run and "，" in run:
                self.sheet.report("fullwidth-comma", level.run[0], level.run[1] + run.rindex("，"))
            else:
                self.sheet.report("colon-in-value", line, at)
        elif level.run and level.run[2] == "<<":
            self.sheet.report("merge-key", line, level.run[1])
        level.reset()
        level.keyed = True

    def _end_entry(self, level: _Level) -> None:
        """An entry of ``{ }`` must have had its colon."""
        if level.mark == "{" and level.slot and not level.keyed:
            line, at, run = level.run or (level.line, level.at, "")
            place = re.search("：|:(?!//)", run)
            if place:
                slug = "fullwidth-colon" if place.group() == "：" else "colon-space"
                self.sheet.report(slug, line, at + place.start(), name=shorten(run[: place.start()]))
            else:
                self._wrong(line, at, f"花括号里的“{shorten(run)}”后面没有冒号和值。" if run else "花括号里有一项没有冒号和值。")
        level.reset()

    def _wrong(self, line: int, at: int, what: str) -> None:
        self.sheet.report("bracket-in-text", line, at, what=what)

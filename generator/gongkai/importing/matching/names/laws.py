"""公开依据 ↔ the law register: by title, by number, by spelling, by a near miss; what is in none becomes an entry whose status nobody has verified."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from operator import ne
from typing import Any, Final

from gongkai.authoring.desk import STATE, likely_rank
from gongkai.authoring.form import tidy
from gongkai.importing.matching.names.found import Found, New, Said
from gongkai.model.item import Law
from gongkai.reading.fields import Registers
from gongkai.reading.names import fold

CLOSE: Final = 0.93
"""How alike a title and a registered one are at least, to be taken for a slip of the pen. The register's two closest that are different documents
(…暂行条例, …条例) have 0.95, which `_telling` tells apart.
"""

_DOCUMENT = (
    r"(?:[\u4e00-\u9fffA-Za-z]{1,14}\s*[〔\[﹝（(【]\s*(?:19|20)\d{2}\s*[〕\]﹞）)】]\s*第?\s*\d{1,5}\s*号"
    r"|[\u4e00-\u9fff、和]{0,30}令\s*[（(]?\s*(?:(?:19|20)\d{2}年)?第?\s*[\d一二三四五六七八九十百零〇]{1,6}\s*号[）)]?"
    r"|(?:GB|DB|JGJ|CJJ|WS|HJ|MZ)[／/\dTZ]*\s*[\d.]{1,8}\s*[-—－]\s*(?:19|20)\d{2}"
    r"|[\u4e00-\u9fff]{0,12}公告\s*(?:19|20)\d{2}年第?\s*\d{1,4}\s*号)"
)
_NUMBER = re.compile(rf"[（(\[〔【]?\s*({_DOCUMENT})\s*[）)\]〕】]?")
_HISTORY = re.compile(r"[（(](?:[^（）()]|[（(][^（）()]*[）)])*(?:(?:19|20)\d{2}年[^（）()]*(?:通过|修订|修正|公布|施行|实施|发布|印发|起)|全文|节选|摘录)(?:[^（）()]|[（(][^（）()]*[）)])*[）)]")
_VERSION = re.compile(r"[（(](?:试行|暂行|(?:19|20)\d{2}年?版?|修订|修订版|第[一二三四五]版)[）)]")
_RANK = re.compile(r"^\s*[【\[](?:法律|行政法规|部门规章及规范性文件|部门规章|规章|条例|地方性法规|规范性文件|政策文件|其他)[】\]]\s*")
_ARTICLE = re.compile(r"(?:第[一二三四五六七八九十百千零〇\d]|第?[（(][一二三四五六七八九十\d]|附件|附表|附则|总则|序言)[第条章节款项目之、，,和及至到（）()一二三四五六七八九十百千零〇\d\s附件表则—-]*")
"""第二十条第（五）项、第（十一）项; 第九条至第十三条; 附件3."""
_TAIL = re.compile(r"等?(?:相关|有关)?(?:法律|法规|规章|文件|规定|政策|的|、|和|及|及其|规范性)*(?:等|规定|要求)?[。；;，,]?")
_LEADS = re.compile(r"^(?:根据|依据|按照|参照|执行)?[、，,；;。.\s]*")
_LAWLIKE = re.compile(r"(?:法|条例|办法|规定|规则|细则|决定|意见|通知|方案|规划|纲要|标准|规范|指引|目录|准则|规程|公约|章程|批复|决议|解释|预案|要点|制度|清单)(?:[（(][^（）()]{1,12}[）)])?$")
_VAGUE = re.compile(r"(?:各地|各级|相关|有关|其他|配套|上级|国家|当地|本级|地方)[\u4e00-\u9fff]{0,8}(?:法律|法规|规章|规定|文件|政策|制度)")
_ORGANS = re.compile(r"^((?:[\u4e00-\u9fff]{1,18}(?:部|委|委员会|总局|局|署|院|会|厅|办公室|政府|银行|法院|检察院)、?(?:\s)?)+)关于")
_NOBODYS = re.compile(r"各(?:省|市|县|地|级)|(?:实施|管理|暂行|试行|工作|有关)*(?:条例|办法|规定|规则|细则|决定|意见|通知|方案|规划|标准|规范|法)$")
"""A title that is none yet: 各省规划 of a template, 《实施细则》 without what it is for."""
_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|自治州|州|县)")


class Laws:
    """``slug_of`` proposes a file name for a title; ``source`` says in a new entry where it was met; ``refused``: titles not to be registered."""

    def __init__(self, registers: Registers, slug_of: Callable[[str], str], source: str, refused: frozenset[str]) -> None:
        self.registers, self.slug_of, self.source, self.refused = registers, slug_of, source, refused
        self.new: dict[str, New] = {}
        self._known: dict[str, tuple[Found, ...]] = {}
        self._names: dict[str, str] = {}

    def cite(self, text: str) -> tuple[Found, ...]:
        """The citations in ``text``, mostly one."""
        if text not in self._known:
            self._known[text] = tuple(self._cite(text))
        return self._known[text]

    def _cite(self, text: str) -> Iterator[Found]:
        rest = _RANK.sub("", tidy(text))
        while rest:
            before, title, behind = _divided(rest)
            following = _HISTORY.sub(lambda hit: " " * len(hit[0]), behind).find("《")  # titles in a history are not cited
            found, rest = self._one(before, title, behind[:following] if following >= 0 else behind, text), behind[following:] if following >= 0 else ""
            if found:
                yield found

    def _one(self, before: str, title: str, behind: str, whole: str) -> Found | None:
        before = _LEADS.sub("", before).strip()
        said: list[Said] = []
        number, behind, dropped = _number(behind)
        slug, articles = "", ""
        if title:
            version = _VERSION.match(behind)
            names = [f"{title}{version.group() if version else ''}", f"{before}{title}", title, f"{STATE}{title}", title.removeprefix(STATE)]
            slug = next((found for name in names if (found := self.registers.laws.find(name))), "")
            behind = behind[version.end() :] if version else behind
            title = names[0]
        else:
            slug, title, number, behind = self._untitled(f"{before}{behind}", number)
            title = title or number  # cited by its number alone, which then is the name it goes by
            if not title:
                words = "没有写明是哪个文件，没有录入" if _VAGUE.search(whole) or not whole else "看不出是哪个文件，没有录入"
                return Found(None, said=(Said("unclear", words, whole),)) if whole.strip("、；;。 ") else None
        by_number = self._by_number(number)
        if slug and by_number and slug != by_number:
            said.append(Said("unclear", "名称和文号不是同一个文件，按名称对应，请核对", whole, self._title(slug)))
        elif by_number and not slug:
            slug = by_number
            said.append(Said("guessed", "名称没有登记过，按文号对应", whole, self._title(slug)))
        slug = slug or self._near(title, whole, said)
        articles, more = _articles(behind)
        if more:
            said.append(Said("note", "依据里条款以外的话没有照录", more))
        if not slug:
            entry = self._register(title, before, number)
            if entry is None:
                return Found(None, said=(*said, Said("unclear", "依据没有登记过，也不能登记", whole)))
            slug = entry.id
        if dropped and slug not in (by_number, *(entry.id for entry in self.new.values())):
            said.append(Said("note", "依据后面的文号、修订沿革没有照录：它们写在依据登记里", dropped))
        return Found(f"《{self._title(slug)}》{articles}", slug, f"law:{slug}" if f"law:{slug}" in self.new else "", tuple(said))

    def _untitled(self, text: str, number: str) -> tuple[str, str, str, str]:
        """(law, title, number, what is behind) of a text without 《》: a known name at its beginning, a number, or a title as it stands."""
        text = text.strip("、，,；;。 ")
        found = self.registers.laws.prefix(text) if len(text) < 120 else None
        if found and (not _articles(found[1])[1] or found[1].startswith(("（", "("))):
            return found[0], self._title(found[0]), number, found[1]
        spotted = _NUMBER.search(text)
        if spotted and not number:
            number, text = spotted.group(1), (text[: spotted.start()] + text[spotted.end() :]).strip("、，,；;。 ")
        article = _ARTICLE.search(text)
        title = text[: article.start()] if article else text
        if len(title) >= 5 and _LAWLIKE.search(title) and not _VAGUE.search(title):
            return "", title, number, text[len(title) :]
        return "", "", number, text[len(title) :]

    def _by_number(self, number: str) -> str:
        plain = number.removeprefix(STATE).replace("国令", "国务院令")
        return next((found for name in (number, plain, plain.strip("（()）")) if name and (found := self.registers.laws.find(name))), "")

    def _title(self, slug: str) -> str:
        return self.registers.vocabulary.laws[slug].title

    def _near(self, title: str, whole: str, said: list[Said]) -> str:
        """The law of the one registered name that ``title`` differs from by a slip; "" when there is none."""
        wanted = fold(title)
        if len(wanted) < 5:
            return ""
        self._names = self._names or {fold(name): law.slug for law in self.registers.vocabulary.laws.values() for name in (law.title, law.short, *law.spellings)}
        close = [name for name in difflib.get_close_matches(wanted, self._names, n=3, cutoff=CLOSE) if _telling(name) == _telling(wanted)]
        if not _LAWLIKE.search(title):  # 义务教育去: no document is called so
            close += [name for name in self._names if len(name) == len(wanted) and sum(map(ne, name, wanted)) == 1]
        if not close:
            return ""
        slug = self._names[close[0]]
        said.append(Said("guessed", "依据名称和登记的差一两个字，按登记的写", whole, self._title(slug)))
        return slug

    def _register(self, title: str, before: str, number: str) -> New | None:
        title = tidy(title)
        organ = _ORGANS.match(f"{before}关于")
        if organ and title.startswith("关于"):
            title = f"{before}{title}"
        if not 3 <= len(title) <= 150 or title in self.refused or title.count("《") != title.count("》") or _NOBODYS.match(title):
            return None
        slug = self.slug_of(title)
        data: dict[str, Any] = {
            "title": title,
            "spellings": [number] if number and not self._by_number(number) else [],
            "rank": _rank(title, number),
            "issuer": _issuers(title),
            "status": "unverified",
            "note": f"登记自{self.source}，名称、位阶和发文机关都没有核实。",
        }
        new = self.new[f"law:{slug}"] = New("law", slug, title, {key: value for key, value in data.items() if value or key == "status"}, "位阶、发文机关是按名称推测的")
        laws = self.registers.vocabulary.laws
        assert isinstance(laws, dict)
        laws[slug] = Law(slug, title, title, data["rank"], tuple(data["issuer"]), "unverified", tuple(data["spellings"]))
        self.registers.laws.add(slug, [title, *data["spellings"]])
        self._names = {}
        return new


def _divided(text: str) -> tuple[str, str, str]:
    """(before, title, behind) of the first title in 《》, which may have titles inside; no title: ("", "", text). A missing 》 is put at the next sign."""
    start = text.find("《")
    if start < 0:
        return "", "", text
    depth = 0
    for i in range(start, len(text)):
        depth += (text[i] == "《") - (text[i] == "》")
        if depth == 0:
            return text[:start], text[start + 1 : i].strip(), text[i + 1 :]
    cut = re.search(r"第[一二三四五六七八九十百\d]+条|[（(]|[，。；;]", text[start:])
    end = start + cut.start() if cut else len(text)
    return text[:start], text[start + 1 : end].strip("》 "), text[end:]


def _number(behind: str) -> tuple[str, str, str]:
    """(number, the rest, what was left out): document numbers and histories that follow a title."""
    number, dropped = "", ""
    while True:
        behind = behind.lstrip(" ，,")
        history = _HISTORY.match(behind)
        found = None if history else _NUMBER.match(behind)
        if found:
            number = number or (found.group(1) if found.group(1)[0].isascii() else re.sub(r"\s", "", found.group(1)))
        spot = history or found
        if spot is None or not spot.group():
            return number, behind, dropped
        dropped += spot.group()
        behind = behind[spot.end() :]


def _articles(behind: str) -> tuple[str, str]:
    """(articles, what else is said) of the words behind a law's name."""
    behind = behind.strip("、，,；;。：: ")
    found = _ARTICLE.match(behind)
    articles = found.group() if found else ""
    if articles.count("（") + articles.count("(") > articles.count("）") + articles.count(")"):  # 第三条（2019年修订）
        articles = articles[: max(articles.rfind("（"), articles.rfind("("))]
    articles = articles.rstrip("、，,和及至到第附 ")
    rest = behind[len(articles) :].strip("、，,；;。 ")
    return articles, "" if _TAIL.fullmatch(rest) else rest


def _telling(name: str) -> tuple[str, ...]:
    """The parts of a title in which two documents differ though all else is the same."""
    return tuple(re.findall(r"\d+|试行|暂行|实施|细则|条例|办法|规定|修正|补充|补助|第[一二三四五六七八九十]|[一二三四五六七八九十]+五|省|市|县", name))


def _rank(title: str, number: str) -> str:
    """What the name and the number say of a document's rank."""
    if (likely := likely_rank(title)) and not title.endswith(("办法", "做法")):
        return likely
    if title.endswith("条例") and _PLACE.match(title):
        return "地方性法规"
    if "令" in number:
        return "行政法规" if "国务院" in number or "国令" in number else "地方政府规章" if "政府" in number else "部门规章"
    if re.match(r"[A-Z]{2}", number):
        return "标准"
    if re.search(r"(?:规划|纲要)(?:[（(].*[）)])?$", title):
        return "规划"
    return "规范性文件" if number or re.search(r"(?:方案|指引|要点|批复|目录|决定)$", title) else "其他"


def _issuers(title: str) -> list[str]:
    """Who issued it, as far as the title says; the register asks for a name."""
    organs = _ORGANS.match(title)
    if organs:
        return [name for name in re.split(r"[、\s]+", organs.group(1)) if name]
    if title.startswith(STATE) and title.endswith("法"):
        return ["全国人民代表大会及其常务委员会"]
    if title.startswith(STATE) and title.endswith("条例"):
        return ["国务院"]
    place = _PLACE.match(title)
    if place and title.endswith("条例"):
        return [f"{place.group()}人民代表大会常务委员会"]
    return ["发文机关未核实"]

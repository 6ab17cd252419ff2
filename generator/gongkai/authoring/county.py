"""A county's own repository as text: every file that `gongkai init` writes, from what the county said of itself.

The plain files are in the package's folder ``starter``. ``county/`` holds what every county gets, each file where it will stand; ``@name@``,
``@title@`` … in it stand for what the county said. Copied as they are: ``ci/*`` (steps that every forge runs) and ``server/*`` to folders of
these names, ``ci/<forge>/…`` (what starts the steps on one forge) to the top.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from gongkai import __version__
from gongkai.authoring import drafts
from gongkai.authoring.form import Draft, compose, scalar
from gongkai.authoring.slugs import propose, region_words, words
from gongkai.model.words import LEVEL_OF_KIND
from gongkai.reading.outline import Outline
from gongkai.reading.roots import resource
from gongkai.reading.schema import validator

FORGES = {"github": "GitHub", "gitlab": "GitLab（包括自建）", "gitee": "Gitee（码云）", "none": "没有，或者还没定"}
"""Where the repository will lie → what it is called on screen; each but ``none`` has its folder in ``starter/ci``."""

KINDS = tuple(kind for kind, level in LEVEL_OF_KIND.items() if level == "县级")
"""What a county may be: 县, 县级市, 区."""

PLACE = re.compile("[\u3400-\u9fff·]{2,20}")
"""The name of a region: Chinese characters only, so that it can stand in any file as it is."""

HOT_WORDS = (
    ("低保", "shehui-jiuzhu/zuidi-shenghuo-baozhang-banshi-zhinan"),
    ("入学", "yiwu-jiaoyu/zhaosheng-zhengce"),
    ("征地补偿", "nongcun-jiti-tudi-zhengshou"),
    ("养老金", "shehui-baoxian"),
    ("找工作", "jiuye/gangwei-xinxi-fabu"),
    ("法律援助", "gonggong-falv-fuwu/falv-yuanzhu-fuwu"),
)
"""What people look for most, to begin with; a county chooses its own later."""

BEGUN = "本目录正在编制：各事项由哪个单位公开，还没有逐项明确，暂时写作本级人民政府。"
"""What the home page says until the roles are mapped, so that nobody takes the names for final."""

CENTRAL = ("北京市", "天津市", "上海市", "重庆市")
"""The four 直辖市, whose names do not show what they are."""


@dataclass(frozen=True, slots=True)
class County:
    """What a county says of itself. ``above``: names of the province and the city whose layers it stands on, the higher first; ``forge``: a key of `FORGES`."""

    name: str
    kind: str
    government: str
    code: str = ""
    site_url: str = ""
    forge: str = "none"
    above: tuple[str, ...] = ()
    slug: str = ""

    @property
    def title(self) -> str:
        return f"{self.name}基层政务公开标准目录"

    @property
    def region(self) -> str:
        """Its id: the folder names of the layers above and its own."""
        slugs = [propose(region_words(name, ()), (), fallback="diqu") for name in self.above]
        return "/".join([*slugs, self.slug or propose(region_words(self.name, ()), (), fallback="diqu")])


def kind_of(name: str) -> str:
    """The kind of county that a name shows; "" when it shows none."""
    return {"县": "县", "旗": "县", "市": "县级市", "区": "区"}.get(name[-1:], "")


def above_kind(name: str, *, city: bool) -> str:
    """The kind of the layer above with this name."""
    if city:
        return "市" if name.endswith("市") else "地区"
    return "直辖市" if name in CENTRAL else "自治区" if name.endswith("自治区") else "省"


def settings(county: County, roles: Sequence[str], known: Collection[str]) -> list[Draft]:
    """The YAML files below ``catalog/``. ``roles`` all stand for the government to begin with; ``known``: domains and items that a hot word may lead to."""
    government = {"id": propose(words(county.government, ()), (), fallback="danwei"), "name": county.government, "kind": "机关"}
    values = {"name": county.name, "kind": county.kind, "code": county.code, "summary": BEGUN, "government": county.government}
    mine = {key: value for key, value in values.items() if value}
    outlines = (_outline("region"), _outline("bodies"))
    found = [_publication(county, known)]
    ids = county.region.split("/")
    for depth, name in enumerate(county.above, 1):
        layer = {"name": name, "kind": above_kind(name, city=depth > 1 or name.endswith(("州", "盟", "地区")))}
        region = drafts.region("/".join(ids[:depth]), layer, {}, government, outlines, schemas=False)[0]
        found.append(region)
    found += drafts.region(county.region, mine, dict.fromkeys(roles, county.government), government, outlines, schemas=False)
    return found


def _publication(county: County, known: Collection[str]) -> Draft:
    """catalog.yaml: what is published, under which name, by whom."""
    host = urlsplit(county.site_url).hostname or ""
    values = {
        "title": county.title,
        "region": county.region,
        "licence": f"使用请注明来源：{county.title}",
        "site_url": county.site_url,
        "own_domains": [host] if host else [],
        "hot_words": [{"word": word, "to": to} for word, to in HOT_WORDS if to in known],
        "sponsor": {"name": county.government},
    }
    head = ["发布设置：发布什么、为哪个地区发布。", "带“#”的行是说明和例子，不影响目录；填好以后可以删去。"]
    text = compose(head, "catalog", _outline("catalog"), {key: value for key, value in values.items() if value})
    return Draft("catalog.yaml", text)


def plain_files(county: County) -> dict[str, bytes]:
    """Everything else: path below the repository → content."""
    starter = resource("starter")
    copied = {f"server/{path}": content for path, content in _tree(starter / "server").items()}
    started_by = []
    for path, content in _tree(starter / "ci").items():
        folder, _, rest = path.partition("/")
        if not rest:
            copied[f"ci/{path}"] = content
        elif folder == county.forge:
            copied[rest] = content
            started_by.append(rest)
    said = {
        "name": county.name,
        "title": county.title,
        "government": county.government,
        "folder": drafts.region_folder(county.region),
        "version": __version__,
        "publishing": _publishing(county, started_by),
    }
    files = _tree(starter / "county")
    return {**copied, **{path: _filled(content, said, in_yaml=path.endswith(".yml")) for path, content in files.items()}}


def _tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` by its path there."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _filled(content: bytes, said: Mapping[str, str], *, in_yaml: bool) -> bytes:
    text = content.decode()
    for key, value in said.items():
        text = text.replace(f"@{key}@", scalar(value) if in_yaml else value)
    return f"{text.rstrip()}\n".encode()


def _publishing(county: County, started_by: Sequence[str]) -> str:
    """The README's sentence on what publishes: the forge's own files, or a server alone."""
    if started_by:
        listed = "、".join(f"`{path}`" for path in started_by)
        return f"{FORGES[county.forge]}的流水线已经放好（{listed}）：合并请求先检查，合并以后才发布。要设置的账号和变量，见文件开头的说明。"
    return "没有代码托管平台、只有一台服务器的，用 `server/` 里的文件：怎样放，见各文件开头的说明。"


def _outline(kind: str) -> Outline:
    return validator(kind, resource("schemas")).outline

"""What the drawn tables say: rows of the catalogue's own standard, with limits, channels and readers as real tables have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from gongkai.importing.grid import Chosen, Part
from gongkai.importing.layout import DomainRules
from gongkai.importing.layout.rules import make_rules

CATALOG = Path(__file__).parents[2] / "catalog"

BOXES = (
    "政府网站", "政府公报", "两微一端", "发布会/听证会", "广播电视", "纸质媒体", "公开查阅点", "政务服务中心", "便民服务站",
    "入户/现场", "社区/企事业单位/村公示栏（电子屏）", "精准推送", "其他",
)  # fmt: skip

LIMITS = (
    "信息形成或变更之日起20个工作日内",
    "信息形成（变更）20个工作日内",
    "制定或获取信息之日起10个工作日内",
    "自制作或获取该信息之日起20个工作日内公开",
    "信息形成或者变更之日起20个工作日内。法律、法规对政府信息公开的期限另有规定的，从其规定",
    "20个工作日",
    "信息形成20个工作日内公开；其中行政许可、行政处罚事项应自作出行政决定之日起7个工作日内公示",
    "1.除处罚决定外其他内容：长期公开（动态调整）；2.处罚决定：20个工作日内",
    "自收到申请之日起20个工作日内公开",
    "每季度的首个月20日",
    "半年至少更新1次",
    "在实地启动拟征收土地工作时，在村公示栏公开",
    "制定或获取信息之日起10个工作日内，公示7个工作日",
    "收到征地批准文件之日起10个工作日内公开",
    "向社会公开征求意见期限一般不少于30日",
    "每年1月31日前",
    "随采购公告、采购文件公开",
    "随时公布",
    "部门预算经本级财政部门批复后20日内公开",
    "及时公开，公告期限为5个工作日",
    "开学前",
)
"""Real phrases of published tables."""

CHOICES = ((0,), (0, 6), (0, 2, 6, 7), (0, 10), (0, 7, 8), (6, 7, 10), (0, 2, 3, 4, 5))
READERS = ((), (), (), ("申请人",), ("项目单位",), (), ("被征收土地所在地的村集体成员",))
ORGANS = ("示例县教育局", "示例县民政局", "县级民政部门、乡镇人民政府（街道办事处）", "示例镇公共服务办公室", "招标人或者其委托的招标代理机构", "区党工委组织人社局", "相关审批部门")


@dataclass(frozen=True)
class Truth:
    """One row as it ought to be read. A field of None is not in the table and not compared."""

    names: tuple[str, ...]
    domain: str = ""
    number: str | None = None
    id: str | None = None
    content: tuple[Part, ...] = ()
    basis: tuple[str, ...] | None = ()
    time_limit: str | None = ""
    subjects: str | None = ""
    channels: Chosen | None = None
    everyone: bool | None = None
    groups: tuple[str, ...] | None = ()
    mode: str | None = ""
    levels: tuple[str, ...] | None = ()
    extra: Mapping[str, str] = field(default_factory=dict)

    def with_(self, **fields: Any) -> Truth:
        return replace(self, **fields)


@cache
def domain_names() -> dict[str, str]:
    return {path.parent.name: yaml.safe_load(path.read_text(encoding="utf-8"))["name"] for path in sorted(CATALOG.glob("standard/*/domain.yaml"))}


@cache
def rules() -> DomainRules:
    """The rules of the repository's own registers."""
    domains = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(CATALOG.glob("standard/*/domain.yaml"))]
    channels = yaml.safe_load((CATALOG / "vocabulary" / "channels.yaml").read_text(encoding="utf-8"))["channels"]
    names = [name for channel in channels for name in (channel["name"], *channel["aliases"])]
    return make_rules([(domain["name"], domain.get("aliases", ()), domain["channel_rule"]) for domain in domains], names)


@cache
def truths(domain: str, count: int = 8, start: int = 0) -> tuple[Truth, ...]:
    """Rows of one domain of the standard in their order, with other limits, channels and readers put in turn."""
    folder = CATALOG / "standard" / domain
    order = [name if isinstance(name, str) else name["name"] for name in yaml.safe_load((folder / "domain.yaml").read_text(encoding="utf-8"))["categories"]]
    items = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml")) if path.name != "domain.yaml"]
    items = [item for item in items if item.get("category")]
    items.sort(key=lambda item: (order.index(item["category"]), item["order"]))
    return tuple(_truth(item, i, domain_names()[domain]) for i, item in enumerate(items[start : start + count]))


def _truth(item: Mapping[str, Any], i: int, domain: str) -> Truth:
    content = tuple(Part(element if isinstance(element, str) else element["text"]) for element in item["content"])
    basis = tuple(cite if isinstance(cite, str) else cite["law"] for cite in item["basis"])
    levels = (("县级",), ("县级", "乡级"), ("乡级",))[i % 3]
    groups = READERS[i % len(READERS)]
    return Truth(
        names=tuple(name for name in (item["category"], item.get("subcategory"), item["title"]) if name),
        domain=domain,
        number=str(i + 1),
        content=content,
        basis=tuple(dict.fromkeys(basis)),
        time_limit=LIMITS[i % len(LIMITS)],
        subjects=ORGANS[i % len(ORGANS)],
        channels=chosen(CHOICES[i % len(CHOICES)], domain),
        everyone=not groups,
        groups=groups,
        mode="依申请" if i % 7 == 4 else "主动",
        levels=levels,
    )


def chosen(numbers: tuple[int, ...], domain: str = "", *, rest: bool = True) -> Chosen:
    """The boxes of those numbers ticked, in the bucket of the domain's rule; ``rest``: the others are printed, too."""
    uses = tuple((BOXES[n], "") for n in numbers)
    left = tuple(name for n, name in enumerate(BOXES) if n not in numbers) if rest else ()
    return {"必选": Chosen(must=uses, unchosen=left), "至少一项": Chosen(one_of=uses, unchosen=left)}.get(rules().rule(domain), Chosen(may=uses, unchosen=left))


def without_rest(truth: Truth) -> Truth:
    """The same with the chosen channels only."""
    assert truth.channels is not None
    return truth.with_(channels=replace(truth.channels, unchosen=()))


def ticked(truth: Truth) -> list[str]:
    """Names of the chosen channels."""
    assert truth.channels is not None
    return [name for name, _ in (*truth.channels.must, *truth.channels.one_of, *truth.channels.may)]

"""本地区的文件里写着别的地区的单位

照着邻近乡镇的文件改一份，很容易忘了改单位名称：石桥乡的 bodies.yaml 里还写着“青溪镇公共服务办公室”。群众打电话就找错了地方。
这里检查 bodies.yaml 的单位名称、简称、别名，以及 region.yaml 的政府、工作机构、编制机关，里面有没有既不是本地区、也不是上级的地区名称。

反例：

    # 石桥乡的 bodies.yaml
    bodies:
      - {id: gonggong-fuwu-bangongshi, name: 青溪镇公共服务办公室, kind: 机关}

正例：

    bodies:
      - {id: gonggong-fuwu-bangongshi, name: 石桥乡公共服务办公室, kind: 机关}
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.own import region_files
from gongkai.checking.rule import Finding, Rule
from gongkai.checking.scope import Path, Scope
from gongkai.reading.load import Doc


def check(scope: Scope) -> Iterator[Finding]:
    regions = {id_: catalogue.region.name for id_, catalogue in scope.library.catalogues.items()}
    for kind in ("bodies", "region"):
        for id_, doc in region_files(scope, kind):
            if id_ not in regions:
                continue
            related = {name for other, name in regions.items() if f"{id_}/".startswith(f"{other}/") or other.startswith(f"{id_}/")}
            foreign = {name for name in regions.values() if len(name) > 2} - related
            for path, text in _names(doc):
                other = _mentioned(text, foreign, related)
                if other:
                    message = f"{regions[id_]}的文件里写着别的地区的单位“{text}”（{other}既不是本地区，也不是它的上下级）"
                    yield Finding(scope.in_file(doc, *path), message, f"把“{other}”改成“{regions[id_]}”，电话、地址一并核对")


def _names(doc: Doc) -> Iterator[tuple[Path, str]]:
    """Where organisations are named: (path, text)."""
    if doc.kind == "bodies":
        for i, body in enumerate(doc.data["bodies"]):
            yield from ((("bodies", i, key), body[key]) for key in ("name", "short") if key in body)
            yield from ((("bodies", i, "aliases", k), alias) for k, alias in enumerate(body.get("aliases", ())))
        return
    for path in (("government",), ("contact", "office"), ("edition", "issuer")):
        value = doc.data
        for step in path:
            value = value.get(step, {})
        if isinstance(value, str):
            yield path, value


def _mentioned(text: str, foreign: set[str], related: set[str]) -> str:
    """The foreign region that ``text`` names; a longer name of the region itself or one above may contain it."""
    for name in sorted(related, key=len, reverse=True):
        text = text.replace(name, "\0")
    return next((name for name in sorted(foreign) if name in text), "")


RULE = Rule("J304", "foreign-name", "warning", "《政府信息公开条例》第十条：由制作该政府信息的行政机关负责公开", "改成本地区的单位", __doc__, check)

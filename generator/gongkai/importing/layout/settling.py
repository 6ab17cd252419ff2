"""What only the cells below a header can tell about its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.importing.cells.levels import names_a_city
from gongkai.importing.grid import Remark
from gongkai.importing.layout.header import Column, Header, Row, titles_in_order
from gongkai.importing.layout.headings import extra_name, heading, key_of, title_level

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
"""An id of our own export: domain/item."""



def settled(header: Header, rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns after a look at the rows below: what only the cells can tell.

    编号 with our ids is the id; a column without a heading before the titles is their number or their 一级事项; where 公开方式 says
    全文发布 and 公开属性 says 主动, 公开属性 is the mode.
    """
    width = max([len(header.columns), *map(len, rows)])
    columns = [*header.columns, *(Column(i, "") for i in range(max((column.index for column in header.columns), default=-1) + 1, width))]
    values = {column.index: [row[column.index].text.strip() for row in rows if column.index < len(row) and row[column.index].text.strip()] for column in columns}
    numbers = [column for column in columns if column.key == "no"]
    for column in numbers:
        if any(SLUG.fullmatch(value) for value in values[column.index]):
            columns[columns.index(column)] = replace(column, key="id")
        elif len(numbers) > 1 and column is not numbers[0]:
            columns[columns.index(column)] = replace(column, key="", name=heading(column.words) or "编号")
    first_title = min((column.index for column in columns if title_level(column.key)), default=-1)
    for at, column in enumerate(columns):
        if column.key or column.name or not values[column.index]:
            continue
        if column.index < first_title:
            digits = all(re.fullmatch(r"[\d.]+", value) for value in values[column.index])
            if digits and not any(other.key == "no" for other in columns):
                columns[at] = replace(column, key="no")
            elif not digits:
                columns[at] = replace(column, key="l?", name="")
        else:
            columns[at] = replace(column, name=f"第{column.index + 1}列")
    columns = [_by_title_values(column, columns, values[column.index]) for column in columns]
    if any(column.key == "l?" for column in columns):
        columns = [replace(column, key="l?") if title_level(column.key) else column for column in columns]
    columns = list(titles_in_order(_categories(columns, values)))
    return county_cities(_once(_by_values(_swapped(_forms(columns), values), values)))


def _categories(columns: list[Column], values: dict[int, list[str]]) -> list[Column]:
    """事项类别 | 事项名称: the 一级事项, where it holds names of groups; kinds of disclosure (法定公开, 其他) stay an extra column."""
    titles = [column for column in columns if title_level(column.key) or column.key == "title"]
    if len(titles) != 1:
        return columns
    kind = next((column for column in columns if column.name == "事项类别" and column.index == titles[0].index - 1), None)
    if kind is None or not values[kind.index] or any(re.search("法定|其他|主动|申请|公开$", value) for value in values[kind.index]):
        return columns
    return [replace(column, key="l1", name="") if column is kind else replace(column, key="l2") if column is titles[0] else column for column in columns]


_STAGES = re.compile(r"(?:决策|执行|管理|服务|结果|过程)(?:公开)?")


def _by_title_values(column: Column, columns: Sequence[Column], values: Sequence[str]) -> Column:
    """A column of titles that holds only numbers is 序号; one that holds 决策公开, 执行公开 … is 五公开."""
    if not title_level(column.key) or len(values) < 2 or sum(title_level(other.key) > 0 for other in columns) < 2:
        return column
    if all(re.fullmatch(r"\d{1,4}", value) for value in values) and not any(other.key == "no" for other in columns):
        return replace(column, key="no")
    if all(_STAGES.fullmatch(value) for value in values) and title_level(key_of(column.words)) != 2:
        return replace(column, key="", name="五公开")
    return column


_ONCE = frozenset(("no", "content", "basis", "limit", "who", "everyone", "groups", "active", "request", "audience", "mode", "domain", "demand"))


def _once(columns: list[Column]) -> list[Column]:
    """Of two columns with one meaning (公开主体, 责任单位) the one called 公开… counts, the other is kept as an extra one."""
    main: dict[str, Column] = {}
    for column in sorted(columns, key=lambda column: (not column.words.startswith("公开"), column.index)):
        if column.key in _ONCE and not column.levels:
            main.setdefault(column.key, column)
    return [column if column.key not in main or column.levels or main[column.key] is column else replace(column, key="", name=extra_name(column.words)) for column in columns]


def _by_values(columns: list[Column], values: dict[int, list[str]]) -> list[Column]:
    """公开方式 that lists websites and notice boards is the channels; 公开形式 that says 主动公开 is the mode. Only where the other is missing."""
    keys = {column.key for column in columns}
    out = []
    for column in columns:
        found = values.get(column.index, [])
        modes = sum(bool(re.match(r"(?:[■√☑])?\s*(?:主动|依申请)", value)) for value in found)
        places = sum(bool(re.search(r"网站|公示栏|公开栏|公告栏|微信|媒体|查阅点|服务中心|广播|[■□].{2,}[■□]", value)) for value in found)
        if column.key == "mode" and "channels" not in keys and places * 2 > len(found) > modes:
            column = replace(column, key="channels")
        elif column.key == "channels" and not keys & {"mode", "active", "request"} and modes * 2 > len(found):
            column = replace(column, key="mode")
        out.append(column)
    return out


def _forms(columns: list[Column]) -> list[Column]:
    """公开形式 (文本, 图表, 视频) beside a column of channels is none itself."""
    if not any(column.key == "channels" and re.search("渠道|载体|途径|平台", column.words) for column in columns):
        return columns
    return [replace(column, key="", name="公开形式") if column.key == "channels" and column.words.endswith("形式") and len(column.words) <= 5 else column for column in columns]


def _swapped(columns: list[Column], values: dict[int, list[str]]) -> list[Column]:
    def says_mode(column: Column) -> bool:
        found = values[column.index]
        return bool(found) and sum("主动" in value or "申请" in value for value in found) * 2 > len(found)

    attribute = next((column for column in columns if column.key == "attribute"), None)
    if attribute is None:
        return columns
    mode = next((column for column in columns if column.key == "mode"), None)
    if says_mode(attribute) and (mode is None or not says_mode(mode)):
        columns = [replace(column, key="", name="公开方式") if column is mode else column for column in columns]
        return [replace(column, key="mode") if column is attribute else column for column in columns]
    return [replace(column, key="", name="公开属性") if column is attribute else column for column in columns]


def county_cities(columns: Sequence[Column]) -> tuple[Column, ...]:
    """东阳市级 | 镇街乡 without a county beside them: the city is a county-level one, so its column is 县级."""
    levels = {level for column in columns if column.key == "level" for level in column.levels}
    if "县级" in levels or not levels & {"乡级", "村级"}:
        return tuple(columns)
    return tuple(replace(column, levels=("县级",)) if column.levels == ("市级",) and names_a_city(column.name) else column for column in columns)


def city_remarks(columns: Sequence[Column], place: str) -> list[Remark]:
    """What `county_cities` guessed, at the header's place."""
    cities = dict.fromkeys(column.name for column in columns if column.levels == ("县级",) and names_a_city(column.name))
    return [Remark("guessed", place, f"公开层级“{name}”旁边没有县级，按县级市理解成县级；如果是设区的市，请改成市级", name, "县级") for name in cities]

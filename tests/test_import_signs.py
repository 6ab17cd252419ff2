"""Signs of a cell that have many styles or two meanings: boxes and crosses, cities at two levels, standards and histories among citations."""

from __future__ import annotations

import pytest

from gongkai.importing.cells.basis import read_basis
from gongkai.importing.cells.boxes import ChannelNames
from gongkai.importing.cells.channels import COMMON, Legend, read_channels
from gongkai.importing.cells.levels import levels_of, names_a_city
from gongkai.importing.cells.people import read_audience_words, read_mode_words
from gongkai.importing.grid import Chosen
from gongkai.importing.layout.header import Column
from gongkai.importing.layout.settling import city_remarks, county_cities

NAMES = ChannelNames(COMMON)


def chosen(text: str) -> Chosen:
    return read_channels(text, Legend(), NAMES)[0]


@pytest.mark.parametrize(
    "text",
    [
        "[√]政府网站 [ ]两微一端 [√]公示栏", "(√)政府网站 ( )两微一端 (√)公示栏", "【√】政府网站【】两微一端【√】公示栏", "√政府网站 ×两微一端 √公示栏", "✓政府网站 ✗两微一端 ✔公示栏",
        "政府网站（√）\n两微一端（）\n公示栏（√）", "政府网站√ 两微一端× 公示栏√", "☑政府网站 ☒两微一端 ☑公示栏", "■政府网站 ✘两微一端 ■公示栏",
    ],
)  # fmt: skip
def test_every_style_of_box(text: str) -> None:
    assert chosen(text) == Chosen(may=(("政府网站", ""), ("公示栏", "")), unchosen=("两微一端",))


def test_signs_that_only_look_like_boxes() -> None:
    assert chosen("政府网站、政府公报（）").may == (("政府网站", ""), ("政府公报", ""))
    assert chosen("■政府网站 ■其他（）").may == (("政府网站", ""), ("其他", ""))
    assert chosen("☒政府网站 ☐公示栏") == Chosen(may=(("政府网站", ""),), unchosen=("公示栏",))
    assert chosen("■政府网站 ■其他：××县微信群").may == (("政府网站", ""), ("其他", "××县微信群"))
    assert chosen("县融媒体中心（√）\n公示栏（）") == Chosen(may=(("县融媒体中心", ""),), unchosen=("公示栏",))
    assert [aside.kind for aside in read_channels("☑政府网站 ☒公示栏", Legend(), NAMES)[1]] == ["guessed"]
    assert read_audience_words("[√]全社会 [ ]特定群体")[:2] == (True, ()) and read_mode_words("（）主动 （√）依申请")[0] == "依申请"


def test_other_channels_and_those_at_the_end_of_a_list() -> None:
    assert chosen("■政府网站 □公示栏 ■其他 便民服务站").may == (("政府网站", ""), ("便民服务站", ""))
    found = chosen("政府公报、政府网站、广播、电视或其他便于公众知晓的方式").may
    assert found == (("政府公报", ""), ("政府网站", ""), ("广播电视", ""), ("其他", "便于公众知晓的方式"))
    assert chosen("政府网站/财政部门网站公开").may == (("政府网站", ""), ("财政部门网站", ""))


def test_a_city_by_its_proper_name_may_be_a_county() -> None:
    assert [words for words in ("东阳市级", "义乌市", "市级", "设区的市级", "地市级", "县（市）级", "东莞市级", "县级") if names_a_city(words)] == ["东阳市级", "义乌市"]


@pytest.mark.parametrize(
    ("heads", "levels"),
    [
        ("东阳市级 镇街乡 村", ["县级", "乡级", "村级"]), ("东阳市级 县级 乡级", ["市级", "县级", "乡级"]), ("市级 镇级", ["市级", "乡级"]), ("东莞市级 镇街", ["市级", "乡级"]), ("东阳市级", ["市级"]),
    ],
)  # fmt: skip
def test_the_other_columns_tell_the_level_of_a_city(heads: str, levels: list[str]) -> None:
    columns = county_cities([Column(i, "level", name, levels_of(name)) for i, name in enumerate(heads.split())])
    assert [level for column in columns for level in column.levels] == levels
    assert [remark.kind for remark in city_remarks(columns, "第1行")] == ["guessed"] * (heads.startswith("东阳市级") and levels[0] == "县级")


@pytest.mark.parametrize(
    ("cell", "citations"),
    [
        ("《政府信息公开条例》第十九条、第二十条；GB/T 32939-2016", ["《政府信息公开条例》第十九条、第二十条", "GB/T 32939-2016"]),
        ("GB/T 32939-2016、GB 5749—2006《生活饮用水卫生标准》\nDB33/T 2036-2017", ["GB/T 32939-2016", "GB 5749—2006《生活饮用水卫生标准》", "DB33/T 2036-2017"]),
        ("《质量基本规范》（GB/T 35796—2017、MZ/T 032-2012）、《老年人权益保障法》", ["《质量基本规范》（GB/T 35796—2017、MZ/T 032-2012）", "《老年人权益保障法》"]),
        ("《质量基本规范》\nGB/T 35796-2017", ["《质量基本规范》GB/T 35796-2017"]),
        ("国办发〔2019〕54号、DB 3301/T 0243-2018", ["国办发〔2019〕54号", "DB 3301/T 0243-2018"]),
        ("《安全生产法》（2014年修正；根据2021年《关于修改〈安全生产法〉的决定》第三次修正）、《消防法》", ["《安全生产法》（2014年修正；根据2021年《关于修改〈安全生产法〉的决定》第三次修正）", "《消防法》"]),
        ("《安全生产法》(2014年修正;《关于修改〈安全生产法〉的决定》第三次修正）；《消防法》", ["《安全生产法》(2014年修正；《关于修改〈安全生产法〉的决定》第三次修正）", "《消防法》"]),
    ],
)
def test_standards_and_histories(cell: str, citations: list[str]) -> None:
    assert list(read_basis(cell)[0]) == citations

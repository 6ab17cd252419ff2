"""Names as tables write them, found in the registers; what is in none is registered or told, never guessed in silence."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import REPOSITORY
from gongkai.authoring.desk import Desk
from gongkai.build import read_project
from gongkai.importing.changes.as_yaml import AsYaml
from gongkai.importing.changes.printed import Line, boxes, noted, read_line, split
from gongkai.importing.matching.domains import find_domains
from gongkai.importing.matching.names.registers import Names
from gongkai.importing.matching.similar import likeness, plain
from gongkai.model.catalogue import Library
from gongkai.model.item import Channels, ChannelUse
from import_desk import row

COUNTY = "shili-sheng/shili-xian"


@pytest.fixture(scope="module")
def library() -> Library:
    found = read_project(REPOSITORY, REPOSITORY / ".cache" / "gongkai")[0].library
    assert found is not None
    return found


@pytest.fixture
def names(library: Library) -> Names:
    docs = read_project(REPOSITORY, REPOSITORY / ".cache" / "gongkai")[0].docs
    return Names(Desk(library, docs, REPOSITORY), library.catalogues[COUNTY], "《某县目录》")


STATUTE = "《中华人民共和国政府信息公开条例》"
SCHOOLS = "《中华人民共和国义务教育法》"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("《政府信息公开条例》", [STATUTE]),
        ("政府信息公开条例第二十条", [f"{STATUTE}第二十条"]),
        ("《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条第（十一）项", [f"{STATUTE}第二十条第（十一）项"]),
        ("《信息公开条例》(国令第711号)及相关规定", [STATUTE]),
        ("《政府信息公开条例》第二十条第（五）项、第（十一）项", [f"{STATUTE}第二十条第（五）项、第（十一）项"]),
        ("【法律】《义务教育法》第七条 义务教育实行国务院领导，省、自治区、直辖市人民政府统筹规划实施", [f"{SCHOOLS}第七条"]),
        ("《义务教育去》第三条", [f"{SCHOOLS}第三条"]),
        ("《土地管理法》、《土地管理法实施条例》", ["《中华人民共和国土地管理法》", "《中华人民共和国土地管理法实施条例》"]),
        ("《义务教育法》（2006年6月29日第十届全国人民代表大会常务委员会修订）", [SCHOOLS]),
        ("相关政策文件", []),
        ("各地配套政策法规文件", []),
        ("《实施细则》", []),
        ("各省规划", []),
    ],
)
def test_citations(names: Names, text: str, found: list[str]) -> None:
    cited = names.laws.cite(text)
    assert [one.yaml for one in cited if one.yaml] == found and all(not one.new for one in cited)
    if not found:
        assert any(said.kind == "unclear" and said.was for one in cited for said in one.said)


@pytest.mark.parametrize(
    ("text", "title", "rank", "issuer"),
    [
        ("《示例省养老服务条例》", "示例省养老服务条例", "地方性法规", "示例省人民代表大会常务委员会"),
        ("《示例省教师培训办法》（示例省人民政府令第12号）第三条", "示例省教师培训办法", "地方政府规章", "发文机关未核实"),
        ("教育部《关于做好某项教育工作的通知》", "教育部关于做好某项教育工作的通知", "规范性文件", "教育部"),
        ("示政发〔2019〕46号", "示政发〔2019〕46号", "规范性文件", "发文机关未核实"),
        ("GB/T 99999—2016", "GB/T 99999—2016", "标准", "发文机关未核实"),
    ],
)
def test_new_laws_are_not_verified(names: Names, text: str, title: str, rank: str, issuer: str) -> None:
    (one,) = names.laws.cite(text)
    (new,) = names.new([one.new])
    assert (new.name, new.data["rank"], new.data["issuer"], new.data["status"]) == (title, rank, [issuer], "unverified")
    assert "number" not in new.data and "没有核实" in new.data["note"]
    again = names.laws.cite(f"《{title}》第九条")
    assert [other.key for other in again] == [one.key]


def test_every_citation_of_the_catalogue_reads_back(names: Names, library: Library) -> None:
    yaml = AsYaml(names.registers.vocabulary, "未说明")
    citations = {citation for entry in library.catalogues[COUNTY].entries.values() for citation in entry.item.basis}
    assert len(citations) > 500
    for citation in citations:
        (one,) = names.laws.cite(yaml.mention("basis", citation))
        read = names.citation(one.yaml)
        assert read is not None and (read.law, read.articles) == (citation.law, citation.articles)


@pytest.mark.parametrize(
    ("name", "note", "yaml"),
    [
        ("示例县人民政府门户网站", "", "政府网站"),
        ("县政府网站", "招生专栏", {"name": "政府网站", "note": "招生专栏"}),
        ("政府网站", "www.example.gov.cn/zs", {"name": "政府网站", "url": "http://www.example.gov.cn/zs"}),
        ("纸质载体", "", "纸质媒体"),
        ("存公示栏", "", "社区/企事业单位/村公示栏（电子屏）"),
        ("人户/现场", "", "入户/现场"),
        ("社区/企事业单位/村公示栏", "电子屏", "社区/企事业单位/村公示栏（电子屏）"),
        ("其他", "学校公示栏", "学校公示栏"),
        ("其他", "村民小组微信群", {"name": "其他", "note": "村民小组微信群"}),
        ("通过召开会议的方式公开", "", None),
    ],
)
def test_channels(names: Names, name: str, note: str, yaml: Any) -> None:
    one = names.channels.find(name, note)
    assert one.yaml == yaml and not one.new


def test_an_unknown_channel_is_local(names: Names) -> None:
    one = names.channels.find("示例融媒体APP")
    (new,) = names.new([one.new])
    assert (one.yaml, new.data) == ("示例融媒体APP", {"name": "示例融媒体APP", "online": True})
    assert names.new([names.channels.find("村务公开栏").new])[0].data["online"] is False
    assert names.channels.find("示例融媒体app").key == one.key


@pytest.mark.parametrize(
    ("text", "yaml"),
    [
        ("县教育局", ["县教育局"]),
        ("示例县教育局", ["县教育局"]),
        ("教育局", ["县教育局"]),
        ("县级教育行政部门", ["教育行政部门"]),
        ("县(市、区)卫生健康行政部门", ["卫生健康行政部门"]),
        ("县级人民政府民政部门", ["民政部门"]),
        ("县民政局和县财政局", ["县民政局", "县财政局"]),
        ("县发改局（牵头）、县住建局", {"joint": ["县发改局", "县住建局"], "lead": "县发改局"}),
        ("县民政局、县财政局（其中一家）", {"any_of": ["县民政局", "县财政局"]}),
        ("县级：县民政局；乡级：乡镇人民政府（街道办事处）", {"by_level": {"县级": ["县民政局"], "乡级": ["乡镇人民政府（街道办事处）"]}}),
        ("招标人或者其委托的招标代理机构", ["招标人或者其委托的招标代理机构"]),
        ("本县科技局", ["县科技局"]),
    ],
)
def test_subjects(names: Names, text: str, yaml: Any) -> None:
    assert names.bodies.read(text).yaml == yaml


def test_organs_of_others_and_no_organs_at_all_are_not_registered(names: Names) -> None:
    nobodies = ("政工室", "法规科", "党政办", "派出所", "指挥中心", "乡镇人民政府", "镇人民政府", "街道办事处", "村（居）委会", "省供销社")
    for text in ("武汉市武昌区发展和改革局", "相关审批部门", "县(区、市)及房屋征收部门", "甲：县某局，见附件", "负责同志", *nobodies):
        read = names.bodies.read(text)
        assert any(one.yaml is None and one.said for one in read.names) and not any(one.new for one in read.names)
    assert [entry.data for entry in names.new([names.bodies.read("县供销社").names[0].new])] == [{"name": "示例县供销社", "short": "县供销社", "kind": "机关"}]


@pytest.mark.parametrize(
    ("name", "role"),
    [("人民政府住房保障行政主管部门", "住房保障主管部门"), ("县级住房保障部门", "住房保障主管部门"), ("文物主管部门", "文物行政部门"), ("教育部门", "教育行政部门")],
)
def test_a_role_by_another_of_its_names(names: Names, name: str, role: str) -> None:
    (found,) = names.bodies.read(name).names
    assert found.yaml == role


def test_an_organ_of_a_table_copied_from_a_district_is_the_county_s_own(names: Names) -> None:
    (found,) = names.bodies.read("区供销社").names
    assert found.yaml == "县供销社"
    assert [one.kind for one in found.said] == ["guessed"]


def test_a_section_that_names_its_domain_stays_there_whatever_the_command_says(library: Library) -> None:
    rows = [row(domain="义务教育"), row("水利工程", "水库名单", domain="水利", number=2)]
    found = find_domains(rows, library.catalogues[COUNTY], "shehui-jiuzhu")
    assert [one.slug for one in found] == ["yiwu-jiaoyu", "shehui-jiuzhu"]
    (alone,) = find_domains(rows[:1], library.catalogues[COUNTY], "shehui-jiuzhu")
    assert alone.slug == "shehui-jiuzhu"
    assert "按命令归到" in alone.note


# what our own export prints


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("·处罚决定（可选；时限：20个工作日；说明：看情况）", Line("处罚决定", "可选", {"时限": "20个工作日", "说明": "看情况"})),
        ("·收费标准（含代收费）", Line("收费标准（含代收费）")),
        ("·结果（名单）（时限：随公告公开；其中涉密的除外）", Line("结果（名单）", "", {"时限": "随公告公开；其中涉密的除外"})),
        ("（必选）", Line("（必选）")),
        ("没有点的一行", Line("没有点的一行")),
    ],
)
def test_printed_elements(text: str, line: Line) -> None:
    assert read_line(text) == line


def test_printed_cells_are_taken_apart() -> None:
    assert split("·甲\n·乙\n第二行\n·丙", ["·甲", "·乙\n第二行", "·丁"]) == [(0, "·甲"), (1, "·乙\n第二行"), (None, "·丙")]
    assert noted("政府网站（专栏）") == ("政府网站", "专栏") and noted("政府网站") == ("政府网站", "")
    both = Channels(must=(ChannelUse("a", "甲"),), may=(ChannelUse("b", "乙"),))
    assert [(box.name, box.bucket) for box in boxes("■甲\n□乙\n□丙", both, "未说明")] == [("甲", "must"), ("乙", "may"), ("丙", "may")]
    lone = Channels(may=(ChannelUse("a", "甲"), ChannelUse("b", "乙")))
    assert [(box.name, box.bucket) for box in boxes("■甲\n□乙", lone, "未说明")] == [("甲", "may")]
    assert [(box.name, box.bucket) for box in boxes("■甲\n以下至少一处：\n■乙\n□丙", lone, "必选")] == [("甲", "must"), ("乙", "one_of"), ("丙", "may")]


def test_words_alone_are_compared() -> None:
    assert plain("（一）招生 政策、办法") == plain("招生政策，办法。") and plain("20-30元") != plain("2030元")
    assert likeness("招生政策", "招生的政策") == 1.0 and likeness("招生政策", "校车") == 0.0

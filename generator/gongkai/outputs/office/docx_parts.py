"""The parts of a .docx that are the same in every document: styles and fonts of an official paper, page numbers, and how the parts hang together."""

from __future__ import annotations

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"

TITLE_FONT, HEAD_FONT, BODY_FONT = "方正小标宋简体", "黑体", "仿宋"
"""Fonts of an official paper (GB/T 9704): 小标宋 for the title, 黑体 for the header, 仿宋 for the text."""

DOCUMENT = f"{_XML}<w:document {_W} {_R}><w:body>"

CORE = (
    f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:language>zh-CN</dc:language>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>'
)


def _fonts(east: str) -> str:
    return f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="{east}"/>'


def _style(id_: str, name: str, paragraph: str, run: str, *, kind: str = "", base: str = "Normal", after: str = "") -> str:
    following = f'<w:next w:val="{after}"/>' if after else ""
    return (
        f'<w:style w:type="paragraph" {kind}w:styleId="{id_}"><w:name w:val="{name}"/>{f"""<w:basedOn w:val="{base}"/>""" if base else ""}{following}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


_TITLE_LOOK = '<w:keepNext/><w:spacing w:before="0" w:after="160"/><w:jc w:val="center"/>'
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))

_STYLES = (
    f"{_XML}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(BODY_FONT)}{_size(9)}"
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    + _style("Normal", "Normal", "", "", kind='w:default="1" ', base="")
    + _style("Title", "Title", _TITLE_LOOK, _fonts(TITLE_FONT) + _size(22), after="Note")
    + _style("Heading1", "heading 1", f'{_TITLE_LOOK}<w:outlineLvl w:val="0"/>', _fonts(TITLE_FONT) + _size(18), after="Note")
    + _style("Note", "Table Note", '<w:spacing w:before="0" w:after="60"/>', _size(10.5))
    + _style("Contents", "Contents Heading", '<w:keepNext/><w:spacing w:before="240" w:after="120"/>', _fonts(HEAD_FONT) + _size(14))
    + _style("Entry", "Contents Entry", '<w:spacing w:before="0" w:after="40"/><w:ind w:left="420"/>', _size(12))
    + _style("Cell", "Table Cell", '<w:spacing w:before="20" w:after="20"/>', "")
    + _style("Middle", "Table Cell Centred", '<w:jc w:val="center"/>', "", base="Cell")
    + _style("Head", "Table Head", '<w:keepNext/><w:jc w:val="center"/>', _fonts(HEAD_FONT), base="Cell")
    + _style("Footer", "footer", '<w:jc w:val="center"/>', _size(9))
    + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    f'<w:style w:type="table" w:styleId="Official"><w:name w:val="Official Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>'
    '<w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style></w:styles>'
)


def _font(name: str, other: str, family: str) -> str:
    return f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="{family}"/><w:pitch w:val="auto"/></w:font>'


_FONTS = (
    f'{_XML}<w:fonts {_W}><w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    + _font(TITLE_FONT, "FZXiaoBiaoSong-B05S", "roman")
    + _font(HEAD_FONT, "SimHei", "modern")
    + _font(BODY_FONT, "FangSong", "modern")
    + "</w:fonts>"
)


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


_FOOTER = (
    f'{_XML}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">第 </w:t></w:r>{_field("PAGE")}'
    f'<w:r><w:t xml:space="preserve"> 页，共 </w:t></w:r>{_field("NUMPAGES")}<w:r><w:t xml:space="preserve"> 页</w:t></w:r></w:p></w:ftr>'
)
_SETTINGS = (
    f'{_XML}<w:settings {_W}><w:zoom w:percent="100"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets, 1))
    return f'{_XML}<Relationships xmlns="{_PACKAGE}relationships">{rows}</Relationships>'


_PARTS = (("document", "document.main"), ("styles", "styles"), ("settings", "settings"), ("fontTable", "fontTable"), ("footer1", "footer"))
_CONTENT_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}{kind}+xml"/>' for name, kind in _PARTS)
    + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)

FIXED = {
    "[Content_Types].xml": _CONTENT_TYPES,
    "_rels/.rels": _relations((f"{_RELATIONS}officeDocument", "word/document.xml"), (f"{_PACKAGE}relationships/metadata/core-properties", "docProps/core.xml")),
    "word/_rels/document.xml.rels": _relations(
        (f"{_RELATIONS}styles", "styles.xml"), (f"{_RELATIONS}settings", "settings.xml"), (f"{_RELATIONS}fontTable", "fontTable.xml"), (f"{_RELATIONS}footer", "footer1.xml")
    ),
    "word/styles.xml": _STYLES,
    "word/settings.xml": _SETTINGS,
    "word/fontTable.xml": _FONTS,
    "word/footer1.xml": _FOOTER,
}
"""Part → its text; the content types come first."""

"""A page's markup → the body of an article that any portal's editor takes.

What is written are blocks only: paragraphs, headings, lists, tables and links, without class, id or script. A sanitiser that drops every
style, and every tag it does not know, leaves text, order, tables and links as they are, because nothing but tags and their order carries them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape

from gongkai.outputs.fragments.tree import Element

Resolve = Callable[[str], tuple[str, str]]
"""A link's address on the page → its address in the article ("" for plain text), and words to add after its text."""

Image = Callable[[str], str]
"""A picture's address on the page → a ``data:`` address, or "" to print its description instead."""

DROPPED = frozenset({"script", "style", "template", "noscript", "iframe", "svg", "form", "fieldset", "input", "select", "textarea", "button", "colgroup"})
"""What needs a script, sends something, or only draws."""

ONLY_ON_SITE = "data-site"
"""The attribute of what makes sense on the catalogue's own site only: its own address, the way to its files."""

NAVIGATION = frozenset({"turn", "jump"})
"""Ways around a site that an article has no use for: the next item, the headings of this page."""

_CONTAINERS = {"address", "article", "aside", "blockquote", "details", "div", "figcaption", "figure", "footer", "header", "main", "nav", "section"}
BLOCKS = frozenset(_CONTAINERS | {"dl", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul"})
KEPT = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "s": "s", "del": "s", "u": "u", "sub": "sub", "sup": "sup", "code": "code", "small": "small"}
LABELS = frozenset({"mark", "tag", "st", "adj"})
"""Classes of small labels beside a text; without their colours, brackets set them off. Of a mark that opens (adj) the label is kept: the
page's table of changes says the rest.
"""

TABLE = '<table border="1" cellspacing="0" cellpadding="5" width="100%" style="border-collapse:collapse;width:100%">'
ROW, HEAD, CELL = '<tr valign="top">', ' align="left" style="border:1px solid #999;text-align:left"', ' style="border:1px solid #999"'
"""Every border twice: as an attribute for sanitisers that drop styles, as a style for portals whose own sheet draws none."""

EMPTY = "&#160;"
"""In a cell with nothing in it: editors throw empty tags away, and the columns after it would move."""

_BLANKS = re.compile(r"[ \t\r\n\f]+")
"""What a browser shows as one blank; a full-width space stays."""


def body(page: Element, resolve: Resolve, image: Image) -> str:
    """The parsed ``page`` as an article's body. Its own heading (h1) is left out: the portal shows the article's title there."""
    return "".join([f"{block}\n" for block in _Writer(resolve, image).flow(page.children)])


def heading(page: Element) -> str:
    """The text of the first h1 in ``page``, "" where there is none."""
    for child in page.children:
        if isinstance(child, Element):
            found = " ".join(child.text().split()) if child.tag == "h1" else heading(child)
            if found:
                return found
    return ""


class _Writer:
    def __init__(self, resolve: Resolve, image: Image) -> None:
        self._resolve, self._image = resolve, image

    def flow(self, children: Iterable[Element | str]) -> list[str]:
        """Blocks; text that stands between blocks becomes paragraphs."""
        found: list[str] = []
        run: list[Element | str] = []
        for child in _shown(children):
            if isinstance(child, Element) and _is_block(child):
                found += self._paragraph(run)
                run = []
                found += self._block(child)
            else:
                run.append(child)
        return found + self._paragraph(run)

    def _paragraph(self, children: Iterable[Element | str]) -> list[str]:
        text = self.inline(children).strip()
        return [f"<p>{text}</p>"] if text else []

    def _inside(self, element: Element) -> str:
        """What stands in a cell or a list's entry: plain text where there is nothing else, else blocks."""
        if any(isinstance(child, Element) and _is_block(child) for child in _shown(element.children)):
            return "".join(self.flow(element.children))
        return self.inline(element.children).strip()

    def _block(self, element: Element) -> list[str]:
        tag = element.tag
        if tag == "h1":
            return []
        if tag[0] == "h" and tag[1:].isdigit():
            text = self.inline(element.children).strip()
            return [f"<{tag}>{text}</{tag}>"] if text else []
        if tag == "hr":
            return ["<hr>"]
        if tag in ("ul", "ol"):
            entries = [f"<li>{text}</li>" for child in _elements(element, "li") if (text := self._inside(child))]
            return [f"<{tag}>{''.join(entries)}</{tag}>"] if entries else []
        if tag == "table":
            return self._table(element)
        if tag == "dl":
            return self._pairs(element)
        if tag == "details":
            return self._details(element)
        if tag == "pre":
            return [f"<pre>{escape(element.text(), quote=False)}</pre>"]
        if tag == "blockquote":
            return [f"<blockquote>{''.join(self.flow(element.children))}</blockquote>"]
        if "crumbs" in element.classes:
            return self._crumbs(element)
        return self.flow(element.children)

    def _crumbs(self, element: Element) -> list[str]:
        steps = [self.inline(step.children).strip() for part in _elements(element, "ol") for step in _elements(part, "li")]
        return [f"<p>当前位置：{' › '.join(steps)}</p>"] if steps else []

    def _details(self, element: Element) -> list[str]:
        """Nothing folds in an article: the summary becomes a line of its own, the rest stands below."""
        head = [self.inline(child.children).strip() for child in _elements(element, "summary")]
        rest = [child for child in element.children if isinstance(child, str) or child.tag != "summary"]
        return [f"<p><strong>{text}</strong></p>" for text in head if text] + self.flow(rest)

    def _pairs(self, element: Element) -> list[str]:
        """A description list as a table of two columns: portals keep tables, many drop ``dl``."""
        rows: list[tuple[str, list[str]]] = []
        for child in _terms(element):
            if child.tag == "dt":
                rows.append((self.inline(child.children).strip(), []))
            elif rows:
                rows[-1][1].append(self._inside(child))
        body = "".join([f'{ROW}<th{HEAD} scope="row">{label}</th><td{CELL}>{"<br>".join(values) or EMPTY}</td></tr>' for label, values in rows])
        return [f"{TABLE}<tbody>{body}</tbody></table>"] if body else []

    def _table(self, element: Element) -> list[str]:
        """The same rows and cells. The caption stands above: a sanitiser that drops the tag would run it into the first cell."""
        found = [f"<p><strong>{text}</strong></p>" for child in _elements(element, "caption") if (text := self.inline(child.children).strip())]
        body = ""
        for part in _shown(element.children):
            if isinstance(part, Element) and part.tag in ("thead", "tbody", "tfoot"):
                body += f"<{part.tag}>{''.join([self._row(row) for row in _elements(part, 'tr')])}</{part.tag}>"
            elif isinstance(part, Element) and part.tag == "tr":
                body += self._row(part)
        return [*found, f"{TABLE}{body}</table>"] if body else found

    def _row(self, element: Element) -> str:
        cells = ""
        for cell in _shown(element.children):
            if isinstance(cell, Element) and cell.tag in ("td", "th"):
                spans = "".join([f' {name}="{int(value)}"' for name in ("colspan", "rowspan") if (value := cell.attributes.get(name, "")).isdigit()])
                scope = ' scope="row"' if cell.attributes.get("scope") == "row" else ""
                cells += f"<{cell.tag}{spans}{scope}{HEAD if cell.tag == 'th' else CELL}>{self._inside(cell) or EMPTY}</{cell.tag}>"
        return f"{ROW}{cells}</tr>"

    def inline(self, children: Iterable[Element | str], in_link: bool = False) -> str:
        """Text with its emphasis and links. What the site's style sheet sets on a line of its own gets one here."""
        out = ""
        before: Element | str = ""
        for child in _shown(children):
            if isinstance(child, str):
                out += escape(_BLANKS.sub(" ", child), quote=False)
            else:
                if _stands_apart(child, before, out):
                    out += " " if in_link else "<br>"
                out += self._tag(child, in_link)
            before = child
        return out

    def _tag(self, element: Element, in_link: bool) -> str:
        tag = element.tag
        if tag in ("br", "wbr", "hr"):
            return "<br>" if tag == "br" else ""
        if tag == "img":
            return self._picture(element)
        if tag == "a" and not in_link:
            address, note = self._resolve(element.attributes.get("href", ""))
            text = self.inline(element.children, in_link=True)
            return f'<a href="{escape(address)}">{text}</a>{escape(note)}' if address and text.strip() else f"{text}{escape(note)}"
        shown = next(_elements(element, "summary"), element) if tag == "details" else element
        text = self.inline(shown.children, in_link)
        if not text.strip():
            return text
        if _is_label(element):
            return f"［{text.strip()}］"
        kept = KEPT.get(tag)
        return f"<{kept}>{text}</{kept}>" if kept else text

    def _picture(self, element: Element) -> str:
        words = element.attributes.get("alt", "")
        data = self._image(element.attributes.get("src", ""))
        return f'<img src="{escape(data)}" alt="{escape(words)}" style="max-width:100%">' if data else escape(words, quote=False)


def _is_block(element: Element) -> bool:
    return element.tag in BLOCKS and not _is_label(element)


def _is_label(element: Element) -> bool:
    return bool(LABELS.intersection(element.classes))


def _stands_apart(element: Element, before: Element | str, out: str) -> bool:
    """True for a remark or a bold line that the site's style sheet puts on a line of its own, with no space between in the markup."""
    if not out or out[-1].isspace() or out.endswith("<br>"):
        return False
    return element.tag == "small" or (element.tag == "b" and isinstance(before, Element) and before.tag in ("b", "small"))


def _shown(children: Iterable[Element | str]) -> Iterator[Element | str]:
    for child in children:
        if isinstance(child, str) or not (child.tag in DROPPED or _is_aid(child)):
            yield child


def _is_aid(element: Element) -> bool:
    return "hidden" in element.attributes or ONLY_ON_SITE in element.attributes or (element.tag == "nav" and bool(NAVIGATION.intersection(element.classes)))


def _elements(element: Element, tag: str) -> Iterator[Element]:
    for child in _shown(element.children):
        if isinstance(child, Element) and child.tag == tag:
            yield child


def _terms(element: Element) -> Iterator[Element]:
    for child in _shown(element.children):
        if isinstance(child, Element):
            if child.tag in ("dt", "dd"):
                yield child
            else:
                yield from _terms(child)

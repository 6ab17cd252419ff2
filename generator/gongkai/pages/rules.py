"""检查规则: what `gongkai check` looks for, one public page per rule and a list of every code, for the people who keep the catalogue."""

from __future__ import annotations

from itertools import groupby

from gongkai.checking.manual import FAMILIES, Topic, family, topics
from gongkai.checking.reports.report import LEVEL_WORDS
from gongkai.pages.html import bullets, crumbs, esc, lines, pairs
from gongkai.pages.page import Page
from gongkai.pages.view import View

UP = "../../"
"""From a rule's page to the root region's folder."""

NAME = "检查规则"

_MANUAL = '<a href="../handbook/errors.html">看懂一条报错</a>'

_ORDER = {name: i for i, (_, name) in enumerate(FAMILIES)}


def rule_topics() -> list[Topic]:
    """What has a page of its own: every rule, in the order of the codes."""
    return [topic for topic in topics().values() if topic.rule]


def rules_page(view: View) -> Page:
    """Every code that `gongkai check` may print: rules with a link to their pages, what reading finds with its sentence."""
    rules = rule_topics()
    reading = [topic for topic in topics().values() if topic.rule is None]
    html = (
        f'<div class="wide">{_trail(view, NAME)}<h1>{NAME}</h1>'
        f'<p class="lead">给编目录的人用：运行 gongkai check 会按{len(rules)}条规则检查全部目录，另有{len(reading)}种检查不能关闭。每条都写明为什么、怎么改。</p>'
        f'<p>第一次看报错，先读编辑手册的{_MANUAL}。</p>'
        "<p>“错误”不改就不能发布，“提醒”供编目录的人斟酌。规则的级别可以在 catalog.yaml 里设置，也可以对个别事项写例外。</p>"
        f"<h2>规则</h2>{_linked(rules)}<h2>不能关闭的检查</h2>"
        "<p>这些问题会让文件读不出来、读错或者不能发布，不能关闭，也没有例外。“…”是检查时才知道的内容。</p>"
        f"{_listed(reading)}</div>"
    )
    return Page("about/rules/index.html", NAME, "gongkai check 检查目录时用的全部规则：查什么、为什么、怎么改。", html)


def rule_page(view: View, topic: Topic) -> Page:
    """One rule: its docstring, what to do, the law it rests on, and how catalog.yaml sets it."""
    said = view.site.library.publication.rules.get(topic.code, "")
    facts = pairs(
        [
            ("代码", esc(topic.code)),
            ("级别", LEVEL_WORDS[topic.level]),
            ("本目录的设置", esc(said)),
            ("依据", lines(topic.basis)),
            ("改法", lines(topic.fix)),
        ]
    )
    body = "".join([f"<p>{lines(text)}</p>" if kind == "text" else _code(text) for kind, text in topic.blocks])
    html = (
        f"<div>{_trail(view, topic.code)}<h1>{esc(topic.title)}</h1>{facts}<h2>说明</h2>{body or '<p>没有更多说明。</p>'}"
        "<h2>在 catalog.yaml 里设置</h2><p>改这条规则的级别写在 rules 下；对个别领域、事项或文件的例外写在 suppressions 下，要有理由和到期日，到期以后不再生效。</p>"
        f'{_code(topic.settings)}<p><a href="index.html">全部规则</a>　编辑手册：{_MANUAL}</p></div>'
    )
    return Page(f"about/rules/{topic.code}.html", f"{topic.code} {topic.title}", f"目录检查规则{topic.code}：{topic.title}。", html)


def _trail(view: View, here: str) -> str:
    middle = [] if here == NAME else [(NAME, "index.html")]
    return crumbs([*view.trail(UP), ("编制说明", "../edition.html"), *middle, (here, "")])


def _code(text: str) -> str:
    return f"<pre><code>{esc(text)}</code></pre>"


def _families(found: list[Topic]) -> list[tuple[str, list[Topic]]]:
    ordered = sorted(found, key=lambda topic: (_ORDER.get(family(topic.code), len(_ORDER)), topic.code))
    return [(name, list(group)) for name, group in groupby(ordered, key=lambda topic: family(topic.code))]


def _linked(rules: list[Topic]) -> str:
    parts = []
    for name, group in _families(rules):
        rows = [f'<a href="{esc(topic.code)}.html">{esc(topic.code)} {esc(topic.title)}</a> <small>{LEVEL_WORDS[topic.level]}</small>' for topic in group]
        parts.append(f'<section class="group"><h3>{esc(name)}</h3>{bullets(rows, "items")}</section>')
    return "".join(parts)


def _listed(reading: list[Topic]) -> str:
    head = "".join([f'<th scope="col">{label}</th>' for label in ("代码", "问题", "改法")])
    parts = []
    for name, group in _families(reading):
        rows = "".join(
            [
                f'<tr id="{esc(topic.code)}"><th scope="row">{esc(topic.code)}</th><td data-l="问题"><strong>{esc(topic.title)}</strong>{_sentences(topic)}</td>'
                f'<td data-l="改法">{lines(topic.fix)}</td></tr>'
                for topic in group
            ]
        )
        parts.append(f'<h3>{esc(name)}</h3><table class="plain stack"><caption>{esc(name)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>')
    return "".join(parts)


def _sentences(topic: Topic) -> str:
    return "".join([f"<br>{lines(text)}" for _, text in topic.blocks])

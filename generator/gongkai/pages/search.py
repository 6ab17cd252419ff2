"""The page of search results. What it finds is the browser's work; what stands here leads on without any script."""

from __future__ import annotations

from gongkai.model.region import HotWord
from gongkai.pages.body import body_groups
from gongkai.pages.domain import domain_tile
from gongkai.pages.facets import facet_links
from gongkai.pages.html import crumbs, esc
from gongkai.pages.page import Page
from gongkai.pages.view import View

LEGENDS = {"domain": "领域", "body": "公开主体", "level": "公开层级", "channel": "公开渠道", "limit": "公开时限", "mode": "公开方式", "audience": "公开对象", "place": "地区"}
"""What results can be narrowed by, in this order; the script fills in the choices."""


def search_form(view: View, up: str, hint: str) -> str:
    """The large search box of home and results; ``up`` leads to the region's folder."""
    at = f'<input type="hidden" name="at" value="{esc(view.prefix)}">' if view.prefix else ""
    return (
        f'<form class="find big" role="search" action="{up}{view.to_root}search.html"><input type="search" name="q" maxlength="200" autocomplete="off" '
        f'enterkeyhint="search" placeholder="{esc(hint)}" aria-label="搜索公开事项">{at}<button type="submit">搜索</button></form>'
    )


def _target(view: View, word: HotWord) -> str:
    """Where a hot word leads in this region; "" when the region does not list that."""
    if word.to in view.entries:
        return f"items/{word.to}.html"
    return f"domains/{word.to}.html" if word.to in view.shown else ""


def hot_words(view: View) -> str:
    """常搜: words that the publication offers, each leading straight to its domain or item."""
    words = [(word.word, _target(view, word)) for word in view.site.library.publication.hot_words]
    rows = "".join([f'<li><a href="{esc(url)}">{esc(word)}</a></li>' for word, url in words if url])
    return f'<div class="hot"><h2>常搜</h2><ul>{rows}</ul></div>' if rows else ""


def search_page(view: View) -> Page:
    legends = "".join([f'<fieldset data-facet="{name}" hidden><legend>{label}</legend></fieldset>' for name, label in LEGENDS.items()])
    tiles = "".join([domain_tile(view, domain, "") for domain in view.domains])
    html = (
        f'<div class="wide results">{crumbs([*view.trail(""), ("搜索", "")])}<h1>搜索</h1>{search_form(view, "", "用平常说话的词就行，例如：孩子上学要什么材料")}'
        '<p id="found" role="status" aria-live="polite"></p>'
        f'<div class="cols"><form id="narrow" class="narrow" aria-label="缩小范围" hidden><details><summary>缩小范围</summary>{legends}</details></form>'
        '<div class="main"><ol id="hits" class="hits"></ol><p><button type="button" id="more" class="more-hits" hidden>再看十条</button></p></div></div>'
        f'<div id="ladder">{hot_words(view)}<section class="block"><h2>按领域找</h2><ul class="tiles-list">{tiles}</ul></section>'
        f'<section class="block"><h2>分类查找</h2>{facet_links(view, "")}</section>'
        f'<section class="block"><h2>按单位找</h2>{body_groups(view, "", "h3")}</section>'
        f'<section class="block"><h2>还是没有找到</h2><p>可以向公开主体申请公开政府信息，也可以拨打 <a href="tel:12345">12345</a> 询问。</p></section></div></div>'
    )
    return Page("search.html", "搜索", f"用平常说话的词搜索{view.region.name}的政务公开标准目录。", html)

"""Which pages the site has: one `Job` for each, for the publication's root region and every region below it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from gongkai.checking.rules import REGISTRY
from gongkai.model.catalogue import Entry
from gongkai.model.region import Body
from gongkai.pages.about import changes_page, edition_page
from gongkai.pages.body import bodies_page, body_page
from gongkai.pages.context import Site, body_key, body_url, digest
from gongkai.pages.coverage import coverage_page
from gongkai.pages.domain import domain_key, domain_page, domains_page
from gongkai.pages.editions import editions_page
from gongkai.pages.facets import facet_page, facets, facets_page
from gongkai.pages.handbook import handbook_jobs
from gongkai.pages.home import home_page
from gongkai.pages.html import esc
from gongkai.pages.item import item_key, item_page
from gongkai.pages.law import law_page, laws_page
from gongkai.pages.lists import below_stamp, rows_stamp
from gongkai.pages.page import Job, Page
from gongkai.pages.review import review_page
from gongkai.pages.search import search_page
from gongkai.pages.view import View


def plan(site: Site) -> list[Job]:
    """Every page of the publication. Two items that claim one address cannot both have it: an existing item wins over a former name."""
    jobs: dict[str, Job] = {}
    for view in site.views.values():
        for job in _jobs(view):
            jobs.setdefault(job.url, job)
    return list(jobs.values())


def _jobs(view: View) -> Iterator[Job]:
    site, region, prefix = view.site, view.region.id, view.prefix
    whole = view.whole
    yield Job(f"{prefix}index.html", region, whole, partial(home_page, view))
    yield Job(f"{prefix}domains/index.html", region, whole, partial(domains_page, view))
    for domain in view.domains:
        yield Job(f"{prefix}domains/{domain.slug}.html", region, domain_key(view, domain), partial(domain_page, view, domain))
    for entry in view.entries.values():
        yield Job(f"{prefix}items/{entry.item.id}.html", region, item_key(view, entry), partial(item_page, view, entry), entry.base)
    yield Job(f"{prefix}bodies/index.html", region, whole, partial(bodies_page, view))
    for body in view.bodies.values():
        yield Job(body_url(site, body), region, body_stamp(view, body), partial(body_page, view, body))
    if view.parent is None:
        if site.search:
            yield Job("search.html", region, whole, partial(search_page, view))
        yield Job("laws/index.html", region, whole, partial(laws_page, site))
        for law in site.library.vocabulary.laws.values():
            key = digest(view.stamp, rows_stamp(view, view.by_law.get(law.slug, ())), below_stamp(view, "by_law", law.slug))
            yield Job(f"laws/{law.slug}.html", region, key, partial(law_page, site, law))
        yield Job("about/rules/index.html", region, view.stamp, partial(_rule_page, view, ""))
        for code, _, _ in REGISTRY:
            yield Job(f"about/rules/{code}.html", region, digest(view.stamp, code), partial(_rule_page, view, code))
        yield from handbook_jobs(view)
    yield Job(f"{prefix}facets/index.html", region, whole, partial(facets_page, view))
    for found in facets(view).values():
        for facet in found:
            key = digest(view.stamp, rows_stamp(view, facet.entries), *(str(entry.item.audience) for entry in facet.entries if entry.item.audience.groups))
            yield Job(f"{prefix}facets/{facet.path}", region, key, partial(facet_page, view, facet))
    issued = digest(whole, site.editions.stamp)
    yield Job(f"{prefix}about/edition.html", region, issued, partial(edition_page, view))
    yield Job(f"{prefix}about/changes.html", region, whole, partial(changes_page, view))
    yield Job(f"{prefix}about/coverage.html", region, whole, partial(coverage_page, view))
    yield Job(f"{prefix}about/review.html", region, issued, partial(review_page, view))
    if site.editions.latest(region):
        yield Job(f"{prefix}about/editions.html", region, issued, partial(editions_page, view))
    for entry in view.entries.values():
        for former in entry.item.formerly:
            key = digest("moved", former, entry.item.id, entry.item.title, site.stamp)
            yield Job(f"{prefix}items/{former}.html", region, key, partial(moved_page, view, entry, former), entry.base)


def _rule_page(view: View, code: str) -> Page:
    """The manual reads every rule, which only the making of these pages is worth."""
    from gongkai.checking.manual import topics
    from gongkai.pages.rules import rule_page, rules_page

    return rule_page(view, topics()[code]) if code else rules_page(view)


def body_stamp(view: View, body: Body) -> str:
    """Changes with everything that `body_page` prints: the body, and every field of its items."""
    key = body_key(body)
    return digest(view.stamp, key, *[entry.digest for entry in view.by_body.get(key, ())], below_stamp(view, "by_body", key))


def moved_page(view: View, entry: Entry, former: str) -> Page:
    """The page at an item's former address: what it is called now, and where."""
    title = f"已更名为“{entry.item.title}”"
    link = view.item_link("../../", entry)
    html = (
        f'<div><h1>{esc(title)}</h1><p class="lead">这个事项换了名称和地址，内容都在新的页面。</p>'
        f"<p>请打开：{link}</p><p>如果您收藏了这个页面，请改收藏新地址。</p></div>"
    )
    return Page(f"{view.prefix}items/{former}.html", title, f"{title}。", html)

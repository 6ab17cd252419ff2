"""What all pages share: the publication, the date it speaks for, and the view of every region that has pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.comparing.editions import Editions
from gongkai.model.catalogue import STANDARD, Library, Origin
from gongkai.model.item import Law
from gongkai.model.region import Body
from gongkai.model.timelimit import parse, summary
from gongkai.pages.html import safe_url
from gongkai.reading.roots import code_digest

if TYPE_CHECKING:
    from gongkai.comparing.compare import Change
    from gongkai.pages.view import View


def digest(*parts: str) -> str:
    return blake2b("\x00".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def read_icons(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The theme's SVGs of these names, as markup; names without a file are left out."""
    found = {}
    for name in names:
        path = folder / f"{name}.svg"
        if name.replace("-", "").isalnum() and path.is_file():
            found[name] = path.read_text(encoding="utf-8").strip()
    return found


@dataclass(frozen=True, eq=False)
class Site:
    """The publication: its library, the date it speaks for, and one `View` for every region that has pages.

    ``tables``: whether a CSV lies beside the page of each domain and organ, ``office``: in which other formats its table does;
    ``search``: whether the site can be searched; ``editions``: those issued; ``written``: address and title of the hand-written pages.
    """

    library: Library
    as_of: str
    icons: Mapping[str, str]
    tables: bool = True
    search: bool = True
    views: dict[str, View] = field(default_factory=dict)
    editions: Editions = field(default_factory=Editions)
    office: tuple[str, ...] = ()
    written: tuple[tuple[str, str], ...] = ()

    @property
    def root(self) -> View:
        return self.views[self.library.publication.region]

    @cached_property
    def pending(self) -> Mapping[str, Mapping[str, tuple[Change, ...]]]:
        """Region → item → its changes that no issued edition has."""
        from gongkai.comparing.approval import pending_items

        return pending_items(self.library, self.editions) if self.editions else {}

    @cached_property
    def forge(self) -> str:
        """Where an editor changes a file, ending in a slash; "" when the publication names no such place."""
        url = safe_url(self.library.publication.forge_url)
        return url.rstrip("/") + "/" if url else ""

    @cached_property
    def stamp(self) -> str:
        """Changes with the code, the registers and everything else that any page may print."""
        library, words = self.library, self.library.vocabulary
        parts = (words.laws, words.roles, words.channels, words.life_events, library.publication, library.standard, self.icons, self.tables, self.office, self.search, self.written)
        return digest(code_digest(), *map(repr, parts))

    @cached_property
    def _limits(self) -> dict[str, str]:
        return {}

    def limit(self, text: str) -> str:
        """A time limit in a few words."""
        found = self._limits.get(text)
        if found is None:
            found = self._limits[text] = summary(parse(text))
        return found

    def layer(self, id_: str) -> str:
        """What a layer is called on screen."""
        if id_ == STANDARD:
            return "国务院部门标准指引"
        catalogue = self.library.catalogues.get(id_)
        return catalogue.region.name if catalogue else id_

    def law(self, slug: str) -> Law | None:
        return self.library.vocabulary.laws.get(slug)

    def edit_url(self, origin: Origin) -> str:
        """Where the file is edited; "" for files of the packaged standard, which are not in the publisher's repository."""
        return f"{self.forge}{origin.file}" if self.forge and not origin.root else ""


def body_key(body: Body) -> str:
    return f"{body.region}:{body.id}"


def body_url(site: Site, body: Body) -> str:
    """The body's page, relative to the site's root. A body of a region above the publication keeps its region in the name."""
    view = site.views.get(body.region)
    if view is None:
        return f"bodies/{body.region.rsplit('/', 1)[-1]}--{body.id}.html"
    return f"{view.prefix}bodies/{body.id}.html"

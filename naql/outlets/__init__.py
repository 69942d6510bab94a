"""What Naql knows of newsrooms: one TOML file per outlet in this folder, the one home for their names and domains.

Here the files are read, looked up by URL and by name, and checked. Nothing here reads a page or a text: which outlet
a page is of is decided where its imprint is read, and whether a name in a text means the outlet where names are found.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct, field

from naql.errors import BadPack
from naql.languages import languages, load_pack
from naql.languages.pack import decode_toml
from naql.records import Problem

__all__ = ["Outlet", "check", "check_outlets", "load_outlets", "outlet_for_url", "outlets_by_name"]

FOLDER = Path(__file__).parent
OWN = "NAQL_OUTLETS"  # folders of outlets that a user adds
Fold = Callable[[str], str]
_COUNTRY = re.compile(r"[A-Z]{3}")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[a-z0-9-]+)?")


class Outlet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A newsroom as its file describes it; what is not known for sure is empty.

    name: canonical, in Latin script. names: by language code, the usual one first. domains: registrable domains, with
    a subdomain or one path segment where that tells outlets apart. languages: codes of those it publishes in.
    country: ISO 3166-1 alpha-3 of where it is based. credit_marks: end marks and credits on its own pages.
    ambiguous: by language, those of its names that mean it only beside a word for a medium.
    """

    name: str
    names: dict[str, tuple[str, ...]]
    domains: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    country: str = ""
    kind: Literal["agency", "newspaper", "broadcaster", "site", "magazine"]
    owner: str = ""
    affiliation: Literal["state", "public", "party", "military", "private", "unknown"] = "unknown"
    credit_marks: tuple[str, ...] = ()
    ambiguous: dict[str, tuple[str, ...]] = field(default_factory=dict)


def _folders() -> list[Path]:
    """This folder, and the user's own behind it: those that the environment variable names, split as PATH is."""
    own = [Path(name) for name in os.environ.get(OWN, "").split(os.pathsep) if name]
    for folder in own:
        if not folder.is_dir():
            raise BadPack(f"{OWN} names {folder}, which is no folder")
    return [FOLDER, *own]


@cache
def _by_file() -> dict[str, Outlet]:
    return {path.stem: decode_toml(path, Outlet) for folder in _folders() for path in sorted(folder.glob("*.toml"))}


@cache
def load_outlets() -> tuple[Outlet, ...]:
    """Every outlet, in the order of the files' names; raises BadPack on a file that is no outlet."""
    return tuple(_by_file().values())


@cache
def _by_domain() -> dict[str, Outlet]:
    return {domain: outlet for outlet in load_outlets() for domain in outlet.domains}


def outlet_for_url(url: str) -> Outlet | None:
    """The outlet whose domain holds the URL (scheme optional), or None.

    Labels in front of a known domain (www, m, amp, fa) do not matter; the longest known host wins, and on it a known
    first path segment.
    """
    try:
        parts = urlsplit(url if "//" in url[:10] else f"//{url}")
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    segment = parts.path.lower().lstrip("/").partition("/")[0]
    labels = host.split(".")
    for i in range(len(labels) - 1):
        suffix = ".".join(labels[i:])
        outlet = _by_domain().get(f"{suffix}/{segment}") or _by_domain().get(suffix)
        if outlet:
            return outlet
    return None


def _folded(names: dict[str, tuple[str, ...]], fold: Fold) -> set[str]:
    return {" ".join(fold(name).split()) for group in names.values() for name in group} - {""}


def outlets_by_name(fold: Fold) -> dict[str, Outlet]:
    """Folded name to outlet, of the names that stand for it alone; `fold` is a language pack's.

    A name that is ambiguous in one language is left out altogether, since folding may make it one with another's.
    """
    doubtful = {name for outlet in load_outlets() for name in _folded(outlet.ambiguous, fold)}
    return {name: outlet for outlet in load_outlets() for name in _folded(outlet.names, fold) - doubtful}


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain.replace("'", "").replace("&", "and")).strip("_")


def _problems_alone(file: str, outlet: Outlet) -> Iterator[str]:
    """What is wrong with one outlet, whatever the others say."""
    if file != _slug(outlet.name):
        yield f"the file's name should be {_slug(outlet.name)}.toml"
    if outlet.country and not _COUNTRY.fullmatch(outlet.country):
        yield f"country {outlet.country!r} is no ISO 3166-1 alpha-3 code"
    if outlet.name not in outlet.names.get("en", ()):
        yield "names.en lacks its canonical name"
    if sum(bool(names) for names in outlet.names.values()) < 2:
        yield "no name in another language than English"
    if not outlet.languages:
        yield "no language"
    for domain in outlet.domains:
        if not _DOMAIN.fullmatch(domain):
            yield f"domain {domain!r} is no host with at most one path segment"
    for lang, names in outlet.ambiguous.items():
        for name in names:
            if name not in outlet.names.get(lang, ()):
                yield f"ambiguous.{lang} {name!r} is none of names.{lang}"


def _problems_together(fold: Fold) -> Iterator[tuple[str, str]]:
    """Names and domains that two outlets claim, as (file, reason)."""
    names: dict[str, str] = {}
    domains: dict[str, str] = {}
    doubtful = {file: _folded(outlet.ambiguous, fold) for file, outlet in _by_file().items()}
    for file, outlet in _by_file().items():
        for name in sorted(_folded(outlet.names, fold)):
            other = names.setdefault(name, file)
            if other != file and not (name in doubtful[file] and name in doubtful[other]):
                yield file, f"name {name!r} is {other}.toml's too, and not ambiguous in both"
        for domain in outlet.domains:
            other = domains.setdefault(domain, file)
            if other != file:
                yield file, f"domain {domain!r} is {other}.toml's too"


def check_outlets(fold: Fold) -> list[str]:
    """What is wrong with the outlets when names are compared under `fold`: one line each, the file first."""
    alone = [(file, reason) for file, outlet in _by_file().items() for reason in _problems_alone(file, outlet)]
    return [f"{file}.toml: {reason}" for file, reason in (*alone, *_problems_together(fold))]


def check() -> list[Problem]:
    """What is wrong with the outlets under the folding of any language pack."""
    lines = dict.fromkeys(line for lang in languages() for line in check_outlets(load_pack(lang).fold))
    split = (line.partition(": ") for line in lines)
    return [Problem(file=f"outlets/{file}", entry="", reason=reason) for file, _, reason in split]

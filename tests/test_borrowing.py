"""What is borrowed: where links lead, which entries there are, and what goes first in prose."""

from __future__ import annotations

import pytest
from helpers import entry, find, glossary, markup, tree

from mkdocs_grimoire.findings.place import Place
from mkdocs_grimoire.glossary.forms import Comparison
from mkdocs_grimoire.glossary.glossary import Glossary, Near
from mkdocs_grimoire.glossary.matcher import Matcher
from mkdocs_grimoire.hosts.sanitizing import sanitize
from mkdocs_grimoire.lending.borrowing import (
    NOTHING_BORROWED,
    Base,
    Borrowed,
    Lending,
    borrow,
    settle,
)
from mkdocs_grimoire.lending.lenders import Lender, read_lenders
from mkdocs_grimoire.lending.lent import Lent, LentEntry
from mkdocs_grimoire.pages.cards import ROOT, Card

WEB = Base("https://optics.example/guide/glossary.json")
BESIDE = Base("../optics/guide/")


def lent(term: str, **fields: object) -> LentEntry:
    """Return a term of another site; what is not given is made of the term."""
    anchor = term.lower().replace(" ", "-")
    made = LentEntry(term, anchor, f"g/#{anchor}")
    return made._replace(**fields)  # type: ignore[arg-type] # a test names real fields


def borrowed(name: str, *entries: LentEntry, autolink: bool = True, base: Base = WEB) -> Borrowed:
    """Return what is borrowed from one site."""
    origin = Lending(Lender(name, "x", autolink=autolink), base, Place("mkdocs.yml", 7))
    return Borrowed((borrow(Lent("Optics", entries), origin, sanitize, Comparison()),))


def both(*all_of_them: Borrowed) -> Borrowed:
    """Return what is borrowed from several sites."""
    return Borrowed(tuple(each.inventories[0] for each in all_of_them))


def linked(own: Glossary, found: Borrowed, text: str) -> list[tuple[str, str]]:
    """Return what is linked of a text, and where it leads."""
    matcher = Matcher([*own.forms(), *found.forms()], own.comparison)
    return [(text[m.start : m.end], m.entry.key) for m in matcher.find(text)]


@pytest.mark.parametrize(
    ("target", "web", "beside"),
    [
        ("g/#x", "https://optics.example/guide/g/#x", f"{ROOT}../optics/guide/g/#x"),
        ("../#x", "https://optics.example/#x", f"{ROOT}../optics/#x"),
        (".", "https://optics.example/guide/", f"{ROOT}../optics/guide/"),
        ("x.html", "https://optics.example/guide/x.html", f"{ROOT}../optics/guide/x.html"),
        ("/x", "https://optics.example/x", None),
        ("\\x", "https://optics.example/guide/\\x", None),
        ("//a.example/x", "https://a.example/x", None),
        ("http://a.example/x", "http://a.example/x", "http://a.example/x"),
        ("javascript:alert(1)", None, None),
        ("JavaScript:alert(1)", None, None),
        (" javascript:alert(1)", None, None),
        ("java\tscript:alert(1)", None, None),
        ("data:text/html,x", None, None),
        ("file:///etc/passwd", None, None),
        ("ftp://a.example/", None, None),
        ("https://:80/", None, None),
        ("https://[x", None, None),
    ],
)
def test_a_link_leads_to_the_web_or_to_the_site_beside(
    target: str, web: str | None, beside: str | None
) -> None:
    assert WEB.link(target) == web
    assert BESIDE.link(target) == beside


def test_a_borrowed_entry_leads_to_its_site_and_knows_it() -> None:
    found = borrowed("optics", lent("Light ray", aliases=("beam",)))
    (ray,) = found.inventories[0].glossary.entries
    assert (ray.term, ray.key, ray.url) == (
        "Light ray",
        "optics:light-ray",
        "https://optics.example/guide/g/#light-ray",
    )
    assert ray.known_as == ("beam",)
    assert entry("Light ray").key == "light-ray"


def test_an_entry_that_leads_nowhere_safe_is_left_out() -> None:
    found = borrowed("optics", lent("Ray"), lent("Trap", url="javascript:alert(1)"))
    assert [each.term for each in found.inventories[0].glossary.entries] == ["Ray"]
    assert found.inventories[0].refused == ("Trap",)


def test_a_card_is_made_harmless_and_says_whose_it_is() -> None:
    short = '<p onclick="x">Light, see <a href="g/#lens">lens</a>.<script>x</script></p>'
    found = borrowed("optics", lent("Ray & co", short=short), lent("Lens"))
    ray, lens = found.inventories[0].glossary.entries
    assert found.card(ray) == Card(
        "Ray &amp; co",
        '<p>Light, see <a href="https://optics.example/guide/g/#lens">lens</a>.</p>',
        "Optics",
    )
    assert found.card(lens) is None
    assert found.card(entry("Ray")) is None


def test_a_name_of_another_site_is_looked_up_there() -> None:
    found = borrowed("optics", lent("Light ray", anchor="beam", aliases=("sunbeam",)))
    own = Glossary([entry("Lamp")], borrowed=found.glossaries)
    (ray,) = found.inventories[0].glossary.entries
    for name in ("Light ray", "light-rays", "beam", "SUNBEAM", " light  ray"):
        assert own.resolve(f"optics:{name}") is ray
    assert own.resolve("Light ray") is None
    assert own.resolve("other:Light ray") is None
    assert own.resolve("optics:") is None
    assert own.near("optics:Lightray") == [Near("optics:Light ray", ray)]


def test_a_label_of_our_own_that_has_a_colon_goes_first() -> None:
    found = borrowed("std", lent("vector"))
    own = Glossary([entry("std:vector", anchor="v")], borrowed=found.glossaries)
    resolved = own.resolve("std:vector")
    assert resolved is own.entries[0]


def test_nothing_is_said_of_what_a_missing_site_may_have() -> None:
    own = Glossary([entry("Lamp")], borrowed=Borrowed(missing=("optics",)).glossaries)
    assert own.resolve("optics:ray") is None
    assert own.is_beyond("optics:ray")
    assert not own.is_beyond("other:ray")
    assert not own.is_beyond("optics")
    assert not Glossary([], borrowed=borrowed("optics", lent("Ray")).glossaries).is_beyond(
        "optics:x"
    )


def test_our_own_labels_go_before_borrowed_ones_in_whatever_form() -> None:
    own = glossary(entry("Ray"), entry("Lens", autolink=False))
    found = borrowed("optics", lent("rays"), lent("Lens"), lent("Mirror"))
    assert linked(own, found, "A ray, rays, a lens, a mirror.") == [
        ("ray", "ray"),
        ("rays", "ray"),
        ("mirror", "optics:mirror"),
    ]


def test_between_two_sites_the_first_named_goes_first() -> None:
    one = borrowed("one", lent("Ray"), lent("Lens", autolink=False))
    two = borrowed("two", lent("ray", case=None), lent("Mirror"))
    assert linked(glossary(), both(one, two), "Rays and mirrors, a lens.") == [
        ("Rays", "one:ray"),
        ("mirrors", "two:mirror"),
    ]
    assert linked(glossary(), both(two, one), "Rays")[0][1] == "two:ray"


def test_an_entry_with_a_scope_gives_way_to_a_borrowed_one_elsewhere() -> None:
    own = glossary(entry("Ray", scope=("a.md",)), pages=lambda _: frozenset({"a.md"}))
    found = borrowed("optics", lent("Ray"))
    matcher = Matcher([*own.forms(), *found.forms()], own.comparison)
    assert [m.entry.key for m in matcher.find("ray", frozenset({"a.md"}))] == ["ray"]
    assert [m.entry.key for m in matcher.find("ray", frozenset({"b.md"}))] == ["optics:ray"]


def test_prose_is_linked_only_where_that_is_asked_for() -> None:
    assert list(borrowed("optics", lent("Ray"), autolink=False).forms()) == []
    assert find(Matcher(NOTHING_BORROWED.forms()), "ray") == []


def test_labels_that_another_site_has_twice_are_its_own_concern() -> None:
    found = borrowed("optics", lent("Ray"), lent("Ray", anchor="ray2"), lent("X", aliases=("ray",)))
    own = Glossary([entry("Lamp")], borrowed=found.glossaries)
    assert own.findings == []
    assert own.resolve("optics:Ray") is found.inventories[0].glossary.entries[0]


def test_links_to_a_site_beside_ours_start_from_the_page() -> None:
    found = borrowed("optics", lent("Ray"), base=BESIDE)
    (ray,) = found.inventories[0].glossary.entries
    assert found.is_beside
    assert not borrowed("optics", lent("Ray")).is_beside
    for url, way in (("./", ""), ("a/", "../"), ("a/b/c.html", "../../")):
        root = tree(f'<div><a href="{ray.url}">x</a><a href="y">z</a><a>w</a></div>')
        settle(root, url)
        assert markup(root) == (
            f'<div><a href="{way}../optics/guide/g/#ray">x</a><a href="y">z</a><a>w</a></div>'
        )


@pytest.mark.parametrize(
    ("option", "lenders"),
    [
        ({}, ()),
        ({"a": "../x"}, (Lender("a", "../x"),)),
        ({"a-b_1": "https://x.example"}, (Lender("a-b_1", "https://x.example"),)),
        (
            {"a": {"url": "x.inv", "base": "https://x.example/", "autolink": True}},
            (Lender("a", "x.inv", "https://x.example/", autolink=True),),
        ),
    ],
)
def test_the_option_names_sites(option: object, lenders: tuple[Lender, ...]) -> None:
    assert read_lenders(option) == lenders


@pytest.mark.parametrize(
    ("option", "reason"),
    [
        (["x"], "expected a mapping"),
        ({"a b": "x"}, "'a b' is no name"),
        ({"": "x"}, "'' is no name"),
        ({3: "x"}, "'3' is no name"),
        ({"a": ""}, "expected an address or a path"),
        ({"a": 3}, "expected an address or a path"),
        ({"a": None}, "expected an address or a path"),
        ({"a": {"base": "https://x.example"}}, "expected an address or a path"),
        ({"a": {"url": "x", "autolink": "yes"}}, "'autolink' has a wrong value: 'yes'"),
        ({"a": {"url": "x", "colour": "red"}}, "unknown key 'colour'; the keys are url, base"),
        ({"a": "ftp://x.example/"}, "'url' is no http or https address"),
        ({"a": "file:///x"}, "'url' is no http or https address"),
        ({"a": "https://"}, "'url' is no http or https address"),
        ({"a": {"url": "x", "base": "x.example"}}, "'base' is no http or https address"),
        ({"a": {"url": "x", "base": "javascript:x"}}, "'base' is no http or https address"),
    ],
)
def test_an_option_that_names_none_as_it_should_is_refused(option: object, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_lenders(option)

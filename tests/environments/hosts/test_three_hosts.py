"""One site in MkDocs, ProperDocs and Zensical: the same links, anchors, cards and warnings."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import Site, built, write_site

HOSTS = ("mkdocs", "properdocs", "zensical")

GLOSSARY = r"""---
title: Words
---
# Glossary

What stands before the first entry.

## Softmax

Turns [logits](#logit) into probabilities: $\frac{\exp(z_i)}{\sum_j \exp(z_j)}$.

Another paragraph with a [link](guide/deep/use.md#one).

## Logit { aliases="raw score" see="Softmax" }

A score before the softmax.

## Cross Entropy { #ce tags="loss" }

Low Rank Adaptation (LoRA) is not it.
"""

FILES = {
    "glossary.md": GLOSSARY,
    "index.md": "# Home\n\nThe raw scores, a softmax, and <term:Cross Entropy>.\n",
    "guide/index.md": "---\ntitle: Guide\n---\n\n# Guide\n\nA *logit*, `logit`, [logit](x.md).\n",
    "guide/x.md": "---\ngrimoire: false\n---\n\n# X\n\nA logit, and [one](term:softmax).\n",
    "guide/deep/use.md": (
        "# Deep\n\n## One\n\nCross entropies, [words](../../glossary.md#softmax), a LoRA.\n\n"
        '### Attention head { .term aliases="head" }\n\nReads a logit.\n\n## Two\n\nA head.\n'
    ),
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    """Return one site, built by each host."""
    found = {}
    for host in HOSTS:
        root = tmp_path_factory.mktemp(host)
        write_site(root, FILES)
        found[host] = built(host, root, "--strict", "--clean")
    return found


@pytest.mark.parametrize("host", HOSTS)
def test_a_site_without_a_finding_builds_strictly(sites: dict[str, Site], host: str) -> None:
    assert sites[host].warnings == []
    assert sites[host].status == 0, sites[host].output


def test_the_pages_are_what_they_should_be(sites: dict[str, Site]) -> None:
    page = sites["mkdocs"].pages["guide/deep/use/"]
    assert page.links == [
        ("ce", "glossary/#ce", "Cross entropies"),
        ("softmax", "glossary/#softmax", "words"),
        ("logit", "glossary/#logit", "logit"),
        ("attention-head", "guide/deep/use/#attention-head", "head"),
    ]


@pytest.mark.parametrize("host", HOSTS[1:])
@pytest.mark.parametrize("url", ["", "guide/", "guide/x/", "guide/deep/use/", "glossary/"])
def test_a_page_has_the_links_and_cards_that_it_has_in_mkdocs(
    sites: dict[str, Site], host: str, url: str
) -> None:
    page, expected = sites[host].pages[url], sites["mkdocs"].pages[url]
    assert page.links == expected.links
    assert page.cards == expected.cards
    assert page.anchors == expected.anchors
    assert expected.links


WRONG = {
    "index.md": "# Home\n\nA <term:softmx>.\n\nAnd [this](glossary.md#logits).\n",
    "guide/x.md": "---\ngrimoire: {autolink: some}\n---\n\n# X\n\nA <term:nothing>.\n",
    "glossary.md": (
        f"{GLOSSARY}\n## Softmax\n\nAgain, and [nothing](#nowhere).\n\n## Bare\n\n"
        "## Formula\n\nThe formula $\\foo$ is none; see <term:Bare>, <term:Formula>.\n"
    ),
}


def test_the_findings_of_a_site_are_the_same_and_fail_a_strict_build(tmp_path: Path) -> None:
    found = {}
    for host in HOSTS:
        (tmp_path / host).mkdir()
        write_site(tmp_path / host, {**FILES, **WRONG})
        found[host] = built(host, tmp_path / host, "--strict", "--clean")
    assert found["zensical"].warnings == found["mkdocs"].warnings
    assert found["properdocs"].warnings == found["mkdocs"].warnings
    assert [found[host].status for host in HOSTS] == [1, 1, 1]
    assert len(found["mkdocs"].warnings) == 8

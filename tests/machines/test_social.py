"""A link to a page is shown with its title, its description and a picture that no page loads."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from handoff.cards import draw, social
from handoff.cards.draw import Card
from handoff.machines.pages import built
from handoff.machines.site import add
from tests.fixtures.site import BUILT_FOR
from tests.machines.knots import ADDRESS, laid

META = re.compile(r'<meta (?:name="[\w:-]+" )?(?:property|name)="([\w:]+)" content="([^"]*)">')
# mermaid2 orders the attributes of the pages that it looks into anew.
DESCRIBED = re.compile(r'<meta(?=[^>]*property="og:description")[^>]*content="[^"]')
CARD = Card("A bight", "Knots", "Chapter 1 of 1", ("#ff0000", "#0000ff"))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return laid(tmp_path)


def said(page: Path) -> dict[str, str]:
    return dict(META.findall(page.read_text(encoding="utf-8")))


def test_a_page_names_its_title_and_its_card_by_their_full_address(site: Path):
    add(site)
    chapter = site / "knots" / "01-a-bight"

    assert said(chapter / "index.html") == {
        "og:title": "A bight",
        "og:type": "article",
        "og:image": f"{ADDRESS}knots/01-a-bight/card.png",
        "twitter:card": "summary_large_image",
    }
    assert Image.open(BytesIO((chapter / "card.png").read_bytes())).size == (1200, 630)


def test_a_card_is_drawn_once_and_again_when_it_says_something_else(site: Path, monkeypatch):
    add(site)
    drawn = []
    monkeypatch.setattr(draw, "png", lambda card: drawn.append(card.title) or b"")

    add(laid(site.parent))
    assert drawn == []

    source = site.parent / "docs" / "knots" / "01-a-bight.md"
    source.write_text(source.read_text().replace("title: A bight", "title: A bend"))
    add(laid_again(site))
    assert drawn == ["A bend"]


def laid_again(site: Path) -> Path:
    """The same site without what was added to its heads."""
    for page in site.rglob("index.html"):
        page.write_text(META.sub("", page.read_text()))
    return site


def test_a_page_without_an_address_and_one_in_another_script_have_no_card(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    nowhere = laid(tmp_path, address="")
    add(nowhere)
    assert list(nowhere.rglob("card.png")) == []

    site = laid(tmp_path)
    source = tmp_path / "docs" / "knots" / "01-a-bight.md"
    source.write_text(source.read_text().replace("title: A bight", "title: 結び目"))
    add(site)

    assert said(site / "knots" / "01-a-bight" / "index.html")["og:title"] == "結び目"
    assert not (site / "knots" / "01-a-bight" / "card.png").exists()


def test_a_card_has_the_colours_of_its_guide_below_and_a_title_that_fits():
    image = Image.open(BytesIO(draw.png(CARD))).convert("RGB")
    size, lines = draw.fitted("words " * 80, 1040, 1)

    assert image.getpixel((10, 625)) == (255, 0, 0)
    assert image.getpixel((1190, 625)) == (0, 0, 255)
    assert size == draw.SMALLEST and len(lines) <= 5
    assert draw.png(CARD) == draw.png(CARD)


def test_a_card_shows_its_title_what_is_above_and_what_is_below():
    image = Image.open(BytesIO(draw.png(CARD))).convert("L")
    rows = {"above": (80, 125), "title": (240, 380), "nothing": (400, 480), "below": (490, 535)}

    inked = {
        name: image.crop((80, top, 1120, end)).getextrema()[0] < 128
        for name, (top, end) in rows.items()
    }

    assert inked == {"above": True, "title": True, "nothing": False, "below": True}


def test_a_card_says_of_what_its_page_is_a_part_and_what_it_asks_of_a_reader(site: Path):
    cards = {page.source.name: social.card_of(page.source) for page in built(site)}

    chapter, overview = cards["knots/01-a-bight"], cards["knots/index"]
    assert chapter.above == overview.above + " · " + overview.title
    assert (
        chapter.below.split(" · ")[0] == "Chapter 1 of 1" and len(chapter.below.split(" · ")) == 3
    )
    assert overview.below == "1 chapter"


def test_a_title_is_text_in_the_head(site: Path):
    source = site.parent / "docs" / "knots" / "01-a-bight.md"
    source.write_text(source.read_text().replace("title: A bight", "title: 'A \"bight\" & <b>'"))
    [page] = [each for each in built(site) if each.source.is_chapter]

    assert 'content="A &quot;bight&quot; &amp; &lt;b&gt;"' in social.block(page)


@pytest.mark.parametrize("builder", ["mkdocs", "zensical"])
def test_every_page_of_this_site_has_a_card_that_it_does_not_load(builds, builder: str):
    pages = [page for page in builds(builder).rglob("index.html")]
    named = [said(page) for page in pages]

    assert len(pages) > 40
    for page, meta in zip(pages, named, strict=True):
        path = meta["og:image"].removeprefix(BUILT_FOR)
        assert (builds(builder) / path).is_file()
        text = page.read_text(encoding="utf-8")
        assert DESCRIBED.search(text)
        assert not re.search(r'(?:src|href)="[^"]*card\.png', text)

"""A book has what its guide's pages have, and nothing that only a screen can use."""

from pathlib import Path

import pytest
from lxml import etree
from lxml.html import HtmlElement

from handoff.book import article, whole
from handoff.book.whole import Book
from handoff.guides.guide import Guide
from tests.book.knots import ADDRESS, shelved

HTML = {"section", "header", "div", "p", "span", "a", "b", "em", "strong", "small", "code", "pre"}
HTML |= {"h1", "h2", "h3", "ul", "ol", "li", "figure", "br", "table", "thead", "tbody", "tr", "th"}
HTML |= {"td"}


@pytest.fixture
def book(site: Path) -> Book:
    return whole.read(Guide("knots"), site)


def part(book: Book, name: str) -> HtmlElement:
    return next(each.body for each in book.parts if each.name == name)


def texts(of: HtmlElement, name: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in article.having(of, name)]


def links(of: HtmlElement) -> dict[str, str]:
    return {each.text_content(): each.get("href") for each in of.iter("a")}


def test_its_parts_are_overview_chapters_words_and_experiments(book: Book):
    assert [(each.name, each.number) for each in book.parts] == [
        ("index", 0),
        ("01-a-bight", 1),
        ("02-a-slip", 2),
        ("glossary", 0),
        ("experiments", 0),
    ]


def test_nothing_is_left_that_only_a_screen_can_use(book: Book):
    tags = {
        each.tag
        for one in book.parts
        for each in one.body.iter(etree.Element)
        if not each.tag.startswith("{")
    }

    assert tags <= HTML
    assert "Check answer" not in part(book, "01-a-bight").text_content()


def test_what_needs_a_button_is_told_otherwise(book: Book):
    chapter = part(book, "01-a-bight")

    assert "Press" not in chapter.text_content()
    assert texts(chapter, "paper") == ["Pull at both ends."]


def test_answers_stand_at_the_end_of_the_chapter_by_letter(book: Book):
    chapter = part(book, "01-a-bight")
    asked, answers = texts(chapter, "quiz__question"), texts(chapter, "answer")

    assert asked[0].startswith("Question 1.1 Pick one What slips? a A bight b A bowline")
    assert "Nothing holds it." not in " ".join(asked)
    assert answers[0] == ("1.1 a a Right. Nothing holds it.b Wrong. It holds. A bight has no turn.")
    assert answers[2].startswith("1.3") and "bight" in answers[2]
    assert article.classes(chapter[-1]) == {"answers"}


def test_steps_have_letters_in_the_order_shown_and_their_right_order_in_the_answer(book: Book):
    chapter = part(book, "01-a-bight")
    shown = [each[2:] for each in texts(chapter, "quiz__row--step")]
    letters = ["ab".index(each) for each in texts(chapter, "answer__right")[1].split(", ")]

    assert sorted(shown) == ["Bend", "Pull"]
    assert [shown[each] for each in letters] == ["Bend", "Pull"]
    a, b = ("ab"[each] for each in letters)
    assert texts(chapter, "answer")[1] == f"1.2 {a}, {b} {a} Bend {b} Pull"


def test_question_and_answer_lead_to_each_other(book: Book):
    chapter = part(book, "01-a-bight")
    there = {each.get("id") for each in chapter.iter() if each.get("id")}
    hrefs = [
        link.get("href").partition("#")[2]
        for kind in ("to-answer", "answer__name")
        for each in article.having(chapter, kind)
        for link in each.iter("a")
    ]

    assert len(hrefs) == 6 and set(hrefs) <= there


def test_a_lab_is_its_files_by_name_and_what_it_printed(book: Book):
    [lab] = article.having(part(book, "01-a-bight"), "lab")

    assert texts(lab, "lab__file")[0].startswith("pull.pyprint(")
    assert texts(lab, "lab__output") == ["----"]
    assert links(lab)["Run it on the site"] == f"{ADDRESS}knots/01-a-bight/"


def test_a_replay_is_told_scene_by_scene(book: Book):
    [replay] = article.having(part(book, "02-a-slip"), "replay")

    assert "It is tied The rope: the rope: bent" in " ".join(replay.text_content().split())
    assert "the rope: flat" in replay.text_content()


def test_links_lead_into_the_book_where_it_has_the_place(book: Book):
    found = links(part(book, "02-a-slip"))

    assert found["how a bight is pulled"] == "book:01-a-bight#pull"
    assert found["who ties it"] == "https://ropes.example/long/way"
    assert found["other guide"] == f"{ADDRESS}sails/"
    assert links(part(book, "01-a-bight"))["rope"] == "book:glossary#rope"


@pytest.mark.parametrize("address", ["", "http://127.0.0.1:8000/"])
def test_without_an_address_for_readers_a_link_out_of_the_book_is_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
):
    monkeypatch.chdir(tmp_path)
    found = links(part(whole.read(Guide("knots"), shelved(tmp_path, address)), "02-a-slip"))

    assert "other guide" not in found
    assert found["how a bight is pulled"] == "book:01-a-bight#pull"


def test_a_mark_has_the_number_of_its_experiment(book: Book):
    experiments = part(book, "experiments")

    assert texts(part(book, "02-a-slip"), "claim") == ["✓1"]
    assert texts(experiments, "experiment__sentence")[0].startswith("1 A pull at both ends")


def test_a_diagram_has_its_colours_in_itself(book: Book):
    drawn = next(part(book.paper(500), "01-a-bight").iter("{*}svg"))
    fills = {each.get("fill") for each in drawn.iter("{*}rect", "{*}text")}

    assert {"#102030", "#889098"} <= fills  # ink, and half of it on white paper
    assert "viewBox" in drawn.attrib and "var(" not in etree.tostring(drawn, encoding="unicode")


def test_a_wide_diagram_that_would_be_too_small_gives_way_to_the_tall_one(book: Book):
    def kept(width: float) -> list[str]:
        chapter = part(book.paper(width), "01-a-bight")
        return [name for name in ("wide", "tall") if article.having(chapter, f"diagram__{name}")]

    assert (kept(800), kept(60)) in ((["wide"], ["tall"]), ([], []))


def test_words_of_another_guide_come_along_when_this_one_has_none(site: Path, tmp_path: Path):
    glossary = site / "knots" / "glossary"
    for name in ("site", "docs"):
        (tmp_path / name / "sails").mkdir(exist_ok=True)
    glossary.rename(site / "sails" / "glossary")
    (tmp_path / "docs/knots/glossary.md").rename(tmp_path / "docs/sails/glossary.md")
    page = site / "knots" / "01-a-bight" / "index.html"
    page.write_text(page.read_text().replace("../glossary/", "../../sails/glossary/"))

    book = whole.read(Guide("knots"), site)

    assert "It bends." in part(book, "glossary").text_content()
    assert links(part(book, "01-a-bight"))["rope"] == "book:glossary#rope"


def test_its_date_is_the_one_that_the_environment_names(book: Book, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")

    assert f"{book.changed:%Y-%m-%d}" == "1970-01-02"

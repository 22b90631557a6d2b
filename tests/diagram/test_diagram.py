"""What the ```mermaid fence makes of a diagram."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from handoff.diagram import draw
from handoff.diagram.fence import figure, read
from handoff.pages.page import Fence, Page

WORDS = "accTitle: A task's way\naccDescr: The client enqueues, the broker delivers."
FLOW = f"flowchart LR\n{WORDS}\nclient[your app]:::client -->|enqueue| broker[(queue)]:::broker\n"
SEQUENCE = f"sequenceDiagram\n{WORDS}\nparticipant worker\nclient->>worker: run\n"


def svgs(figure: str) -> list[ET.Element]:
    return list(ET.fromstring(figure).iter("{http://www.w3.org/2000/svg}svg"))


def test_a_flowchart_is_inline_svg_with_title_and_description():
    drawn = svgs(figure(FLOW))

    assert [svg[0].text for svg in drawn] == ["A task's way"] * 2
    assert [svg[1].text for svg in drawn] == ["The client enqueues, the broker delivers."] * 2
    assert {svg.get("role") for svg in drawn} == {"img"}


def test_a_wide_flowchart_has_a_narrow_twin_for_phones():
    wide, tall = svgs(figure(FLOW))

    assert float(wide.get("width")) > 340 > float(tall.get("width"))


def test_a_narrow_diagram_is_drawn_once():
    assert len(svgs(figure(FLOW.replace("LR", "TB")))) == 1


def test_nodes_keep_the_class_of_their_piece():
    html = figure(FLOW)

    assert 'class="node default client"' in html
    assert 'class="node default broker"' in html


def test_participants_get_the_class_of_their_piece():
    assert "actor-top worker" in figure(SEQUENCE)


def test_no_colour_style_sheet_or_filter_is_left():
    html = figure(FLOW) + figure(SEQUENCE)

    for leftover in ("<style", "style=", "<filter", "Gradient", "data-look", "#eaeaea"):
        assert leftover not in html


def test_arrowheads_point_at_markers_that_are_there():
    for svg in svgs(figure(FLOW)):
        ids = {element.get("id") for element in svg.iter() if element.get("id")}
        used = {e.get("marker-end")[5:-1] for e in svg.iter() if e.get("marker-end")}
        assert used and used <= ids


def test_two_diagrams_of_a_page_share_no_id():
    both = svgs(figure(FLOW)) + svgs(figure(SEQUENCE))
    ids = [e.get("id") for svg in both for e in svg.iter() if e.get("id")]

    assert len(ids) == len(set(ids))


def problems(source: str) -> list[str]:
    page = Page(Path("docs/x.md"), "")
    return [each.message for each in read(Fence("mermaid", source.splitlines(), 4), page).problems]


@pytest.mark.parametrize("missing", ["accTitle", "accDescr"])
def test_a_diagram_without_words_is_told(missing):
    source = "\n".join(line for line in FLOW.splitlines() if missing not in line)

    [problem] = problems(source)

    assert f"the diagram has no {missing}; add a line" in problem


def test_a_misspelt_diagram_is_told_with_the_fault():
    [problem] = problems(FLOW + "x[never closed\n")

    assert "Unterminated node label" in problem


def test_without_merman_the_source_is_left_to_the_browser(monkeypatch):
    monkeypatch.setattr(draw, "merman", None)
    source = FLOW.replace("queue", "a <queue>")  # not drawn, so not cached, before

    html = figure(source)

    assert '<code class="language-mermaid">' in html
    assert "a &lt;queue&gt;" in html

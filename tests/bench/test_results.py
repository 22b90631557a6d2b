"""The bench's own parts: results kept and refused, the page, the sites it lays."""

import json

import pytest

from handoff.diagnostics import check
from tests.bench import results
from tests.bench.__main__ import MEASUREMENTS
from tests.bench.costs import CommandError, cost, in_turns
from tests.bench.page import SECTIONS, page, table
from tests.bench.results import ResultsError, Row
from tests.bench.tools import TOOLS, lay

ROWS = [
    Row("10 chapters", "plain Material", "processor", "s", [2.0, 1.0, 4.0]),
    Row("10 chapters", "ours in MkDocs", "processor", "s", [3.0, 1.2, 4.4]),
]
MEASURED = {
    "date": "2026-11-28",
    "machine": "2 cores",
    "load": [1.0, 2.5],
    "versions": {"mkdocs": "1.6.1"},
    "rows": ROWS,
}


def test_what_is_kept_is_read_back(tmp_path):
    file = tmp_path / "results.json"

    results.keep("build", MEASURED, file)
    results.keep("lab", {**MEASURED, "date": "2026-11-29"}, file)

    kept = results.read(file)
    assert kept["build"] == MEASURED
    assert kept["lab"]["date"] == "2026-11-29"


def test_a_measurement_takes_the_place_of_its_last(tmp_path):
    file = tmp_path / "results.json"

    results.keep("build", MEASURED, file)
    results.keep("build", {**MEASURED, "rows": ROWS[:1]}, file)

    assert results.read(file)["build"]["rows"] == ROWS[:1]


def test_no_file_is_no_results(tmp_path):
    assert results.read(tmp_path / "results.json") == {}


WRONG = {
    "not JSON": "{",
    "holds no object": "[]",
    "build: is no object": '{"build": 1}',
    "build: has no date": json.dumps({"build": {**MEASURED, "date": None, "rows": []}}),
}


@pytest.mark.parametrize(("said", "text"), WRONG.items())
def test_a_wrong_file_is_refused_with_what_would_do(tmp_path, said, text):
    file = tmp_path / "results.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(ResultsError, match=said) as refused:
        results.read(file)

    assert "results.json" in str(refused.value) and "again" in str(refused.value)


WRONG_ROWS = [
    ({"values": []}, "one number a run"),
    ({"values": [1.0, "fast"]}, "one number a run"),
    ({"values": [float("nan")]}, "one number a run"),
    ({"values": [-1.0]}, "one number a run"),
    ({"unit": "hours"}, "the unit is 'hours'"),
    ({"colour": "red"}, "colour"),
]


@pytest.mark.parametrize(("change", "said"), WRONG_ROWS)
def test_a_wrong_row_is_refused(tmp_path, change, said):
    file = tmp_path / "results.json"
    row = {"case": "a", "name": "b", "figure": "c", "unit": "s", "values": [1.0], **change}
    file.write_text(json.dumps({"build": {**MEASURED, "rows": [row]}}), encoding="utf-8")

    with pytest.raises(ResultsError, match=said):
        results.read(file)


def test_a_table_has_medians_spread_and_the_ratio_of_runs_side_by_side():
    lines = list(table(ROWS, "plain Material"))

    assert lines[0] == "| Case | What | processor, s | × plain Material |"
    assert lines[2] == "| 10 chapters | plain Material | 2 (1 to 4) | 1.00 |"
    assert lines[3] == "|  | ours in MkDocs | 3 (1.20 to 4.40) | 1.20 |"


def test_the_page_says_when_and_on_what():
    text = page({"build-10": MEASURED})

    assert SECTIONS["build-10"].title in text and SECTIONS["lab"].title not in text
    assert "Measured 2026-11-28, 3 runs each, on 2 cores, at a load of 1.0 before" in text


def test_the_page_of_the_site_is_what_the_results_say():
    from tests.bench.page import PAGE

    assert PAGE.read_text(encoding="utf-8") == page(results.read())


def test_all_tools_take_turns_and_rounds_alternate():
    order = []

    found = in_turns(["a", "b"], 2, lambda name: order.append(name) or len(order))

    assert order == ["a", "b", "b", "a"]
    assert found == {"a": [1, 4], "b": [2, 3]}


def test_a_command_that_fails_says_its_last_words(tmp_path):
    with pytest.raises(CommandError, match="nothing to build"):
        cost(["sh", "-c", "echo nothing to build; exit 3"], tmp_path)


def test_our_chapters_pass_the_check(tmp_path, monkeypatch):
    lay(TOOLS["ours"], tmp_path, 2)
    monkeypatch.chdir(tmp_path)

    assert check.problems() == []


def test_every_tool_gets_the_same_words(tmp_path):
    texts = {}
    for name, tool in TOOLS.items():
        lay(tool, tmp_path / name, 2)
        texts[name] = (tmp_path / name / "docs/g000/02-what.md").read_text(encoding="utf-8")

    assert texts["ours"] == texts["zensical"]
    assert texts["ours"].count("```quiz") > 0 and texts["ours"].count("```mermaid") == 1
    assert texts["quiz"].count("<quiz>") == 6 and "```quiz" not in texts["quiz"]
    assert texts["mermaid2"].count("```mermaid") == 1 and "<quiz>" not in texts["mermaid2"]
    for text in texts.values():
        assert text.count("--8<--") == 5 and "worker1" in text and "```lab" not in text


def test_every_measurement_has_its_place_on_the_page():
    assert {*MEASUREMENTS} == {*SECTIONS}

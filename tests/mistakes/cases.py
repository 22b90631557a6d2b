"""The mistakes of authors: what is written, and in which file.

told.json has what is said about each: the cause, and nothing that only follows from it.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from tests.mistakes.project import FILES, write

CHAPTER = "docs/guide/01-tea.md"
QUIZ = "quizzes/guide/01-tea.json"
RUN = "examples/guide/01-tea/run.toml"
SAMPLE = "examples/guide/01-tea/tea.py"
REPLAY = "examples/guide/01-tea/replays/cooling.json"
RECORDER = "examples/guide/01-tea/replays/cooling.py"
OVERVIEW = "docs/guide/index.md"
CHANGELOG = "CHANGELOG.md"
PROOF = "tests/claims/guide/01-tea.py"


DESCRIPTION = "How long tea steeps, and what becomes of it when nobody looks at the clock."
DIAGRAM = FILES[CHAPTER].partition("```mermaid\n")[2].partition("```")[0]
HEAD = FILES[CHAPTER][: FILES[CHAPTER].index("Tea waits")]
TOLD = json.loads(Path(__file__).with_name("told.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Case:
    """`old` becomes `new` in `file`; without `old`, `new` is all of it, and None removes it."""

    name: str
    file: str
    old: str
    new: str | bytes | None

    @property
    def told(self) -> list[str]:
        """Everything that is said, in order."""
        return TOLD[self.name]

    def make(self, folder: Path) -> None:
        path = folder / self.file
        if self.new is None:
            path.unlink()
        elif not self.old:
            write(path, self.new)
        else:
            text = FILES[self.file]
            assert text.count(self.old) >= 1, f"{self.name}: {self.old!r} is not in {self.file}"
            write(path, text.replace(self.old, self.new, 1))

    def mend(self, folder: Path) -> None:
        if self.file in FILES:
            write(folder / self.file, FILES[self.file])
        else:
            (folder / self.file).unlink()


def chapter(name: str, old: str, new: str) -> Case:
    return Case(name, CHAPTER, old, new)


def quiz(name: str, old: str, new: str) -> Case:
    return Case(name, QUIZ, old, new)


def run(name: str, old: str, new: str) -> Case:
    return Case(name, RUN, old, new)


def replay(name: str, old: str, new: str) -> Case:
    return Case(name, REPLAY, old, new)


FRONT_MATTER = [
    chapter("title missing", "title: Tea and time\n", ""),
    chapter(
        "description missing",
        f"description: {DESCRIPTION}\n",
        "",
    ),
    chapter(
        "description short",
        DESCRIPTION,
        "Tea.",
    ),
    chapter("difficulty unknown", "difficulty: beginner", "difficulty: medium"),
    chapter("minutes in words", "minutes: 5", "minutes: ten"),
    chapter("minutes too many", "minutes: 5", "minutes: 500"),
    chapter("unknown key", "minutes: 5", "minutes: 5\nobjectivs: {}"),
    chapter("not yaml", "title: Tea and time", "title: Tea: and time"),
    chapter("never closed", '"say how long tea steeps"\n---\n', '"say how long tea steeps"\n'),
    chapter("none at all", HEAD, ""),
    chapter("objectives a list", '  steep: "say how long tea steeps"', "  - steep"),
    chapter("objective not kebab", "  steep:", "  Steep_It:"),
    chapter("objective empty", '"say how long tea steeps"', '""'),
    chapter("unknown piece", "pieces: [pot]", "pieces: [pott]"),
    chapter("pieces no list", "pieces: [pot]", "pieces: pot"),
    chapter(
        "objective untested",
        '  steep: "say how long tea steeps"',
        '  steep: "say how long tea steeps"\n  pour: "pour it"',
    ),
    Case(
        "base is no guide",
        OVERVIEW,
        "title: The guide\n",
        "title: The guide\nbuilds_on: gude\n",
    ),
]
FENCES = [
    chapter("quiz fence empty", "```quiz\nguide/01-tea\nhow-long\nin-order\n", "```quiz\n"),
    chapter("quiz misspelt", "```quiz\nguide/01-tea", "```quiz\nguide/01-tee"),
    chapter("question misspelt", "how-long\nin", "how-lnog\nin"),
    chapter("question twice", "how-long\nin-order", "how-long\nhow-long\nin-order"),
    chapter("fence name misspelt", "```quiz\n", "```quizz\n"),
    chapter("fence never closed", "in-order\n```\n", "in-order\n"),
    chapter("lab empty", "```lab\nguide/01-tea\ntea.py\n", "```lab\n"),
    chapter("lab folder misspelt", "```lab\nguide/01-tea", "```lab\nguide/01-tee"),
    chapter("lab without a program", "```lab\nguide/01-tea\ntea.py\n", "```lab\nguide/01-tea\n"),
    chapter("lab file misspelt", "tea.py\n```", "tee.py\n```"),
    chapter("simulator without a name", "## Tea", "```simulator\n```\n\n## Tea"),
    chapter("simulator of no subject", "## Tea", "```simulator\nsteeping\n```\n\n## Tea"),
    chapter("mermaid syntax", "    pot --> cup", "    pot --> > cup"),
    chapter("mermaid without a title", "    accTitle: From pot to cup\n", ""),
    chapter(
        "mermaid without a description", "    accDescr: Tea goes from the pot into the cup.\n", ""
    ),
    chapter(
        "mermaid empty",
        DIAGRAM,
        "",
    ),
    Case(
        "phases without a guide",
        OVERVIEW,
        "```phases\nguide\n9 · Milk · advanced · When to add milk.\n",
        "```phases\n",
    ),
    Case("phases of no guide", OVERVIEW, "```phases\nguide", "```phases\ngiude"),
    Case("phases stray line", OVERVIEW, "9 · Milk · advanced · When to add milk.", "Milk"),
    Case(
        "experiments of no guide",
        "docs/guide/experiments.md",
        "```experiments\nguide",
        "```experiments\ngiude",
    ),
    Case(
        "experiments without a guide",
        "docs/guide/experiments.md",
        "```experiments\nguide\n",
        "```experiments\n",
    ),
]
TEXT = [
    chapter("callout misspelt", "!!! happened", "!!! hapened"),
    chapter("snippet file missing", "tea.py:steep", "tee.py:steep"),
    chapter("snippet section missing", "tea.py:steep", "tea.py:stoop"),
    chapter("snippet of an output nobody prints", 'tea.py:steep"', 'tee.txt"'),
    chapter("link to no page", "[pot](index.md)", "[pot](indx.md)"),
    chapter(
        "link to no section", "(#tea-steeps-for-three-minutes)", "(#tea-steeps-for-three-minuets)"
    ),
    chapter("link to no section of another page", "[pot](index.md)", "[pot](index.md#teapot)"),
    chapter("claim without an experiment", "{claim:tea_gets_bitter}", "{claim:tea_gets_biter}"),
    chapter("claim with capitals", "{claim:tea_gets_bitter}", "{claim:Tea gets bitter}"),
    chapter("claims for claim", "{claim:tea_gets_bitter}", "{claims:tea_gets_bitter}"),
    chapter("claim forgotten", "{claim:tea_gets_bitter}", ""),
    Case("Latin-1", CHAPTER, "", FILES[CHAPTER].replace("colour", "coloür").encode("latin-1")),
    Case("one digit", "docs/guide/9-milk.md", "", "# Milk\n"),
    Case(
        "number twice",
        "docs/guide/01-tee.md",
        "",
        HEAD.replace('\n  steep: "say how long tea steeps"', " {}"),
    ),
    Case(
        "experiment of no page",
        "tests/claims/guide/07-milk.py",
        "",
        'def test_x():\n    """X."""\n',
    ),
    Case(
        "experiment without a sentence",
        PROOF,
        '    """Tea that steeps for nine minutes is bitter."""\n',
        "",
    ),
    Case(
        "experiment not Python", PROOF, "def test_tea_gets_bitter():", "def test_tea_gets_bitter(:"
    ),
    Case(
        "experiment twice",
        PROOF,
        "def test",
        'def test_tea_gets_bitter():\n    """Twice."""\n\n\ndef test',
    ),
]
MANIFEST = [
    run("toml syntax", '"python tea.py"', "python tea.py"),
    run("toml unknown table", "[record]", "[recrod]"),
    run("toml unknown key", "tea = { run", "tea = { rum"),
    run("toml unknown process", '"python tea.py"', '"python tea.py", with = ["ketle"]'),
    run("toml number for text", '"python kettle.py"', "5"),
    run("toml nothing to record", '{ run = "python tea.py" }', "{ code = 1 }"),
    run("toml entry deleted", 'tea = { run = "python tea.py" }', ""),
    run("toml record no table", '{ run = "python tea.py" }', '"python tea.py"'),
    run("toml log not beside", '{ run = "python tea.py" }', '{ log = "kettle" }'),
    run("toml code in words", '"python tea.py"', '"python tea.py", code = "two"'),
    Case("output not recorded", "examples/guide/01-tea/tea.txt", "", None),
    Case("manifest missing", RUN, "", None),
    Case("sample missing", SAMPLE, "", None),
]
QUIZZES = [
    Case("quiz empty", QUIZ, "", "[]\n"),
    Case("quiz of nothing", QUIZ, "", ""),
    Case("quiz an object", QUIZ, "", "{}\n"),
    Case("quiz not UTF-8", QUIZ, "", b"[\xff]"),
    Case("quiz missing", QUIZ, "", None),
    quiz("comma missing", '"id": "how-long",', '"id": "how-long"'),
    quiz("comma too many", '"tests": "steep"\n  }\n]', '"tests": "steep",\n  }\n]'),
    quiz("bracket missing", '"tests": "steep"\n  }\n]', '"tests": "steep"\n  }\n'),
    quiz("id missing", '    "id": "how-long",\n', ""),
    quiz("id with capitals", '"how-long"', '"How Long"'),
    quiz("id twice", '"in-order"', '"how-long"'),
    quiz("answer out of range", '"answer": 0', '"answer": 7'),
    quiz("answer missing", '    "answer": 0,\n', ""),
    quiz("answer a text", '"answer": 0', '"answer": "Mostly hot water"'),
    quiz("all right", '"answer": 0', '"answer": [0, 1]'),
    quiz("key misspelt", '"explain": "Leaves', '"explian": "Leaves'),
    quiz("kind misspelt", '"kind": "order"', '"kind": "ordr"'),
    quiz("why empty", '"Right. The leaves have given little so far."', '""'),
    quiz("choices equal", "Strong black tea", "Mostly hot water"),
    quiz("see no section", '"see": "tea-steeps-for-three-minutes"', '"see": "tea-steeps"'),
    quiz("tests no objective", '"tests": "steep"', '"tests": "steam"'),
    quiz(
        "steps too few",
        '"Boil the water",\n      "Pour it over the leaves",\n      "Wait three minutes"',
        '"Boil the water"',
    ),
    quiz("all of the above", "Strong black tea", "All of the above"),
    quiz(
        "question's sample missing",
        '"answer": 0,',
        '"answer": 0,\n    "sample": "guide/01-tea/tee.py",',
    ),
    quiz("question empty", "You pour after one minute. What do you taste?", ""),
]
REPLAYS = [
    chapter("replay fence empty", "```replay\nguide/01-tea/cooling\nopen\n", "```replay\n"),
    chapter("replay misspelt", "01-tea/cooling", "01-tea/coolin"),
    chapter("film misspelt", "cooling\nopen", "cooling\nopne"),
    Case("replay not recorded", REPLAY, "", None),
    Case("replay without its program", RECORDER, "", None),
    Case("replay empty", REPLAY, "", "{}\n"),
    replay("replay no JSON", '"title": "Tea cools",', '"title": "Tea cools"'),
    replay("replay key misspelt", '"say"', '"sya"'),
    replay("replay time a text", "9.5", '"late"'),
    replay("replay place unknown", '{"cup": "cold"}', '{"cap": "cold"}'),
    replay("replay message unknown", '[[0, "steams"]]', '[[1, "steams"]]'),
    replay("replay scene too many", '"You wait"', '"You wait", "You drink"'),
    replay("replay claim unknown", "tea_gets_bitter", "tea_gets_biter"),
    replay("replay piece unknown", '"piece": "cup"', '"piece": "cap"'),
]
RELEASES = [
    Case("release without a day", CHANGELOG, "1.1.0 · 2026-03-01", "1.1.0"),
    Case("release of no day", CHANGELOG, "2026-03-01", "2026-02-30"),
    Case("releases out of order", CHANGELOG, "1.1.0 · 2026-03-01", "0.9.0 · 2026-03-01"),
    Case("release from before", CHANGELOG, "1.1.0 · 2026-03-01", "1.1.0 · 2026-01-01"),
    Case("release of nothing", CHANGELOG, "- Tea steeps.\n", ""),
    Case("release's link misspelt", CHANGELOG, "guide/01-tea.md", "guide/01-tee.md"),
    Case("unreleased below", CHANGELOG, "1.0.0 · 2026-02-01", "Unreleased"),
    Case("changelog not UTF-8", CHANGELOG, "", b"\xff"),
]
DIGITS = "9" * 5_000  # int() refuses them
LETTERS = "x" * 5_000  # no file's name has as many
HOSTILE = [
    chapter("a day that is none", "minutes: 5", "minutes: 2026-13-45"),
    chapter("a number without an end", "minutes: 5", f"minutes: {DIGITS}"),
    chapter("a piece that is a list", "pieces: [pot]", "pieces: &a [*a]"),
    chapter("a key twice", "minutes: 5", "minutes: 5\nminutes: 6"),
    chapter("an objective twice", '  steep: "say', '  steep: "know"\n  steep: "say'),
    chapter("link with a NUL", "(index.md)", "(%00.md)"),
    chapter("link of thousands of letters", "(index.md)", f"({LETTERS}.md)"),
    chapter("quiz of thousands of letters", "```quiz\nguide/01-tea", f"```quiz\n{LETTERS}"),
    chapter("snippet of a folder", "guide/01-tea/tea.py:steep", "guide/01-tea"),
    Case("pieces of numbers", OVERVIEW, "{pot: pot, cup: cup}", "{pot: pot, cup: cup, 1: 2}"),
    Case("order in words", OVERVIEW, "title: The guide", "title: The guide\norder: first"),
    Case("leads to no guide", OVERVIEW, "title: The guide", "title: The guide\nleads: {gude: so}"),
    Case("base with a NUL", OVERVIEW, "title: The guide", 'title: The guide\nbuilds_on: "a\\0"'),
    Case("experiment in Latin-1", PROOF, "", FILES[PROOF].replace("nine", "né").encode("latin-1")),
    Case("experiment in UTF-16", PROOF, "", FILES[PROOF].encode("utf-16")),
    Case("experiment too deep", PROOF, "", f"x = {'+'.join('1' * 30_000)}\n"),
    run("toml too deep", "", f"a = {'[' * 3_000}{']' * 3_000}\n"),
    run("toml number without an end", '"python tea.py"', f'"python tea.py", code = {DIGITS}'),
    run("toml tables for names", '"python tea.py"', '"python tea.py", with = [{ a = 2 }]'),
    run("toml true for a number", '"python tea.py"', '"python tea.py", code = true'),
    run("toml numbers as environment", '"python tea.py"', '"python tea.py", env = { a = 1 }'),
    run("toml name of thousands of letters", "tea = {", f"{LETTERS} = {{"),
    replay("replay time without an end", "9.5", "1e999"),
]
CASES = [*FRONT_MATTER, *FENCES, *TEXT, *MANIFEST, *QUIZZES, *REPLAYS, *RELEASES, *HOSTILE]

"""What is compared: one chapter, many times, as each tool would have its author write it.

    text, five samples ┬─ plain      nothing more
                       ├─ mermaid2   and the diagram, drawn in the reader's browser
                       ├─ quiz       and six questions, in the Markdown of mkdocs-quiz
                       └─ ours       and both, in MkDocs and in Zensical

Left out everywhere: the lab, experiments, links into the glossary, and the questions of a kind that
mkdocs-quiz doesn't have.
"""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import handoff

STEM = "celery/01-what-celery-is-and-why"
GUIDE = 20  # chapters
ENGINE = ("overrides", "handoff", "handoff_celery")
PLAIN = """\
site_name: Plain
site_url: http://127.0.0.1:8000/
theme:
  name: material
  font: false
  features: [navigation.indexes, navigation.instant, navigation.prune, content.code.copy]
plugins:
  - search
{plugins}markdown_extensions:
  - admonition
  - attr_list
  - md_in_html
  - tables
  - toc: {{permalink: true}}
  - pymdownx.highlight
  - pymdownx.snippets: {{base_path: [examples]}}
  - pymdownx.superfences{fences}
"""
MERMAID2 = """\
  - mermaid2:
      javascript: assets/mermaid/mermaid.esm.min.mjs
"""
FENCES = """:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:mermaid2.fence_mermaid_custom"""
OVERVIEW = """\
---
title: Many chapters
description: A guide that is there to be measured, with twenty chapters that differ in a word.
pieces: {client: client, broker: broker, worker: worker, backend: result backend}
---

# Many chapters
"""


@dataclass(frozen=True)
class Tool:
    """`requirements` names a file beside this one; without it, the project's own environment."""

    name: str
    title: str
    config: Callable[[], str]
    fences: Callable[[str, list[dict]], str]
    requirements: str = ""
    builder: str = "mkdocs"


def plain(kind: str, questions: list[dict]) -> str:
    return ""


def diagrams(kind: str, questions: list[dict]) -> str | None:
    return None if kind == "mermaid" else ""


def questions_of_mkdocs_quiz(kind: str, questions: list[dict]) -> str:
    return "\n\n".join(map(mkdocs_quiz, questions)) if kind == "quiz" else ""


def ours(kind: str, questions: list[dict]) -> str | None:
    return None


def mkdocs_quiz(question: dict) -> str:
    """One question as mkdocs-quiz's authors write it; its reasons have no place there."""
    answer = question["answer"]
    right = answer if isinstance(answer, list) else [answer]
    choices = [
        f"- [{'x' if number in right else ' '}] {choice['text']}"
        for number, choice in enumerate(question["choices"])
    ]
    return "\n".join(["<quiz>", question["q"], *choices, "", question["explain"], "</quiz>"])


def our_config() -> str:
    """The project's own, which watches nothing here."""
    config = (handoff.root() / "mkdocs.yml").read_text(encoding="utf-8")
    config = re.sub(r"^watch: .*$", "", config, flags=re.M)
    return re.sub(r"^strict: true$", "strict: false", config, flags=re.M)


def plain_config(plugins: str = "", fences: str = "") -> str:
    return PLAIN.format(plugins=plugins, fences=fences)


TOOLS = {
    tool.name: tool
    for tool in (
        Tool("plain", "plain Material", plain_config, plain, "plain"),
        Tool("ours", "ours in MkDocs", our_config, ours),
        Tool("zensical", "ours in Zensical", our_config, ours, "zensical", "zensical"),
        Tool(
            "mermaid2",
            "with mermaid2",
            lambda: plain_config(MERMAID2, FENCES),
            diagrams,
            "mermaid2",
        ),
        Tool(
            "quiz",
            "with mkdocs-quiz",
            lambda: plain_config("  - mkdocs_quiz:\n      auto_submit: false\n"),
            questions_of_mkdocs_quiz,
            "quiz",
        ),
    )
}


def lay(tool: Tool, project: Path, count: int, asked: int | None = None) -> None:
    """A site of that many chapters, in guides of twenty, no two of them alike.

    `asked` puts that many questions into each chapter instead of its own six.
    """
    root = handoff.root()
    chapter = stripped((root / "docs" / f"{STEM}.md").read_text(encoding="utf-8"))
    quiz = json.loads((root / "quizzes" / f"{STEM}.json").read_text(encoding="utf-8"))
    chapter, quiz = of_choices(chapter, quiz)
    if asked is not None:
        chapter, quiz = repeated(chapter, quiz, asked)
    shutil.copytree(root / "examples" / STEM, project / "examples" / STEM)
    if tool.fences is ours:
        for name in ENGINE:
            shutil.copytree(root / name, project / name)
    write(project / "mkdocs.yml", tool.config())
    write(project / "docs" / "index.md", "# Home\n")
    for number in range(-(-count // GUIDE)):
        write(project / "docs" / f"g{number:03d}" / "index.md", OVERVIEW)
    for number in range(count):
        stem = f"g{number // GUIDE:03d}/{number % GUIDE + 1:02d}-what"
        text, questions = (
            of_its_own(chapter, number),
            json.loads(of_its_own(json.dumps(quiz), number)),
        )
        write(project / "docs" / f"{stem}.md", written(text, tool, questions, stem))
        if tool.fences is ours:
            write(project / "quizzes" / f"{stem}.json", json.dumps(questions, indent=2))


def of_its_own(text: str, number: int) -> str:
    """The text with a word that no other chapter has, in its prose, diagram and questions."""
    return text.replace(" worker ", f" worker{number} ")


def stripped(chapter: str) -> str:
    """Without what leads to other pages, or belongs to one tool alone."""
    chapter = re.sub(r"^```lab\n.*?^```\n", "", chapter, flags=re.S | re.M)
    return re.sub(r"\[([^\]]+)\]\([^)]*\.md[^)]*\)|\{claim:\w+\}", r"\1", chapter)


def of_choices(chapter: str, quiz: list[dict]) -> tuple[str, list[dict]]:
    """The questions that are answered by picking, in chapter and quiz alike."""
    kept = [each for each in quiz if each.get("kind", "choice") == "choice"]
    kept = [each for each in kept if re.search(rf"^{each['id']}$", chapter, re.M)]
    for each in quiz:
        if each not in kept:
            chapter = re.sub(rf"^{each['id']}\n", "", chapter, flags=re.M)
    tested = {each["tests"] for each in kept}
    lines = chapter.split("\n")
    start, end = lines.index("objectives:"), lines.index("---", 1)
    untested = [line for line in lines[start + 1 : end] if line.split(":")[0].strip() not in tested]
    return "\n".join(line for line in lines if line not in untested), kept


def repeated(chapter: str, quiz: list[dict], asked: int) -> tuple[str, list[dict]]:
    """The chapter with that many questions, all at its end."""
    body = re.sub(r"^```quiz\n.*?^```\n", "", chapter, flags=re.S | re.M)
    body = re.sub(r"^objectives:\n(?:  .*\n)+", "objectives: {}\n", body, flags=re.M)
    many = [{**quiz[number % len(quiz)], "id": f"question-{number + 1}"} for number in range(asked)]
    for number, each in enumerate(many):
        each["q"] = f"{number + 1}: {each['q']}"
        each.pop("tests")
    return f"{body}\n```quiz\n{STEM}\n```\n", many


def written(text: str, tool: Tool, questions: list[dict], stem: str) -> str:
    """The chapter with its fences as the tool has them."""
    by_id = {each["id"]: each for each in questions}

    def fence(found: re.Match) -> str:
        named = [by_id[word] for word in found[2].split() if word in by_id]
        own = tool.fences(found[1], named or questions)
        return found[0].replace(STEM, stem, 1) if own is None else own

    return re.sub(r"^```(quiz|mermaid)\n(.*?)^```$", fence, text, flags=re.S | re.M)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

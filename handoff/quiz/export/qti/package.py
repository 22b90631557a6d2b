"""What holds the items together: the manifest of the package, and a test of all of them."""

from pathlib import Path

from handoff.quiz.export.qti.elements import PACKAGE, QTI, Element, add, root
from handoff.quiz.files import name_of
from handoff.quiz.model import Question


def path_of(question: Question, quiz: Path) -> str:
    return f"items/{name_of(quiz)}/{question.id}.xml"


def identifier(path: str) -> str:
    """A name that XML takes: it starts with a letter and has no slash."""
    return "q-" + path.removeprefix("items/").removesuffix(".xml").replace("/", ".")


def manifest(items: list[str]) -> Element:
    found = root("manifest", PACKAGE, identifier="handoff")
    about = add(found, "metadata")
    add(about, "schema", "QTIv2.1 Package")
    add(about, "schemaversion", "1.0.0")
    add(found, "organizations")
    resources = add(found, "resources")
    whole = resource(resources, "test.xml", "test", "imsqti_test_xmlv2p1")
    for path in items:
        add(whole, "dependency", identifierref=identifier(path))
        resource(resources, path, identifier(path), "imsqti_item_xmlv2p1")
    return found


def resource(parent: Element, path: str, name: str, kind: str) -> Element:
    found = add(parent, "resource", identifier=name, type=kind, href=path)
    add(found, "file", href=path)
    return found


def test(asked: dict[Path, list[Question]]) -> Element:
    found = root("assessmentTest", QTI, identifier="test", title="Handoff")
    ways = {"navigationMode": "nonlinear", "submissionMode": "individual"}
    whole = add(found, "testPart", identifier="all", **ways)
    for number, (quiz, questions) in enumerate(asked.items(), 1):
        about = {"identifier": f"section-{number}", "title": name_of(quiz), "visible": "true"}
        section = add(whole, "assessmentSection", **about)
        for path in (path_of(question, quiz) for question in questions):
            add(section, "assessmentItemRef", identifier=identifier(path), href=path)
    return found

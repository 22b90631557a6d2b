"""Questions as QTI 2.1: a package of items and one test, by https://www.imsglobal.org/question/.

    imsmanifest.xml      what is in it
    test.xml             a section for each quiz
    items/…/what-waits.xml

Reasons are feedback of their choices, the explanation is feedback that always comes. QTI has hints
in adaptive items only: here they are notes for the tutor, and a model answer is one for the scorer.
Steps of an order go without their reasons, for an order has no feedback of its parts.
"""

import io
import zipfile
from pathlib import Path

from lxml import etree

from handoff.quiz.export.qti.item import item
from handoff.quiz.export.qti.package import manifest, path_of, test
from handoff.quiz.load import load

NAME = "handoff-qti.zip"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is made


def content(quizzes: list[Path]) -> bytes:
    """The whole package."""
    asked = {quiz: load(quiz) for quiz in quizzes}
    files = {
        path_of(question, quiz): item(question, quiz)
        for quiz, questions in asked.items()
        for question in questions
    }
    whole = {"imsmanifest.xml": manifest(list(files)), "test.xml": test(asked), **files}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, root in whole.items():
            text = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
            archive.writestr(zipfile.ZipInfo(path, EPOCH), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()

"""QTI 2.1, an item or a package of them, by https://www.imsglobal.org/question/.

package.zip ─ package.py ─► each item's XML ─ item.py ─► a question, and what it leaves out
"""

from handoff.quiz.bring.brought import Brought
from handoff.quiz.bring.qti.package import read_package

BINARY = True  # `read` takes what a file holds: a package is a zip


def read(content: bytes | str) -> Brought:
    brought = Brought()
    read_package(brought, content.encode() if isinstance(content, str) else content)
    return brought

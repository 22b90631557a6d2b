"""A chapter's programs as a zip that runs without this project, made before the pages are built.

examples/guide/02-….py, run.toml ─┐
the subject's standalone/        ─┼─► docs/assets/programs/guide/02-….zip   (not in git)
requirements.txt, what they need ─┘
"""

import io
import zipfile
from pathlib import Path

from handoff import root, subject
from handoff.files import hold
from handoff.guides.guide import chapters
from handoff.pages.page import Page
from handoff.progress import at
from handoff.samples.beside import about
from handoff.samples.manifest import NAME
from handoff.samples.requirements import needed

FOLDER = Path("assets") / "programs"
STANDALONE = "standalone"  # what the subject adds to each zip; its run.py starts all
REQUIREMENTS = "requirements.txt"  # there: what all that is about the subject needs, a line each
LEFT_OUT = ("test_*.py", "conftest.py", "*.txt")  # of a chapter's own folder: our tests, recordings
NEVER = ("__pycache__", ".gitignore", "replays")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is made


def target(chapter: Page) -> Path:
    """Where in docs/ the chapter's zip is."""
    return FOLDER / f"{chapter.name}.zip"


def packed(chapter: Page) -> Path:
    return root() / "docs" / target(chapter)


def write() -> int:
    """Write the zip of each chapter that runs, remove all others; how many there are."""
    wanted = {packed(chapter): content(chapter) for chapter in chapters() if runs(chapter)}
    return hold(root() / "docs" / FOLDER, wanted)


def runs(chapter: Page) -> bool:
    """It has samples, and the subject can start them by themselves."""
    return subject.folder(STANDALONE) is not None and (samples(chapter) / NAME).is_file()


def needs(chapter: Page) -> bool:
    """Is there anything to install before the packed programs run?"""
    with zipfile.ZipFile(packed(chapter)) as archive:
        return bool(archive.read(f"{chapter.stem}/{REQUIREMENTS}"))


def samples(chapter: Page) -> Path:
    return root() / "examples" / chapter.name


def content(chapter: Page) -> bytes:
    """The zip: one folder, named as the chapter."""
    packed = io.BytesIO()
    at(chapter.name)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in sorted(files(samples(chapter)).items()):
            entry = zipfile.ZipInfo(f"{chapter.stem}/{name}", EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, held, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def files(folder: Path) -> dict[str, bytes]:
    """What the zip holds, by name."""
    standalone = subject.folder(STANDALONE)
    inside = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    held = {name.as_posix(): at.read_bytes() for name, at in inside.items() if not _ours(name)}
    held |= {at.name: at.read_bytes() for at in standalone.glob("*.py")}
    always = (standalone / REQUIREMENTS).read_text(encoding="utf-8").split()
    always = always if about(folder) else []
    held[REQUIREMENTS] = "".join(f"{line}\n" for line in needed(held, always)).encode()
    return held


def _ours(name: Path) -> bool:
    """Our tests of the chapter and what was recorded; a test deeper down is a sample."""
    if any(part in NEVER for part in name.parts):
        return True
    return any(name.match(left) for left in LEFT_OUT) and (
        len(name.parts) == 1 or name.suffix == ".txt"
    )

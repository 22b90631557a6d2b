"""Where a server's programs are: in this system, or in the root directory of another release.

/                          what is installed here
.local/brokers/trixie/     a whole Debian 13, made by tests/servers.sh; its programs run by chroot
"""

import os
import shutil
import subprocess
import uuid
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True)
class System:
    """A root directory; `command` and `folder` are how a server of it is run from here."""

    root: Path

    @property
    def here(self) -> bool:
        return self.root == Path("/")

    def command(self, *words: str | Path) -> str:
        """The command line that runs a program of this system."""
        entered = [] if self.here else ["chroot", self.root]
        return " ".join(f"'{word}'" for word in (*entered, *words))

    def folder(self, asked: Path) -> Path:
        """Make the folder; the server of another root sees its own files only, by this path."""
        if self.here:
            asked.mkdir(parents=True, exist_ok=True)
            return asked
        inside = Path("/srv") / uuid.uuid4().hex
        (self.root / inside.relative_to("/")).mkdir(parents=True)
        asked.parent.mkdir(parents=True, exist_ok=True)
        asked.symlink_to(self.root / inside.relative_to("/"))
        return inside

    def seen(self, folder: Path) -> Path:
        """The path by which a server of this system knows a folder that `folder` made."""
        return folder if self.here else Path("/") / folder.resolve().relative_to(self.root)

    def has(self, program: Path) -> bool:
        return (self.root / program.relative_to("/")).exists()

    def which(self, name: str) -> Path | None:
        if self.here:
            found = shutil.which(name)
            return Path(found) if found else None
        places = (Path(place) / name for place in ("/usr/bin", "/usr/sbin"))
        return next(filter(self.has, places), None)

    def prints(self, *words: str | Path) -> str:
        entered = [] if self.here else ["chroot", self.root]
        return subprocess.run([*entered, *words], capture_output=True, text=True).stdout


def forget(folder: Path) -> None:
    """Remove what a server of another root wrote there; pytest keeps the rest."""
    if folder.is_symlink():
        shutil.rmtree(folder.resolve(), ignore_errors=True)


@cache
def systems() -> tuple[System, ...]:
    """This one first; another root needs the right to enter it."""
    roots = sorted(releases().glob("*/usr")) if os.geteuid() == 0 else []
    return (System(Path("/")), *(System(root.parent) for root in roots))


def releases() -> Path:
    """The folder of other releases; the worktrees of one clone share it."""
    words = ["git", "rev-parse", "--path-format=absolute", "--git-common-dir"]
    try:
        done = subprocess.run(words, cwd=PROJECT, capture_output=True, text=True)
    except FileNotFoundError:
        return PROJECT / ".local" / "brokers"
    clone = Path(done.stdout.strip()).parent if done.returncode == 0 else PROJECT
    return clone / ".local" / "brokers"

"""Run the recorded programs of sample folders again and write what they print, and their replays.

python -m handoff record                                   all folders
python -m handoff record guide/02-second-chapter peek      one program, or one replay
"""

import argparse
import sys
import tempfile
from pathlib import Path

from handoff import root
from handoff.progress import at, say, told
from handoff.replay.film import FOLDER
from handoff.replay.record import RecorderError, cannot_run, keep, record
from handoff.samples import beside
from handoff.samples.manifest import Manifest, ManifestError, load, manifests
from handoff.samples.process import ProcessError
from handoff.samples.record import output
from handoff.samples.waiting import WaitTimeout


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sample", nargs="?", help="a folder of examples/; all of them without it")
    parser.add_argument("names", nargs="*", help="of [record] or replays/; all without it")


def run(options: argparse.Namespace) -> int:
    examples = root() / "examples"
    folders = [examples / options.sample] if options.sample else manifests(examples)
    try:
        with told("record"):
            wanted = [each for folder in folders for each in _wanted(load(folder), options.names)]
            for number, (manifest, name) in enumerate(wanted, 1):
                at(f"{manifest.folder.name}, {name}:", number, len(wanted))
                say(f"{manifest.folder.name}: {_made(manifest, name)}", sys.stdout)
    except (ManifestError, ProcessError, WaitTimeout, RecorderError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _wanted(manifest: Manifest, names: list[str]) -> list[tuple[Manifest, str]]:
    replays = [path.stem for path in _recorders(manifest.folder)]
    return [(manifest, name) for name in names or [*manifest.recordings, *replays]]


def _recorders(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / FOLDER).glob("*.py") if path.stem[0] != "_")


def _made(manifest: Manifest, name: str) -> str:
    """What became of one recording, or of a replay where one has that name."""
    for path in _recorders(manifest.folder):
        if path.stem == name:
            return f"{FOLDER}/{name} … {_replay(path)}"
    return f"{name} … {_record(manifest, name)}"


def _replay(path: Path) -> str:
    if missing := cannot_run(path):
        return f"kept: {missing}"
    return "written" if keep(path, record(path)) else "unchanged"


def _record(manifest: Manifest, name: str) -> str:
    if name not in manifest.recordings:
        raise ManifestError(
            f"{manifest.folder / 'run.toml'}: [record] has no '{name}'; "
            f"it has {', '.join(manifest.recordings) or 'nothing'}"
        )
    if missing := beside.cannot_run(manifest.recordings[name].places):
        return f"kept: {missing}"
    with tempfile.TemporaryDirectory(prefix="handoff-") as folder:
        scratch = Path(folder)
        with beside.service(scratch / "beside", manifest.folder) as running:
            text = output(manifest, name, running.env, scratch)
    path = manifest.folder / f"{name}.txt"
    before = path.read_text() if path.exists() else None
    path.write_text(text)
    return "unchanged" if text == before else "written"

"""What programs need: the pins of ours that their files import or their commands name."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping

from handoff import root
from handoff.samples.manifest import NAME

PIN = re.compile(r"^([\w.-]+)==([^\s;#]+)", re.MULTILINE)
IMPORT = re.compile(r"^\s*(?:from|import)\s+([\w.]+)", re.MULTILINE)


def needed(files: Mapping[str, bytes], always: Iterable[str] = ()) -> list[str]:
    """`name==version` lines in the order of names.

    `always` names some that no file imports, and the extras of some that are: "httpx[http2]".
    """
    extras = {_plain(name): name.removeprefix(_bare(name)) for name in always}
    unasked = {name for name, extra in extras.items() if not extra}
    words = {_plain(word) for word in _words(files)} | unasked
    lines = (_with(pin, extras.get(name, "")) for name, pin in pins().items() if name in words)
    return sorted(lines, key=str.lower)


def _with(pin: str, extras: str) -> str:
    name, sign, version = pin.partition("==")
    return f"{name}{extras}{sign}{version}"


def _bare(name: str) -> str:
    return name.partition("[")[0]


def pins() -> dict[str, str]:
    """Every pin of every requirements.txt of ours: {"flask": "Flask==3.1.3"}."""
    files = [root() / "requirements.txt", *sorted(root().glob("*/requirements.txt"))]
    texts = [path.read_text(encoding="utf-8") for path in files if path.is_file()]
    return {_plain(pin[1]): pin[0] for text in texts for pin in PIN.finditer(text)}


def _words(files: Mapping[str, bytes]) -> Iterator[str]:
    """What the files import, and the words of the commands that start them."""
    for name, held in files.items():
        if name.endswith(".py"):
            for path in IMPORT.findall(held.decode()):
                yield from _prefixes(path.split("."))
        elif name.endswith(NAME):
            manifest = tomllib.loads(held.decode())
            commands = list(manifest.get("processes", {}).values())
            commands += [entry.get("run", "") for entry in manifest.get("record", {}).values()]
            yield from re.findall(r"\w+", " ".join(commands))


def _prefixes(parts: list[str]) -> Iterator[str]:
    """opentelemetry, opentelemetry_sdk, …: several packages may share a first name."""
    for end in range(1, len(parts) + 1):
        yield "_".join(parts[:end])


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "_", _bare(name)).lower()

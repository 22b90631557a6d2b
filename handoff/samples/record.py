"""A manifest's programs run again, and what they print."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from handoff.samples.manifest import Manifest, Recording
from handoff.samples.normalise import normalise
from handoff.samples.process import Process, ProcessError
from handoff.samples.running import Running

LIMIT = 120  # seconds; a recorded program that takes longer is no sample


def output(manifest: Manifest, name: str, env: Mapping[str, str], scratch: Path) -> str:
    """What the recording prints, made stable; it runs in a copy of the folder."""
    folder = scratch / manifest.folder.name
    shutil.copytree(manifest.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    recording = manifest.recordings[name]
    with Running(manifest, env, folder) as sample:
        sample.env |= {key: sample.fill(value) for key, value in recording.env.items()}
        if recording.beside:
            sample.start(*recording.beside)
        printed = _run(sample, recording) if recording.run else ""
        text = _log(sample, recording) if recording.log else printed
    return normalise(text, folder, manifest.folder)


def _run(sample: Running, recording: Recording) -> str:
    process = Process(recording.name, sample.fill(recording.run), sample.folder, sample.env)
    try:
        code = process.wait(LIMIT)
    finally:
        process.kill()
    if code != recording.code:
        raise ProcessError(
            f"{sample.manifest.folder / 'run.toml'}: '{recording.name}' ended with exit code "
            f"{code}, not {recording.code}\n{process.log}"
        )
    return process.log


def _log(sample: Running, recording: Recording) -> str:
    """The log of a process, up to the line that was waited for."""
    process = sample.processes[recording.log]
    process.wait_for(recording.until)
    lines = process.log.splitlines(keepends=True)
    last = max((at for at, line in enumerate(lines) if recording.until in line), default=-1)
    return "".join(lines[: last + 1])

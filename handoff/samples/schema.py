"""The JSON Schema of run.toml, by which editors complete it; made of what `check` goes by."""

import json
from pathlib import Path

from handoff import subject
from handoff.samples.manifest import FILE, RECORD_KEYS, place_key

NAME = "run.schema.json"
TEXT = {"type": "string"}
FORMS = {
    str: TEXT,
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    list: {"type": "array", "items": TEXT},
    dict: {"type": "object", "additionalProperties": TEXT},
}
TABLES = {
    "processes": "Commands that run beside the samples, by name; {web} is a free port of that name",
    "env": "Environment of all programs; {scratch} is a folder of the run's own",
    "record": "Programs whose output is kept in <name>.txt",
}
USES = {
    "run": "The command whose output is kept",
    "with": "The processes that run meanwhile",
    "log": "Keep this process's log instead of the program's output",
    "until": "Keep the log up to the first line with these words",
    "code": "The exit code that is right, if it isn't 0",
    "env": "Environment of this program only",
    "slow": "It takes more than 20 seconds: run nightly only",
}


def schema(examples: Path) -> str:
    """The schema file's content, for the samples below a folder."""
    texts = {"type": "object", "additionalProperties": {**TEXT, "minLength": 1}}
    tables = {"processes": texts, "env": texts, "record": {"type": "object"}}
    tables["record"]["propertyNames"] = {"pattern": f"^{FILE.pattern}$"}
    tables["record"]["additionalProperties"] = recording(examples)
    content = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "How a chapter's programs run",
        "type": "object",
        "properties": {name: {"description": TABLES[name], **tables[name]} for name in tables},
        "additionalProperties": False,
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def recording(examples: Path) -> dict:
    """One entry of [record]."""
    keys = {
        key: {"description": USES[key], **FORMS[kind]} for key, (kind, _) in RECORD_KEYS.items()
    }
    keys[place_key(examples)] = {"description": "Where it may run", **places(examples)}
    some = [{"required": ["run"]}, {"required": ["log"]}]
    return {"type": "object", "properties": keys, "additionalProperties": False, "anyOf": some}


def places(examples: Path) -> dict:
    where = subject.part("claims", examples)
    return {"type": "array", "items": {"enum": [*where.NAMES]} if where else TEXT}

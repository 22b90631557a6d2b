"""The JSON Schema of quiz files, made from the forms that validate them."""

import json

from pydantic import TypeAdapter

from handoff.quiz.forms import Written

NAME = "quiz.schema.json"


def schema() -> str:
    """The schema's file content."""
    questions = TypeAdapter(list[Written]).json_schema(ref_template="#/$defs/{model}")
    content = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The questions of a chapter",
        **questions,
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"

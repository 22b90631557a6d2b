"""The JSON Schema of quiz files, made from the forms that validate them."""

import json

from handoff.quiz.forms import CHOICE, FORMS

NAME = "quiz.schema.json"


def schema() -> str:
    """The schema's file content."""
    forms = sorted([CHOICE, *FORMS.values()], key=lambda form: form.name)
    content = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The questions of a chapter",
        "$defs": {form.name: form.schema() for form in forms},
        "items": {"anyOf": [{"$ref": f"#/$defs/{form.name}"} for form in FORMS.values()]},
        "type": "array",
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"

"""What pydantic refuses, in our words: what was found, and what would do."""

from handoff.diagnostics.problem import Fault, Pointer, did_you_mean, found, quoted
from handoff.quiz.forms import FORMS, LONGEST_TEXT, Choice, Common


def faults(error, form: type[Common], written: dict) -> list[Fault]:
    """The faults in a ValidationError, each once."""
    refusals = error.errors(include_url=False, include_context=False)
    each = (
        fault(refusal, standing(refusal["loc"], written), form, written) for refusal in refusals
    )
    return list(dict.fromkeys(each))


def standing(location: tuple, written: dict) -> Pointer:
    """The part of pydantic's location that is there in the file."""
    value: object = written
    for depth, step in enumerate(location):
        if not isinstance(value, dict | list):
            return location[:depth]
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return location[:depth]
    return location


def fault(refusal: dict, pointer: Pointer, form: type[Common], written: dict) -> Fault:
    location, value = refusal["loc"], refusal["input"]
    inner = Choice if len(location) > 1 and location[0] in CHOICES_IN else form
    match refusal["type"]:
        case "missing":
            name = location[-1]
            return Fault(pointer, f'"{name}" is missing; add {wanted(inner, name)}')
        case "extra_forbidden":
            return Fault(pointer, unknown_key(str(location[-1]), inner, written), key=True)
    name = next((step for step in reversed(location) if isinstance(step, str)), "")
    if isinstance(value, list) and (odd := odd_line(value)) is not None and name in TEXTS:
        message = f'line {odd + 1} of "{name}" is {found(value[odd])}; write a text'
        return Fault((*pointer, odd), message)
    if name == "answer" and isinstance(value, str) and value in texts_of(written):
        message = (
            f"the answer is given as a text; write {texts_of(written).index(value)}, its number"
        )
        return Fault(pointer, f"{message} among the choices, counted from 0")
    what = f'"{name}"' + "".join(f"[{step}]" for step in pointer[-1:] if isinstance(step, int))
    match refusal["type"]:
        case "string_too_long":
            return Fault(pointer, f"{what} is {len(value):,} characters long; {length(name)}")
        case "string_pattern_mismatch" if name == "id":
            return Fault(pointer, f"id {quoted(value)} is not in kebab-case; {kebab(value)}")
        case "model_type" if location[0] == "wrong":
            return Fault(pointer, f"{what} is {found(value)}; write {ANSWERED}")
        case "model_type":
            return Fault(pointer, f"{what} is {found(value)}; write {wanted(Choice, 'text')}")
    return Fault(pointer, f"{what} is {found(value)}; write {wanted(inner, name)}")


ANSWERED = 'it as {"text": …, "why": …}, so that it is answered'
CHOICES_IN = ("choices", "steps", "wrong")
TEXTS = ("q", "text", "why", "explain", "hint")


def odd_line(lines: list) -> int | None:
    """The first item of a list of lines that is no text."""
    return next((at for at, line in enumerate(lines) if not isinstance(line, str)), None)


def texts_of(written: dict) -> list:
    choices = written.get("choices")
    if not isinstance(choices, list):
        return []
    return [choice.get("text") if isinstance(choice, dict) else choice for choice in choices]


def wanted(form: type, name: str) -> str:
    field = form.model_fields.get(name)
    return (field.description if field else None) or "something else"


def unknown_key(key: str, form: type, written: dict) -> str:
    """Why the key is refused: mistyped, or one of another kind."""
    if form is not Choice:
        kinds = [kind for kind, other in FORMS.items() if key in other.model_fields]
        if kinds:
            mine = written.get("kind", "choice")
            advice = f'take it out, or write "kind": "{kinds[0]}"'
            return f'"{key}" is for kind {" or ".join(kinds)}, and this is kind {mine}; {advice}'
    owner = "a choice" if form is Choice else f"a question of kind {written.get('kind', 'choice')}"
    return f"{quoted(key)} is no key of {owner}; {did_you_mean(key, form.model_fields)}"


def length(name: str) -> str:
    most = {"id": 80, "see": 200, "tests": 200, "sample": 200}.get(name, LONGEST_TEXT)
    return f"{most:,} is the most"


def kebab(wrong: str) -> str:
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in wrong[:200].lower()).split()
    return f'write "{"-".join(words)[:80]}"' if words else "write small letters, digits and hyphens"

"""What a form refuses, in words: what was found, and what would do."""

from handoff.diagnostics.problem import Fault, Pointer, did_you_mean, found, quoted
from handoff.quiz.forms import CHOICE, FORMS, LONGEST_TEXT, Form
from handoff.quiz.values import Place, Refusal


def faults(refused: list[Refusal], form: Form, written: dict) -> list[Fault]:
    """What they come to, each once."""
    each = (fault(one, standing(one.place, written), form, written) for one in refused)
    return list(dict.fromkeys(each))


def standing(location: Place, written: dict) -> Pointer:
    """The part of a refusal's place that is there in the file."""
    value: object = written
    for depth, step in enumerate(location):
        if not isinstance(value, dict | list):
            return location[:depth]
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return location[:depth]
    return location


def fault(refusal: Refusal, pointer: Pointer, form: Form, written: dict) -> Fault:
    location, value = refusal.place, refusal.value
    inner = CHOICE if len(location) > 1 and location[0] in CHOICES_IN else form
    match refusal.why:
        case "missing":
            name = location[-1]
            return Fault(pointer, f'"{name}" is missing; add {wanted(inner, name)}')
        case "unknown":
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
    match refusal.why:
        case "too long":
            return Fault(pointer, f"{what} is {len(value):,} characters long; {length(name)}")
        case "misspelt" if name == "id":
            return Fault(pointer, f"id {quoted(value)} is not in kebab-case; {kebab(value)}")
        case "no object" if location[0] == "wrong":
            return Fault(pointer, f"{what} is {found(value)}; write {ANSWERED}")
        case "no object":
            return Fault(pointer, f"{what} is {found(value)}; write {wanted(CHOICE, 'text')}")
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


def wanted(form: Form, name: str) -> str:
    key = form.keys.get(name)
    return (key.description if key else "") or "something else"


def unknown_key(key: str, form: Form, written: dict) -> str:
    """Why the key is refused: mistyped, or one of another kind."""
    if form is not CHOICE:
        kinds = [kind for kind, other in FORMS.items() if key in other.keys]
        if kinds:
            mine = written.get("kind", "choice")
            advice = f'take it out, or write "kind": "{kinds[0]}"'
            return f'"{key}" is for kind {" or ".join(kinds)}, and this is kind {mine}; {advice}'
    owner = "a choice" if form is CHOICE else f"a question of kind {written.get('kind', 'choice')}"
    return f"{quoted(key)} is no key of {owner}; {did_you_mean(key, form.keys)}"


def length(name: str) -> str:
    most = {"id": 80, "see": 200, "tests": 200, "sample": 200}.get(name, LONGEST_TEXT)
    return f"{most:,} is the most"


def kebab(wrong: str) -> str:
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in wrong[:200].lower()).split()
    return f'write "{"-".join(words)[:80]}"' if words else "write small letters, digits and hyphens"

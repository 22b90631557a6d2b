"""mdBook-quiz: TOML, by https://github.com/cognitive-engineering-lab/mdbook-quiz.

[[questions]]
type = "MultipleChoice"                 or ShortAnswer; Tracing asks about a Rust program
prompt.prompt = "Two and two?"
prompt.distractors = ["Five"]
answer.answer = "Four"                  or a list
context = "As ever."
"""

import re
import tomllib

from handoff.quiz.bring.brought import Brought

QUESTION = re.compile(r"\s*\[\[\s*questions\s*\]\]")
KNOWN = {"id", "type", "prompt", "answer", "context"}
PARTS = {
    "MultipleChoice": ({"prompt", "distractors", "answerIndex", "sortAnswers"}, {"answer"}),
    "ShortAnswer": ({"prompt"}, {"answer", "alternatives"}),
}


def read(text: str) -> Brought:
    brought = Brought()
    try:
        quiz = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        brought.lose(int(line[1]) if line else 1, f"all of it, for it is no TOML: {error}")
        return brought
    lines = [at for at, words in enumerate(text.splitlines(), 1) if QUESTION.match(words)]
    for key in quiz.keys() - {"questions"}:
        brought.lose(1, f"the quiz's setting {key}")
    questions = quiz.get("questions", [])
    for number, question in enumerate(questions if isinstance(questions, list) else []):
        line = lines[number] if number < len(lines) else 1
        if isinstance(question, dict):
            one(brought, question, line)
        else:
            brought.lose(line, "a question that is no table")
    return brought


def is_sound(prompt: object, answer: object) -> bool:
    """Texts and lists of texts stand where mdBook-quiz has them."""
    if not isinstance(prompt, dict) or not isinstance(answer, dict):
        return False
    right = answer.get("answer")
    texts = [prompt.get("prompt"), *(right if isinstance(right, list) else [right])]
    lists = [prompt.get("distractors", []), answer.get("alternatives", [])]
    if not all(isinstance(each, list) for each in lists):
        return False
    words = [*texts, *(text for each in lists for text in each)]
    place = prompt.get("answerIndex", 0)
    return all(isinstance(each, str) for each in words) and isinstance(place, int) and place >= 0


def one(brought: Brought, question: dict, line: int) -> None:
    kind = question.get("type")
    if not isinstance(kind, str) or kind not in PARTS:
        brought.lose(line, f"a question of type {kind}; ask what a sample prints instead")
        return
    prompt, answer = question.get("prompt", {}), question.get("answer", {})
    if not is_sound(prompt, answer):
        brought.lose(line, "a question without prompt.prompt or answer.answer")
        return
    lost = sorted(question.keys() - KNOWN)
    for part, known in zip((prompt, answer), PARTS[kind], strict=True):
        lost += sorted(part.keys() - known)
    for key in lost:
        brought.lose(line, f"the key {key}")
    (choice if kind == "MultipleChoice" else short)(
        brought, prompt, answer, str(question.get("context", "")), line
    )


def choice(brought: Brought, prompt: dict, answer: dict, context: str, line: int) -> None:
    """Right ones first, or where `answerIndex` wants the right one, which is then not shuffled."""
    right = answer["answer"] if isinstance(answer["answer"], list) else [answer["answer"]]
    options = [(False, {"text": text}) for text in prompt.get("distractors", [])]
    place = prompt.get("answerIndex", 0)
    options[place:place] = [(True, {"text": text}) for text in right]
    brought.add_choice(prompt["prompt"], options, line, explain=context)
    if "answerIndex" in prompt and brought.questions:
        brought.questions[-1]["shuffle"] = False


def short(brought: Brought, prompt: dict, answer: dict, context: str, line: int) -> None:
    accepted = [answer["answer"], *answer.get("alternatives", [])]
    kept = accepted if len(accepted) > 1 else accepted[0]
    brought.add(prompt["prompt"], context, kind="text", answer=kept)

"""Moodle's XML, by https://docs.moodle.org/en/Moodle_XML_format."""

from lxml import etree

from handoff.quiz.bring.brought import Brought
from handoff.quiz.bring.markup import escaped, markdown

# No entity of the file's own is followed, and nothing is fetched.
PARSER = {"resolve_entities": False, "no_network": True, "remove_comments": True}
OTHERS = ("defaultgrade", "penalty", "hidden", "single", "shuffleanswers", "answernumbering")
CARRIED = {"name", "questiontext", "generalfeedback", "idnumber", "answer", "hint", "subquestion"}
CARRIED |= {"graderinfo", "usecase", "responseformat", "responserequired", "responsefieldlines"}
CARRIED |= {"attachments", "attachmentsrequired", "tags", *OTHERS}


BINARY = True  # XML says itself how it is encoded


def read(content: bytes | str) -> Brought:
    brought = Brought()
    data = content.encode() if isinstance(content, str) else content
    try:
        root = etree.fromstring(data, etree.XMLParser(**PARSER))
    except etree.XMLSyntaxError as error:
        brought.lose(error.lineno or 1, f"all of it, for it is no XML: {error.msg}")
        return brought
    for element in root.iter("question"):
        question(brought, element)
    return brought


def question(brought: Brought, element: etree._Element) -> None:
    kind, line = element.get("type", ""), element.sourceline
    if kind == "category":
        brought.lose(line, f"the category {plain(element.find('category'))}")
        return
    if kind not in KINDS:
        brought.lose(line, f"a question of type {kind}")
        return
    for child in element:
        if child.tag not in CARRIED and text_of(brought, child):
            brought.lose(child.sourceline, f"<{child.tag}>")
    name = (element.findtext("idnumber") or "").strip()
    common = {
        "q": text_of(brought, element.find("questiontext")),
        "name": name or plain(element.find("name")).rpartition(": ")[2],
        "explain": text_of(brought, element.find("generalfeedback")),
    }
    hints = [text_of(brought, hint) for hint in element.findall("hint")]
    hints = [hint for hint in hints if hint]
    common["hint"] = hints if len(hints) > 1 else "".join(hints)
    KINDS[kind](brought, element, common)


def plain(element: etree._Element | None) -> str:
    return "" if element is None else (element.findtext("text") or "").strip()


def text_of(brought: Brought, element: etree._Element | None) -> str:
    """Its text as Markdown, by the format that it says of itself."""
    if element is None:
        return ""
    words, format_ = plain(element), element.get("format", "html")
    if format_ == "markdown":
        return words
    if format_ == "plain_text":
        return escaped(words)
    written, lost = markdown(words)
    for tag in lost:
        brought.lose(element.sourceline, f"a tag <{tag}>")
    for file in element.findall("file"):
        brought.lose(file.sourceline, f"the file {file.get('name')}")
    return written


def answers(element: etree._Element) -> list[tuple[float, etree._Element]]:
    return [(number(each.get("fraction")), each) for each in element.findall("answer")]


def number(words: str | None) -> float:
    """0 for what is none."""
    try:
        return float(words or 0)
    except ValueError:
        return 0


def picked(brought: Brought, element: etree._Element, common: dict) -> None:
    choices = [(share > 0, choice(brought, each)) for share, each in answers(element)]
    before = len(brought.questions)
    brought.add_choice(common.pop("q"), choices, element.sourceline, **common)
    fixed = (element.findtext("shuffleanswers") or "1").strip() in ("0", "false")
    if fixed and len(brought.questions) > before:
        brought.questions[-1]["shuffle"] = False


def true_or_false(brought: Brought, element: etree._Element, common: dict) -> None:
    for _, each in answers(element):
        each.find("text").text = plain(each).capitalize()
    picked(brought, element, common)


def choice(brought: Brought, element: etree._Element) -> dict:
    why = text_of(brought, element.find("feedback"))
    return {"text": text_of(brought, element)} | ({"why": why} if why else {})


def typed(brought: Brought, element: etree._Element, common: dict) -> None:
    right, wrong = [], []
    for share, each in answers(element):
        words, tolerance = plain(each).replace("\\*", "*"), (each.findtext("tolerance") or "0")
        if number(tolerance):
            brought.lose(each.sourceline, f"the tolerance {tolerance}")
        if share not in (0, 100):
            what = f"{share:g} % for “{words}”: here it would be right or wrong"
            brought.lose(each.sourceline, what)
        elif share:
            right.append(words)
        else:
            why = text_of(brought, each.find("feedback"))
            wrong.append({"text": words, "why": why} if why else {"text": words})
    if not right:
        brought.lose(element.sourceline, "a question with no right answer")
        return
    answer = right if len(right) > 1 else right[0]
    brought.add(**common, kind="text", answer=answer, wrong=wrong)


def steps(brought: Brought, element: etree._Element, common: dict) -> None:
    pairs = element.findall("subquestion")
    numbers = [plain(pair.find("answer")) for pair in pairs]
    if numbers != [str(number) for number in range(1, len(pairs) + 1)] or len(pairs) < 2:
        brought.lose(element.sourceline, "a matching question; ask for an order instead")
        return
    brought.add(**common, kind="order", steps=[text_of(brought, pair) for pair in pairs])


def essay(brought: Brought, element: etree._Element, common: dict) -> None:
    model = text_of(brought, element.find("graderinfo"))
    answer = model or "There is no model answer yet."
    brought.add(**common, kind="open", answer=answer)


KINDS = {
    "multichoice": picked,
    "truefalse": true_or_false,
    "shortanswer": typed,
    "numerical": typed,
    "matching": steps,
    "essay": essay,
}

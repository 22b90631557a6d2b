"""Whatever happens to a reader's answers and notes, none is lost and none goes elsewhere."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from playwright.sync_api import BrowserContext, Page

TABS = st.sampled_from([0, 1])
QUESTIONS = st.tuples(
    st.sampled_from(["celery/01", "celery/02", "__proto__"]),
    st.sampled_from(["a", "b-2", "constructor"]),
)
REVISIONS = st.sampled_from(["old", "new"])
ANSWERS = st.one_of(
    st.lists(st.integers(0, 3), min_size=1, max_size=3, unique=True),
    st.text(min_size=1, max_size=8, alphabet=st.characters(exclude_categories=["Cs"])),
)
SECTIONS = st.sampled_from(["celery/01/#a", "celery/01/#b", "__proto__#constructor"])
PATIENCE = 250  # looks
LOAD = """async (module) => {
  const changes = await import(new URL("changes.js", module));
  window.progress = { ...(await import(module)), ...changes };
}"""
KEPT = """() => Object.entries(progress.all()).flatMap(([key, { tries }]) =>
  tries.map(({ revision, answer, right }) => [key, revision, answer, right]))"""

NOTED = "() => Object.entries(progress.notes()).map(([key, { text }]) => [key, text])"


class Reader(RuleBasedStateMachine):
    """Two tabs of one browser against what was answered, written down in Python."""

    tabs: list[Page]
    module: str

    def __init__(self):
        super().__init__()
        self.answered: list[tuple] = []
        self.noted: dict[str, str] = {}
        self.files: list[tuple[str, list[tuple], dict[str, str]]] = []
        for tab in self.tabs:
            tab.reload()  # pages of the example before must not hear that its answers go
        self.run(0, "localStorage.clear()")
        for number in (0, 1):
            self.reload(number)

    def run(self, tab: int, script: str, argument: object = None) -> object:
        return self.tabs[tab].evaluate(script, argument)

    @rule(tab=TABS, question=QUESTIONS, revision=REVISIONS, answer=ANSWERS, right=st.booleans())
    def answers(self, tab, question, revision, answer, right):
        attempt = {"revision": revision, "answer": answer, "right": right}
        record = "([quiz, id, attempt]) => progress.record(quiz, id, 'p/', attempt)"
        self.run(tab, record, [*question, attempt])
        self.answered.append(("#".join(question), revision, json.dumps(answer), right))

    @rule(tab=TABS, section=SECTIONS, text=st.text(max_size=5, alphabet='ab\n"<'))
    def writes(self, tab, section, text):
        self.run(tab, "([key, text]) => progress.note(key, { text })", [section, text])
        self.noted[section] = text

    @rule(tab=TABS)
    def reload(self, tab):
        self.tabs[tab].reload()
        self.run(tab, LOAD, self.module)
        self.run(tab, "addEventListener('storage', (event) => progress.heard(event))")

    @rule(tab=TABS)
    def exports(self, tab):
        self.files.append(
            (self.run(tab, "progress.exported()"), list(self.answered), dict(self.noted))
        )

    @rule(tab=TABS, pick=st.integers(0, 9))
    def imports(self, tab, pick):
        if not self.files:
            return
        text, answers, noted = self.files[pick % len(self.files)]
        assert self.run(tab, "text => progress.imported(text)", text)
        self.answered += [answer for answer in answers if answer not in self.answered]
        self.noted = noted | self.noted

    @rule(tab=TABS, junk=st.sampled_from(["", "{", "[]", "7", '{"version": 99}', '{"version": 3}']))
    def imports_junk(self, tab, junk):
        assert self.run(tab, "text => progress.imported(text)", junk) is False

    @rule(tab=TABS)
    def deletes_everything(self, tab):
        self.run(tab, "progress.reset()")
        self.run(1 - tab, "progress.heard({ key: 'handoff', newValue: null })")
        self.tabs[1 - tab].wait_for_function("localStorage.getItem('handoff') === null")
        self.answered.clear()
        self.noted.clear()

    @invariant()
    def both_tabs_know_every_answer_and_note_and_no_other(self):
        for tab in (0, 1):
            self.settles(tab)
            assert self.kept(tab) == sorted(self.answered)
            assert dict(self.run(tab, NOTED)) == self.noted

    def settles(self, tab: int) -> None:
        """Tabs are processes: what one has stored takes its time to reach the other."""
        for _ in range(PATIENCE):
            known = self.kept(tab), dict(self.run(tab, NOTED))
            if known == (sorted(self.answered), self.noted):
                return
            self.tabs[tab].wait_for_timeout(20)

    def kept(self, tab: int) -> list[tuple]:
        return sorted((k, r, json.dumps(a), right) for k, r, a, right in self.run(tab, KEPT))


@pytest.fixture(scope="module")
def context(browser) -> Iterator[BrowserContext]:
    context = browser.new_context(service_workers="block", bypass_csp=True)
    yield context
    context.close()


def test_no_answer_is_lost_or_goes_to_another_question(context: BrowserContext, mkdocs_site: str):
    Reader.tabs = [context.new_page(), context.new_page()]
    Reader.module = mkdocs_site + "assets/javascripts/progress.js"
    for tab in Reader.tabs:
        tab.goto(mkdocs_site + "assets/icon.svg")

    run_state_machine_as_test(
        Reader,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_tab_that_wrote_at_the_same_instant_is_not_lost(
    context: BrowserContext, mkdocs_site: str
):
    """One tab overwrites what the other has just written; the storage event puts it right."""
    page = context.new_page()
    page.goto(mkdocs_site + "assets/icon.svg")
    page.evaluate(LOAD, mkdocs_site + "assets/javascripts/progress.js")
    page.evaluate(
        "progress.record('celery/01', 'mine', 'p/', {revision: 'r', answer: [1], right: true})"
    )
    theirs = {"at": 5, "revision": "r", "answer": [0], "right": False}
    store = {"celery/01#theirs": {"page": "p/", "tries": [theirs]}}
    overwrite = """(text) => {
      localStorage.handoff = text;
      progress.heard({ key: "handoff" });
      return localStorage.handoff;
    }"""

    kept = page.evaluate(overwrite, json.dumps({"version": 2, "seed": "s", "answers": store}))

    assert sorted(json.loads(kept)["answers"]) == ["celery/01#mine", "celery/01#theirs"]


def test_what_another_tab_deleted_stays_deleted_when_it_has_answered_since(
    context: BrowserContext, mkdocs_site: str
):
    page = context.new_page()
    page.goto(mkdocs_site + "assets/icon.svg")
    page.evaluate(LOAD, mkdocs_site + "assets/javascripts/progress.js")
    page.evaluate(
        "progress.record('celery/01', 'deleted', 'p/', {revision: 'r', answer: [1], right: true})"
    )
    since = {"at": 5, "revision": "r", "answer": [0], "right": False}
    store = {"celery/01#since": {"page": "p/", "tries": [since]}}
    hear_late = """(text) => {
      localStorage.handoff = text;
      progress.heard({ key: "handoff", newValue: null });
      return localStorage.handoff;
    }"""

    kept = page.evaluate(hear_late, json.dumps({"version": 2, "seed": "s", "answers": store}))

    assert list(json.loads(kept)["answers"]) == ["celery/01#since"]

"""A page of the built site whose first question stands there many times."""

import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, Route

CHECK = re.compile(
    r"<quiz-check[^>]*data-quiz=\"authors/choice\"[^>]*data-questions='(.*?)'.*?</quiz-check>", re.S
)
FORM = re.compile(r"<form.*?</form>", re.S)


def with_questions(html: str, count: int) -> str:
    check = CHECK.search(html)
    [question] = json.loads(check[1])
    form = FORM.search(check[0])[0]
    ids = [f"question-{number}" for number in range(count)]
    key = json.dumps([question | {"id": name} for name in ids])
    forms = "".join(form.replace(question["id"], name) for name in ids)
    made = check[0].replace(check[1], key).replace(form, forms)
    return html.replace(check[0], made)


def routed(count: int) -> Callable[[Route], None]:
    """For `page.route`: the page with that many questions."""

    def answer(route: Route) -> None:
        found = route.fetch()
        route.fulfill(response=found, body=with_questions(found.text(), count))

    return answer


def come(page: Page, address: str, count: int) -> None:
    """Open the page with `count` questions."""
    page.route(address, routed(count), times=1)  # not when it is fetched to be kept
    page.goto(address)
    page.wait_for_function("!!customElements.get('quiz-check')")


def opened(page: Page, address: str, count: int) -> None:
    """The same with one of them answered, so that the scripts are there."""
    come(page, address, count)
    page.evaluate(ANSWER, 0)
    page.locator("form[data-result]").first.wait_for()


ANSWER = """(number) => {
  const form = document.querySelectorAll("[data-quiz='authors/choice'] form")[number];
  form.querySelector("[name=answer][value='0']").checked = true;
  form.querySelector("[type=submit]").click();
}"""

"""What a reader does with a lab: find it, write into it, press, wait for words."""

from playwright.sync_api import Locator, Page, expect

PATIENCE = 90_000  # milliseconds; a shared machine may be slow, no test measures with it


class LabOnPage:
    """One lab of the page authors/labs: 0 has a worker beside its program, 1 has none."""

    def __init__(self, page: Page, number: int = 0):
        self.page = page
        self.root: Locator = page.locator("code-lab").nth(number)
        self.status = self.root.locator(".lab__status")

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> None:
        self.button(name).click()

    def write(self, file: str, text: str) -> None:
        if self.button("Edit").get_attribute("aria-pressed") != "true":
            self.press("Edit")
        self.root.get_by_text(file, exact=False).first.click()
        self.root.get_by_role("textbox", name=f"{file}, editable").fill(text)

    def says(self, words: str, patience: int = PATIENCE) -> None:
        expect(self.status).to_contain_text(words, timeout=patience)

    def terminal(self, name: str) -> Locator:
        return self.root.locator(f'[data-terminal="{name}"]')

    def piece(self, name: str) -> Locator:
        return self.root.get_by_role("region", name=name, exact=True)

    def next(self, words: str, patience: int = PATIENCE) -> None:
        """The sentence that says what stands where, and what to do next."""
        expect(self.root.locator(".celery__next")).to_contain_text(words, timeout=patience)

    def prints(self, words: str, terminal: str = "program") -> None:
        expect(self.terminal(terminal)).to_contain_text(words, timeout=PATIENCE)

    def run(self, program: str | None = None) -> None:
        if program is not None:
            self.write("waiting.py", program)
        self.press("Run")


def opened(page: Page, site: str, number: int = 0) -> LabOnPage:
    page.set_default_timeout(PATIENCE)
    page.goto(f"{site}authors/labs/")
    return LabOnPage(page, number)

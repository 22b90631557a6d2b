"""A small site in two editions, and a host that puts one after the other on the same address."""

import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handoff.publish.site import publish
from tests.fixtures.site import BUILT_FOR, GUIDE_STYLES, ROOT, Handler, Server

FILES = ("authors/questions.md", "review.md", "celery/glossary.md", *GUIDE_STYLES)
CONFIG = """
INHERIT: {root}/mkdocs.yml
docs_dir: docs
site_dir: !ENV SITE_DIR
watch: []
strict: false
theme: {{custom_dir: {root}/overrides}}
"""


def built(folder: Path) -> Path:
    """The small site as the builder makes it, not yet published."""
    for name in FILES:
        page = folder / "docs" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text((ROOT / "docs" / name).read_text())
    (folder / "docs" / "index.md").write_text("# Home\n\n[Questions](authors/questions.md)\n")
    (folder / "mkdocs.yml").write_text(CONFIG.format(root=ROOT))
    words = {"SITE_DIR": str(folder / "site"), "PUBLISHED": "true", "SITE_URL": BUILT_FOR}
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")]
    environment = {**os.environ, **words, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def edition(plain: Path, folder: Path, name: str, **options: bool) -> Path:
    """The published site, whose every page and script says which edition it is of."""
    shutil.copytree(plain, folder)
    script = folder / "assets" / "javascripts" / "quiz.js"
    script.write_text(
        f'{script.read_text()}\ndocument.documentElement.dataset.script = "{name}";\n'
    )
    for page in folder.rglob("*.html"):
        mark = f'<article data-edition="{name}"'
        page.write_text(page.read_text().replace("<article", mark))
    publish(folder, **options)
    return folder


class Host(Handler):
    """Serves `folder`, which may change, and says `caching` of everything."""

    folder: Path
    caching = ""

    def translate_path(self, path: str) -> str:
        self.directory = str(self.folder)  # not once a connection, as the standard library has it
        return super().translate_path(path)

    def end_headers(self) -> None:
        if self.caching:
            self.send_header("Cache-Control", self.caching)
        super().end_headers()


@contextmanager
def host(folder: Path, caching: str = "") -> Iterator[tuple[type[Host], str]]:
    """(the host, its address): another `host.folder` is a deployment."""
    kind = type("ThisHost", (Host,), {"folder": folder, "caching": caching})
    with Server(("127.0.0.1", 0), functools.partial(kind)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield kind, f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()

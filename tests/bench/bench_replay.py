"""Bytes (gzip) of each replay with its script, as a test asserts them."""

from handoff.replay import film
from tests.bench.results import Row
from tests.replay.test_size import on_a_page, shared


def measure(quick: bool = False) -> list[Row]:
    sizes = [on_a_page(name) + shared() for name in film.names()]
    return [
        Row("with its script", "the largest replay", "gzip", "B", [max(sizes)]),
        Row("with its script", "the smallest", "gzip", "B", [min(sizes)]),
    ]

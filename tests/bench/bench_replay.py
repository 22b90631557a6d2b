"""Bytes (gzip) of each replay with its script, as a test asserts them."""

from handoff.replay import film
from tests.replay.test_size import LIMIT, on_a_page, shared


def main() -> None:
    print(f"  {shared():6,} B script and sheets; goal with one replay {LIMIT:,}")
    for name in film.names():
        print(f"  {on_a_page(name) + shared():6,} B with {name}")


if __name__ == "__main__":
    main()

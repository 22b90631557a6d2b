"""What something was made from: recorded while it is made, asked again before it is made anew.

    kept(converted, path)  ─ the first time ─►  converted(path), and each question it asked:
                                                    text(docs/x.md)   "# Tea…"
                                                    title(docs/y.md)  "Cups"
                           ─ the next build ─►  are all the answers still the same? Then what it
                                                made last time will do

Only a process that builds again and again keeps anything; see handoff/rebuild.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Made = TypeVar("Made")
Seen = dict[tuple[Callable, tuple], object]  # (question, what it is about) -> the answer

_recordings: list[Seen | None] = []  # those under way, the innermost last; None records nothing
_answers: Seen = {}  # of this build
_kept: dict[tuple[Callable, tuple], tuple[Seen, object]] = {}
_keeping = False


def begin(sure: bool) -> None:
    """A new build; unless it's sure that only questions' answers changed, nothing is kept."""
    global _keeping
    _keeping = True
    _answers.clear()
    if not sure:
        _kept.clear()


def end() -> None:
    """Keep nothing any more."""
    global _keeping
    begin(sure=False)
    _keeping = False


def note(question: Callable, about: tuple, answer: object) -> None:
    """Whoever is recorded has seen this answer."""
    if _recordings and _recordings[-1] is not None:
        _recordings[-1][question, about] = answer


def asked(question: Callable[..., Made], *about: object) -> Made:
    """The answer, which is all that the recorded one depends on: not on what it is made from."""
    with recorded(None):
        answer = question(*about)
    note(question, about, answer)
    return answer


@contextmanager
def recorded(seen: Seen | None) -> Iterator[None]:
    """Record into `seen` what is asked meanwhile; or nothing."""
    _recordings.append(seen)
    try:
        yield
    finally:
        _recordings.pop()


def unchanged(seen: Seen) -> bool:
    """Is each answer still the same?"""
    with recorded(None):
        return all(_now(*each) == answer for each, answer in seen.items())


def _now(question: Callable, about: tuple) -> object:
    if (question, about) not in _answers:
        _answers[question, about] = question(*about)
    return _answers[question, about]


def kept(make: Callable[..., Made], *about: object) -> Made:
    """`make(*about)`, or what that was in the last build, if it would be the same again."""
    if not _keeping:
        return make(*about)
    seen, made = _kept.get((make, about), (None, None))
    if seen is None or not unchanged(seen):
        seen = {}
        with recorded(seen):
            made = make(*about)
        _kept[make, about] = seen, made
    for (question, of), answer in seen.items():
        note(question, of, answer)
    return made

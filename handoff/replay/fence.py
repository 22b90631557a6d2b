"""The `replay` fence: what was recorded, as a film that a reader steps through.

    ```replay
    guide/02-a-chapter/crash     the replay in examples/guide/02-a-chapter/replays/
    early                        the films to show side by side; without names, all of them
    late
    ```

The HTML is whole without JavaScript: a list of scenes, and in each how things stand in every film.
"""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handoff.diagnostics.problem import did_you_mean, quoted
from handoff.fences import Reading
from handoff.guides.guide import Guide
from handoff.languages.words import _, listed
from handoff.pages.page import Fence, Page
from handoff.replay import film
from handoff.replay.offers import anchor
from handoff.templates import render
from handoff.text import inline

if TYPE_CHECKING:
    from handoff.replay.model import Film, Replay, Step

MOST_FILMS = 3  # side by side; more would be too narrow


@dataclass(frozen=True)
class Shown:
    name: str
    replay: "Replay"
    films: "list[Film]"

    @property
    def id(self) -> str:
        return anchor(self.name)

    @property
    def places(self) -> str:
        """What it was recorded on, in words."""
        kinds = list(dict.fromkeys(each.on for each in self.films if each.on))
        return listed(kinds)

    @property
    def facts(self) -> str:
        """With what it was recorded, and on what."""
        using, places = self.replay.recorded, self.places
        if using and places:
            return _("Recorded with {using} on {places}.", using=using, places=places)
        if using:
            return _("Recorded with {using}.", using=using)
        return _("Recorded on {places}.", places=places) if places else _("Recorded.")

    @property
    def data(self) -> str:
        """What the page's script must know beside the words of the list, as JSON."""
        films = [
            {
                "messages": each.messages,
                "places": [[key, its.piece, its.title] for key, its in each.places.items()],
                "steps": [[step.at, step.counts, step.chips] for step in each.steps],
            }
            for each in self.films
        ]
        return json.dumps(films, ensure_ascii=False, separators=(",", ":"))


def read(fence: Fence, page: Page) -> Reading:
    """The films that the fence names, or what is wrong with it."""
    if not fence.words:
        message = "this replay fence names no replay; write guide/02-a-chapter/name"
        return Reading(problems=[page.at(fence, message)])
    name, *chosen = fence.words
    if not film.is_known(name.text):
        known = film.names()
        near = did_you_mean(name.text, known) if known else "examples/ has none"
        return Reading(problems=[page.at(name, f"there is no replay {quoted(name.text)}; {near}")])
    found = film.find(name.text)
    if found.replay is None:
        return Reading(problems=found.problems)
    replay = found.replay
    films = {each.name: each for each in replay.films}
    wrong = [
        page.at(
            word, f"this replay has no film {quoted(word.text)}; {did_you_mean(word.text, films)}"
        )
        for word in chosen
        if word.text not in films
    ]
    shown = [films[word.text] for word in chosen if word.text in films] or replay.films
    if len(shown) > MOST_FILMS:
        message = f"{len(shown)} films side by side; name {MOST_FILMS} at the most"
        wrong.append(page.at(fence, message))
    wrong += [page.at(name, said) for said in unknown_pieces(shown, page)]
    return Reading(Shown(name.text, replay, shown), wrong)


def unknown_pieces(films: "list[Film]", page: Page) -> list[str]:
    """Pieces that the guide's picture does not have."""
    known = Guide(page.guide).pieces if page.guide else {}
    used = {place.piece for each in films for place in each.places.values()}
    return [
        f"{quoted(piece)} is no piece of this guide; {did_you_mean(piece, known)}"
        for piece in sorted(used - known.keys())
        if known
    ]


def html(shown: Shown, page: Page) -> str:
    return render("replay/fence.html", shown=shown, state=state, inline=inline)


def state(each: "Film", step: "Step") -> list[str]:
    """How things stand in every place, in words."""
    return [
        f"{place.title}: {'; '.join(words)}"
        for key, place in each.places.items()
        if (words := [*filter(None, [step.counts.get(key)]), *_chips(each, step, key)])
    ]


def _chips(each: "Film", step: "Step", place: str) -> list[str]:
    return [f"{each.messages[number]} {note}" for number, note in step.chips.get(place, [])]

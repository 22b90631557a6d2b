"""The keys and kinds of a replay's JSON; see `handoff.replay.film` for what they mean.

Apart from what reads it: Pydantic takes a tenth of a second that a site without replays need not.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Words = Annotated[str, Field(min_length=1)]
Chip = tuple[int, str]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Place(_Form):
    piece: str  # of the guide's picture; it gives the colour
    title: Words


class Step(_Form):
    at: Annotated[float, Field(ge=0, allow_inf_nan=False)]  # seconds since it began, as they were
    say: str = ""
    happened: list[Words] = []
    counts: dict[str, str] = {}
    chips: dict[str, list[Annotated[Chip, Field(strict=False)]]] = {}


class Film(_Form):
    name: Words
    title: Words
    on: str = ""
    messages: list[Words] = []
    places: Annotated[dict[str, Place], Field(min_length=1)]
    steps: Annotated[list[Step], Field(min_length=2)]


class Replay(_Form):
    title: Words
    note: str = ""
    recorded: str = ""
    claims: list[str] = []
    scenes: list[Words]
    films: Annotated[list[Film], Field(min_length=1)]

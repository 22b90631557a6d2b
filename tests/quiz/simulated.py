"""Readers whose abilities are known, answering questions whose difficulties are known.

A reader of ability t is right with probability 1 / (1 + exp(-discrimination (t - difficulty)));
abilities are normal with mean 0 and deviation 1. What they share is what a browser would write.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from math import exp
from pathlib import Path
from random import Random


@dataclass
class Simulated:
    """`wrong` gives a wrong answer for an ability; `sure` says how sure such a reader is."""

    question: str
    revision: str
    key: object
    difficulty: float = 0
    discrimination: float = 1.5
    wrong: Callable[[float, Random], object] = lambda ability, luck: [luck.choice([1, 2])]
    sure: Callable[[float, bool, Random], int | None] = lambda ability, right, luck: None
    share: float = 1  # of the readers who meet it

    def chance(self, ability: float) -> float:
        return 1 / (1 + exp(-self.discrimination * (ability - self.difficulty)))

    def tries(self, ability: float, luck: Random) -> list[dict]:
        """One, or two after a miss: the second time is easier."""
        tries = []
        for ease in (0, 1.5):
            right = luck.random() < self.chance(ability + ease)
            answer = self.key if right else self.wrong(ability, luck)
            tries.append(
                {
                    "question": self.question,
                    "revision": self.revision,
                    "answer": answer,
                    "right": right,
                }
            )
            if not ease and (sure := self.sure(ability, right, luck)) is not None:
                tries[-1]["sure"] = sure
            if right:
                break
        return tries


def abilities(count: int, seed: int) -> list[float]:
    luck = Random(seed)
    return [luck.gauss(0, 1) for _ in range(count)]


def share(items: list[Simulated], count: int, folder: Path, seed: int = 1) -> list[Path]:
    """Files of `count` readers."""
    luck = Random(seed)
    files = []
    for number, ability in enumerate(abilities(count, seed)):
        met = [item for item in items if item.share == 1 or luck.random() < item.share]
        tries = [each for item in met for each in item.tries(ability, luck)]
        tries.append({**tries[0], "question": "of/nobody#else", "answer": [number]})  # no two alike
        path = folder / f"{number}.json"
        path.write_text(json.dumps({"format": "handoff-tries", "version": 1, "tries": tries}))
        files.append(path)
    return files

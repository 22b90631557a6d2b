"""Goals of a program, met by what it prints and by nothing else.

{"prints": ["genuine: accepted", "forged: refused"]}: each is a line of what one Run printed. How
much white space it has doesn't matter.
"""

ENDED = "ended"  # what a session says when the program is over, with all that it printed


class Printed:
    def __init__(self, lines: list[str]):
        self.lines = {tidy(line) for line in lines}
        self.met = False

    def hear(self, event: dict) -> None:
        if event["what"] == ENDED:
            self.met = self.met or self.lines <= {*map(tidy, event["printed"].splitlines())}


def tidy(line: str) -> str:
    return " ".join(line.split())

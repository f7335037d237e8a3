"""What a cache that wraps around takes away: of seeks, and of plain requests beside them."""
from math import sqrt

from page import Findings
from tally import Tally
from verdict import BROKEN
from visit import GOOD
from wrapping import FILL, PLAIN, SEEK

# Of the difference of two parts, which chance alone exceeds once in some thousand runs.
DEVIATIONS = 3
HEADING = """
## A cache that wraps around

Written by `dev/soak MINUTES --wrap --write`. {clients} clients share a cache of {cache}. Each one fetches a file
that nobody has asked for, which puts it into the cache. Then it asks for a cut of it, or for a Range of
as many of its last bytes, and reads the answer at 4 MB a second. What the others fetch meanwhile overwrites the file.
Each byte is compared.

"""


class Losses(Findings):
    mark = "dev/soak --wrap"
    heading = HEADING
    picture = ""

    def section(self) -> str:
        return "\n".join([f"{self.title}. {self._verdict()}", "",
                          "| | answers | broken off | of a hundred | other faults |", "| --- | --: | --: | --: | --: |",
                          *(self._row(kind) for kind in (SEEK, PLAIN, FILL)), ""])

    def _row(self, kind: str) -> str:
        count, broken = answers(self.tally, kind)
        others = count - broken - self.tally.of(GOOD, kind)
        return f"| {kind} | {count} | {broken} | {100 * broken / max(1, count):.1f} | {others} |"


def answers(tally: Tally, kind: str) -> tuple[int, int]:
    """How many, and how many of them were broken off."""
    return sum(count for (each, _), count in tally.counts.items() if each == kind), tally.of(BROKEN, kind)


def breaks_more(tally: Tally) -> bool:
    """Whether seeks do, and not by chance."""
    (seeks, broken_seeks), (plain, broken_plain) = answers(tally, SEEK), answers(tally, PLAIN)
    part = (broken_seeks + broken_plain) / max(1, seeks + plain)
    deviation = sqrt(part * (1 - part) * (1 / max(1, seeks) + 1 / max(1, plain)))
    return broken_seeks / max(1, seeks) - broken_plain / max(1, plain) > DEVIATIONS * deviation

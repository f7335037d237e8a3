"""What a measure is to be, and whether it is."""
from dataclasses import dataclass

from pairs import Interval


@dataclass(frozen=True)
class Goal:
    """The median may be at most, or is to be at least, the bound. measured: a ratio, or a quantity in the unit."""
    text: str
    bound: float
    at_least: bool
    measured: Interval | None
    # The whole interval has to be on the right side of the bound, not only the median.
    strict: bool = False
    unit: str = ""

    def verdict(self) -> str:
        if self.measured is None:
            return "NOT MET (not measured, see the notes)"
        judged = self.measured.median
        if self.strict:
            judged = self.measured.low if self.at_least else self.measured.high
        met = judged >= self.bound if self.at_least else judged <= self.bound
        open_still = self.measured.low < self.bound < self.measured.high and not self.strict
        return ("met" if met else "NOT MET") + (", but the interval holds the bound" if open_still else "")

    def wanted(self) -> str:
        which = " (whole interval)" if self.strict else ""
        return f"{'≥' if self.at_least else '≤'} {self.bound:g}{self._unit()}{which}"

    def found(self) -> str:
        return interval_text(self.measured) + self._unit() if self.measured else "–"

    def line(self) -> str:
        return f"{self.text} {self.wanted()}: {self.found()}  {self.verdict()}"

    def _unit(self) -> str:
        return f" {self.unit}" if self.unit else ""


@dataclass(frozen=True)
class Comparison:
    """Two contenders by one metric, without a bound."""
    text: str
    ratio: Interval

    def line(self) -> str:
        return f"{self.text}: {interval_text(self.ratio)}"


def number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def interval_text(value: Interval) -> str:
    return number(value.median) + (f" ({number(value.low)}..{number(value.high)})" if value.low < value.high else "")

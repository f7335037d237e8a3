"""What was found: each fault is a line, and one is enough for the run to fail."""
import re
from collections import Counter
from dataclasses import dataclass

from growth import Growth
from tally import Tally
from visit import GOOD

BROKEN = "broken off"
# Traffic Server says so where an object was overwritten while it was read.
OVERWRITTEN = re.compile(r"Document \S+ truncated")
# Lines of diags.log by what is the same in them.
NUMBERS = re.compile(r"0x[0-9a-f]+|\b[0-9A-F]{8,}\b|\d+")
CAUSES = ("untouched_memory", "untouched_engine", "untouched_encoded", "impossible_changes")


def loads(diags: str) -> int:
    return diags.count("remap.config finished loading")


@dataclass(frozen=True)
class Facts:
    """What the server itself says when the load is over, less what it said before."""
    metrics: dict
    diags: str
    reloads: int
    crash_files: list
    deaths: list

    @property
    def overwritten(self) -> int:
        return len(OVERWRITTEN.findall(self.diags))

    @property
    def loaded(self) -> int:
        """How often remap.config was, at the start too."""
        return loads(self.diags)

    def plugin(self, name: str) -> int:
        return self.metrics.get(f"plugin.tsmp4java.{name}", 0)

    def lines(self) -> Counter:
        """Warnings and errors, and what the plugin says besides."""
        found = re.findall(r"^\[[^\]]*\] (?:\[[^\]]*\]|\S+) (WARNING|ERROR|FATAL|ALERT|EMERGENCY|NOTE(?=: \[tsmp4java\])): (.*)$",
                           self.diags, re.MULTILINE)
        return Counter(f"{level}: {NUMBERS.sub('N', text)[:160]}" for level, text in found)


def explained(tally: Tally, facts: Facts) -> int:
    """Answers that were broken off because the cache came round and overwrote what was being read. Plain ones break
    alike."""
    return min(tally.of(BROKEN), facts.overwritten)


def faults(tally: Tally, facts: Facts, growths: list[Growth]) -> list[str]:
    found = list(facts.deaths)
    found += [f"the Java VM crashed: {name}" for name in facts.crash_files]
    whats = sorted({what for _, what in tally.counts if what not in (GOOD, BROKEN)})
    found += [f"{tally.of(what)} answers: {what}" for what in whats]
    unexplained = tally.of(BROKEN) - explained(tally, facts)
    if unexplained:
        found.append(f"{unexplained} answers broken off, and not for what the cache overwrote")
    found += [f"plugin.tsmp4java.{name} is {facts.plugin(name)}" for name in CAUSES if facts.plugin(name)]
    if facts.plugin("seeks"):
        found.append(f"{facts.plugin('seeks')} seeks are still under way with no client left")
    if failed := facts.diags.count("remap.config failed to load"):
        found.append(f"{failed} reloads of remap.config failed")
    if facts.loaded <= facts.reloads:
        found.append("not every reload of remap.config ended")
    found += [f"{each.figure.name} grew by {each.growth:.1f} {each.figure.unit} after the warm-up, bound {each.bound:.1f}"
              for each in growths if each.is_too_much]
    return found

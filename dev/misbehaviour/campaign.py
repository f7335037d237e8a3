"""Many runs at one server, and what they came to."""
import asyncio
from dataclasses import dataclass, replace

from lab import Lab
from modes import Mode
from origin import SECOND
from run import Result, Run, Task

# Those that were under way when the server ended are done again, fewer at once, until the one is found that ended it.
FEWER = (4, 1)
# How often each of the last is, alone, where there has to be none.
ALONE = 3


@dataclass(frozen=True)
class Tried:
    """ends: what became of each server but the last."""
    results: list[Result]
    faults: list[str]
    ends: list[str]


def tasks_of(modes: list[Mode], times: int) -> list[Task]:
    return [Task(mode, kind, protocol) for mode in modes for kind in mode.kinds for protocol in mode.protocols
            for _ in range(times)]


async def attempt(lab: Lab, tasks: list[Task], at_once: int, is_judged: bool = True) -> Tried:
    """What each run came to, and what was wrong."""
    async with lab:
        await lab.warm_up()
        results = await many(lab, tasks, at_once, is_judged)
        for fewer in FEWER:
            lost = {str(result.task): result.task for result in results if result.has_lost_server}
            times = ALONE if is_judged and fewer == 1 else 1
            again = await many(lab, [task for task in lost.values() for _ in range(times)], fewer, is_judged)
            results = [result for result in results if not result.has_lost_server] + _worst(again)
        faults = [f"{result.task}: {fault}" for result in results for fault in result.faults]
        if lab.ends:
            faults.append(f"the server has ended, or answered nobody, {len(lab.ends)} times")
            print(f"chaos: {lab.name} has ended: {lab.last_words}", flush=True)
        metrics = await lab.settled_metrics()
        faults += [f"{name} is {metrics[f'plugin.tsmp4java.{name}']}" for name in ("seeks", "impossible_changes")
                   if metrics.get(f"plugin.tsmp4java.{name}", 0)]
    return Tried(results, faults, lab.ends)


def _worst(results: list[Result]) -> list[Result]:
    """One of each task: one that lost the server, if there is one."""
    bad_last = sorted(results, key=lambda result: (result.has_lost_server, len(result.faults)))
    return list({str(result.task): result for result in bad_last}.values())


async def many(lab: Lab, tasks: list[Task], at_once: int, is_judged: bool) -> list[Result]:
    waiting = list(reversed(tasks))
    results: list[Result] = []

    async def work() -> None:
        while waiting:
            results.append(await Run(lab, waiting.pop()).result())
            for fault in results[-1].faults if is_judged else ():
                print(f"chaos: {lab.name}: {results[-1].task}: {fault}", flush=True)
            if len(results) % 200 == 0 or len(results) == len(tasks):
                print(f"chaos: {lab.name}: {len(results)} of {len(tasks)} runs", flush=True)

    async with asyncio.TaskGroup() as workers:
        for _ in range(at_once):
            workers.create_task(work())
    return results


async def attempt_beside(lab: Lab, tasks: list[Task], at_once: int) -> Tried:
    """With mp4.so, where it has the case: files with the moov first and corrupt ones. HTTP/1.1 is enough for what is
    the same over both. Right is what it makes of a well-behaved origin's."""
    tasks = [task for task in tasks if task.kind in ("first", "corrupt") and task.protocol == "h1"]
    async with lab:
        lab.movies = {kind: replace(movie, cuts=(await lab.own_cut("warm", movie), await lab.own_cut(SECOND, movie)))
                      for kind, movie in lab.movies.items()}
    return await attempt(lab, tasks, at_once, is_judged=False)

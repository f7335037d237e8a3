"""Many runs at one server, and what they came to."""
import asyncio
from dataclasses import dataclass, replace

from lab import Lab
from modes import Mode
from origin import SECOND
from run import Result, Run, Task

# How often each run is done alone that was under way when the server ended.
ALONE = 3


@dataclass(frozen=True)
class Tried:
    """ends: how often the server ended by itself."""
    results: list[Result]
    faults: list[str]
    ends: int


def tasks_of(modes: list[Mode], times: int) -> list[Task]:
    return [Task(mode, kind, protocol) for mode in modes for kind in mode.kinds for protocol in mode.protocols
            for _ in range(times)]


async def attempt(lab: Lab, tasks: list[Task], at_once: int, is_judged: bool = True) -> Tried:
    """What each run came to, and what was wrong. Those that were under way when the server ended are done again, one
    after the other, to find the one that ended it."""
    async with lab:
        await lab.warm_up()
        results = await many(lab, tasks, at_once, is_judged)
        lost = [result.task for result in results if "crash" in result.got]
        results = [result for result in results if "crash" not in result.got]
        for task in {str(task): task for task in lost}.values():
            alone = [await Run(lab, task).result() for _ in range(ALONE if is_judged else 1)]
            results.append(next((result for result in alone if "crash" in result.got), alone[0]))
        faults = [f"{result.task}: {fault}" for result in results for fault in result.faults]
        if lab.generation:
            faults.append(f"the server has ended {lab.generation} times")
            print(f"chaos: {lab.name} has ended: {lab.last_words}", flush=True)
        metrics = await lab.settled_metrics()
        faults += [f"{name} is {metrics[f'plugin.tsmp4java.{name}']}" for name in ("seeks", "impossible_changes")
                   if metrics.get(f"plugin.tsmp4java.{name}", 0)]
    return Tried(results, faults, lab.generation)


async def many(lab: Lab, tasks: list[Task], at_once: int, is_judged: bool) -> list[Result]:
    waiting = list(reversed(tasks))
    results: list[Result] = []

    async def work() -> None:
        while waiting:
            results.append(await Run(lab, waiting.pop()).result())
            for fault in results[-1].faults if is_judged else ():
                print(f"chaos: {lab.name}: {results[-1].task}: {fault}", flush=True)
            if len(results) % 200 == 0:
                print(f"chaos: {lab.name}: {len(results)} of {len(tasks)} runs", flush=True)

    async with asyncio.TaskGroup() as workers:
        for _ in range(at_once):
            workers.create_task(work())
    return results


async def attempt_beside(lab: Lab, tasks: list[Task], at_once: int) -> Tried:
    """With mp4.so, where it has the case: files with the moov first and corrupt ones. HTTP/1.1 is enough for what is
    the same over both."""
    tasks = [task for task in tasks if task.kind in ("first", "corrupt") and task.protocol == "h1"]
    async with lab:
        movie = lab.movies["first"]
        cuts = (await lab.own_cut("warm", movie), await lab.own_cut(SECOND, movie))
    lab.movies = {kind: replace(each, cuts=each.versions) for kind, each in lab.movies.items()}
    lab.movies["first"] = replace(movie, cuts=cuts)
    return await attempt(lab, tasks, at_once, is_judged=False)

"""One run: a mode, a kind of file and a protocol. What the client got, and what others get afterwards."""
import asyncio
from dataclasses import dataclass, replace

import judge
from exchange import Ask, Outcome
from lab import CRASH, FREEZE, HANG_SECONDS, Lab
from modes import Mode
from movies import START
from origin import SMALL, Case, Origin

OLD = "max-age=1"
# What the client gets that asks again, as one does: the file may have come into the cache meanwhile.
AGAIN = frozenset(("cut", "whole"))
TRIES = 200
# Of a run, in which a server that is slow, but does not hang, is waited for at several places.
RUN_SECONDS = 3 * HANG_SECONDS


@dataclass(frozen=True)
class Task:
    mode: Mode
    kind: str
    protocol: str

    def __str__(self) -> str:
        return f"{self.mode.name} {self.kind} {self.protocol}"


@dataclass(frozen=True)
class Result:
    """got: the classes of what the client got, one for each answer. faults: empty where all is right."""
    task: Task
    got: tuple
    faults: tuple

    @property
    def has_lost_server(self) -> bool:
        return not {CRASH, FREEZE}.isdisjoint(self.got)


class Hung(Exception):
    pass


class Run:
    def __init__(self, lab: Lab, task: Task):
        self.lab = lab
        self.task = task
        self.mode = task.mode
        self.movie = lab.movies[task.kind]
        self.faults: list[str] = []
        self.address = ""

    async def result(self) -> Result:
        generation = self.lab.generation
        got: list[str] = []
        try:
            got = await self._bounded(self._go(), RUN_SECONDS)
        except Hung as hung:
            got.append("hang")
            self.faults.append(f"hangs: {hung}")
        except (OSError, ValueError) as failure:
            self.faults.append(f"{type(failure).__name__}: {failure}")
        if end := await self.lab.revive(generation, bool(self.faults)):
            got, self.faults = [end], ["the server has ended" if end == CRASH else "the server answers nobody"]
        if self.faults and (said := self.lab.said_of(self.address)):
            self.faults[-1] += f"; the log: {said}"
        return Result(self.task, tuple(got), tuple(self.faults))

    async def _go(self) -> list[str]:
        plain = None
        expected = self.mode.expects(self.task.kind)
        if "plain" in expected:
            plain = (await self._at_an_origin(lambda name: self._plain(name)))[0]
        outcomes = await self._at_an_origin(self._client)
        got = [await self._judged(outcome, expected, plain) for outcome in outcomes[:-1]]
        again = await self._class(outcomes[-1], plain)
        if not judge.is_expected(again, outcomes[-1], expected | AGAIN, plain):
            self.faults.append(f"asked again: {again} ({outcomes[-1]})")
        await self._others()
        return got

    async def _judged(self, outcome: Outcome, expected: frozenset, plain: Outcome | None) -> str:
        found = await self._class(outcome, plain)
        if found != "left" and not judge.is_expected(found, outcome, expected, plain):
            self.faults.append(f"{found} instead of {' or '.join(sorted(expected))} ({outcome})"
                               + (f"; a plain request: {plain}" if plain else ""))
        return found

    async def _class(self, outcome: Outcome, plain: Outcome | None) -> str:
        if self.mode.client.get("method") == [b"HEAD"]:
            return judge.of_head(outcome, self.movie)
        asked = self.mode.client.get("range", [b""])[0].decode()
        found = judge.of_seek(outcome, self.movie, asked)
        if found == "other" and plain and judge.is_as_plain(outcome, plain):
            return "plain"
        if found == "other" and plain and plain.is_complete and outcome.body == await self.lab.cut_of(plain.body):
            return "plain cut"
        return found

    async def _at_an_origin(self, act) -> list[Outcome]:
        """An origin, and a URL, that nothing else uses."""
        client = self.mode.client
        case = Case(self.mode, self.movie, caching=OLD if "stale" in client else "max-age=3600",
                    is_armed="stored" in client)
        self.address, name = self.lab.next_address()
        origin = Origin(self.lab.movies, case)
        await origin.listen(self.address, self.lab.origin_port)
        try:
            name = f"{'quick' if 'quick' in client else 'cut'}{'stream' if 'stream' in client else ''}-{name}"
            await self._prepare(name, case)
            case.is_armed = True
            return await act(name)
        finally:
            case.over.set()
            origin.close()

    async def _prepare(self, name: str, case: Case) -> None:
        """cached or stored: in the cache; known: and its index is known; stale: known, and too old."""
        states = self.mode.client.keys() & {"cached", "stored", "known", "stale"}
        if not states:
            return
        ask = Ask(self.lab.host(name, "h1"), f"/{self.movie.name}")
        await self._until(lambda: case.revalidated or "stale" not in states, ask, bool(states - {"stale"}))
        if states & {"known", "stale"}:
            await self._until(lambda: True, replace(ask, target=f"{ask.target}?start={START}"), False)

    async def _until(self, is_so, ask: Ask, from_cache: bool) -> None:
        client = self.lab.client("h1")
        for _ in range(TRIES):
            outcome = await self._bounded(client.ask(ask))
            if from_cache:
                alone = replace(ask, fields=(("Cache-Control", "only-if-cached"),))
                outcome = await self._bounded(client.ask(alone))
            if outcome.status == 200 and outcome.is_complete and is_so():
                await client.close()
                return
            await asyncio.sleep(0.05)
        raise Hung(f"not prepared: {outcome}")

    def _ask(self, name: str, protocol: str, seeks: bool = True) -> Ask:
        words = self.mode.client
        query = words["query"][0].decode("latin-1") if "query" in words else f"start={START}"
        fields = [tuple(each.decode("latin-1").split(": ", 1)) for each in words.get("field", [])]
        fields += [("Range", f"bytes={each.decode()}") for each in words.get("range", [])]
        leave = next((word for word in ("reset", "leave", "rst", "goaway") if word in words), "")
        return Ask(
            self.lab.host(name, protocol), f"/{self.movie.name}" + (f"?{query}" if seeks else ""),
            words.get("method", [b"GET"])[0].decode(), tuple(fields), words.get("raw", [b""])[0],
            "HTTP/1.0" if "http10" in words else "HTTP/1.1", leave, int(words[leave][0]) if leave else 0,
            int(words.get("slow", [0])[0]), "pausing" in words, "split" in words, "halfclose" in words)

    async def _plain(self, name: str) -> list[Outcome]:
        client = self.lab.client(self.task.protocol)
        try:
            return [await self._bounded(client.ask(self._ask(name, self.task.protocol, seeks=False).plainly()))]
        finally:
            await client.close()

    async def _client(self, name: str) -> list[Outcome]:
        """What the client of the mode gets, and last what one gets that then asks the same and behaves."""
        words, protocol = self.mode.client, self.task.protocol
        ask = self._ask(name, protocol)
        outcomes = []
        for _ in range(int(words.get("times", [1])[0])):
            outcomes += await self._once(ask)
        behaving = ask.plainly()
        client = self.lab.client(protocol)
        try:
            if any(outcome.note == judge.LEFT for outcome in outcomes):
                outcomes.append(await self._bounded(client.ask(behaving)))
            outcomes.append(await self._bounded(client.ask(behaving)))
            await self._same_connection(client, outcomes[-1].status >= 400)
        finally:
            await client.close()
        return outcomes

    async def _once(self, ask: Ask) -> list[Outcome]:
        words, protocol = self.mode.client, self.task.protocol
        beside, pipelined = int(words.get("beside", [1])[0]), int(words.get("pipeline", [1])[0])
        window, flood = int(words.get("window", [0])[0]), words.get("flood", [b""])[0].decode()
        count = 1 if protocol == "h2" else beside
        clients = [self.lab.client(protocol, window, flood) for _ in range(count)]
        asks = [ask] * (pipelined if protocol == "h1" else beside)
        try:
            each = await asyncio.gather(*(self._bounded(client.ask_all(asks)) for client in clients))
            return [outcome for outcomes in each for outcome in outcomes]
        finally:
            for client in clients:
                await client.close()

    async def _same_connection(self, client, may_have_ended: bool) -> None:
        """What is asked on it after a mode's answer is answered rightly. Behind some errors Traffic Server ends it without
        a word, also where no seek is asked for; then it is opened again."""
        ask = Ask(self.lab.host("clean", self.task.protocol), f"/{self.lab.serial}/small")
        outcome = await self._bounded(client.ask(ask))
        if may_have_ended and not outcome.status:
            outcome = await self._bounded(client.ask(ask))
        if outcome.body != SMALL or not outcome.is_complete:
            self.faults.append(f"the next request on the connection: {outcome}")

    async def _others(self) -> None:
        """Seeks into another file, cold one time of four."""
        self.lab.serial += 1
        client = self.lab.client(self.task.protocol)
        movie = self.lab.movies["last" if self.lab.serial % 2 else "first"]
        folder = self.lab.serial if self.lab.serial % 4 == 0 else "warm"
        host = self.lab.host("clean", self.task.protocol)
        outcome = await self._bounded(client.ask(Ask(host, f"/{folder}/{movie.name}?start={START}")))
        await client.close()
        if judge.of_seek(outcome, movie) != "cut":
            self.faults.append(f"a seek into another file: {outcome}")

    async def _bounded(self, asking, seconds: int = HANG_SECONDS):
        try:
            async with asyncio.timeout(seconds):
                return await asking
        except TimeoutError:
            raise Hung(f"no end after {seconds} s") from None

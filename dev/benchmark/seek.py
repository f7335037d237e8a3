"""One client, one seek near the end of a movie that is in the cache: time to the first byte, and to the last."""
import hashlib
import itertools
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import MP4SO, NGINX, OTHER_BUILD, PLAIN, PLAIN_UNDER_PLUGIN, PLUGIN, Bench, reason_not_a_cut
from client import Request, digest, fetch
from goal import Goal
from media import Cut
from pairs import alternate
from report import Column, Result
from start import calls_of_a_seek

REPEATS = 5  # in one sample, which is their median; mp4.so takes long enough to be measured once
WARM_UP = 4  # samples that are not kept
# As a server has it that runs for a while: Java compiles what runs often.
SEEKS_BEFORE, TAKEN_BEFORE = 2000, 64 << 10
START = "7100.7"
NEW_STARTS = "a new start each time"
SMALL = "tsmp4java, 801 MB movie"

COLUMNS = [
    Column("total", "total ms", 1000, PLAIN),
    Column("first byte", "first byte ms", 1000, PLAIN),
]


def moov_first(bench: Bench) -> Result:
    result = near_the_end(bench, bench.media.movie_moov_first(), "seek-first", "moov in front")
    rounds = result.rounds
    slower = rounds.ratio(MP4SO, PLUGIN, "total")
    result.goals.append(Goal(f"{MP4SO} / {PLUGIN}, total", 45, True, slower))
    return result


def moov_last(bench: Bench) -> Result:
    return near_the_end(bench, bench.media.movie_moov_last(), "seek-last", "moov at the end")


def near_the_end(bench: Bench, movie: Path, case: str, title: str) -> Result:
    bench.fill_cache(movie)
    cut = bench.media.cut(movie, START)
    size = movie.stat().st_size
    result = Result(case, f"{title}, {size / 1e6:.0f} MB, two hours, start={START}: {cut.length / 1e6:.1f} MB", COLUMNS)
    plain, under_plugin = plain_ranges(bench, movie, cut)
    builds = [PLUGIN, OTHER_BUILD] if bench.has_other_build else [PLUGIN]
    seeks = {name: bench.seek(name, movie, START) for name in (*builds, *bench.others)}
    bench.note_missing(result)
    check_bytes(result, seeks[PLUGIN], cut)
    warm(bench, movie)
    changing = {f"{name}, {NEW_STARTS}": seeks_around(bench, name, movie, START) for name in builds}
    measure(bench, result, {PLAIN: plain, PLAIN_UNDER_PLUGIN: under_plugin, **seeks}, cut, changing)
    for name, asked in {PLUGIN: itertools.repeat(seeks[PLUGIN]),
                        f"{PLUGIN}, {NEW_STARTS}": seeks_around(bench, PLUGIN, movie, START)}.items():
        calls, microseconds = calls_of_a_seek(bench.proxy, asked)
        result.note(f"{name}: {calls:.1f} calls into Java for a seek, which take {microseconds:.0f} us together")
    for suffix in ("", f", {NEW_STARTS}"):
        result.compare(PLUGIN, OTHER_BUILD, ("total", "first byte"), suffix)
    total, first = (result.rounds.ratio(PLUGIN, PLAIN, metric) for metric in ("total", "first byte"))
    result.goals += [
        Goal(f"{PLUGIN} / {PLAIN}, total", 1.02, False, total),
        Goal(f"{PLUGIN} / {PLAIN}, first byte", 1.00, False, first),
    ]
    return result


def warm(bench: Bench, movie: Path) -> None:
    for request in itertools.islice(seeks_around(bench, PLUGIN, movie, START), SEEKS_BEFORE // (20 if bench.sizes.quick else 1)):
        fetch(request, TAKEN_BEFORE)


def seeks_around(bench: Bench, contender: str, movie: Path, start: str) -> Iterator[Request]:
    """Within ten seconds of it, so that the answers are as long on average: no two the same, all over that time."""
    for i in itertools.count():
        yield bench.seek(contender, movie, f"{float(start) + i * 7.919 % 20 - 10:.3f}")


def beyond_4_gib(bench: Bench) -> Result:
    big, small = bench.media.beyond_4_gib(), bench.media.movie_moov_first()
    bench.fill_cache(big)
    bench.fill_cache(small)
    cut = bench.media.cut(big, "7180.7")
    # The smaller movie's last seconds that make an answer of the same length, to within a group of pictures (0.2 MB).
    seconds = 7200 * (1 - cut.length / small.stat().st_size)
    small_start = f"{seconds:.1f}"
    columns = [Column("total", "total ms", 1000, SMALL), Column("first byte", "first byte ms", 1000, SMALL)]
    result = Result("big", f"beyond 4 GiB: {big.stat().st_size / 1e9:.2f} GB, start=7180.7: {cut.length / 1e6:.1f} MB",
                    columns)
    plain, _ = plain_ranges(bench, big, cut)
    seek = bench.seek(PLUGIN, big, "7180.7")
    check_bytes(result, seek, cut)
    contenders = {PLAIN: plain, PLUGIN: seek, SMALL: bench.seek(PLUGIN, small, small_start),
                  NGINX: bench.seek(NGINX, big, "7180.7")}
    measure(bench, result, contenders, cut)
    for metric in ("total", "first byte"):
        against_small = result.rounds.ratio(PLUGIN, SMALL, metric)
        result.goals.append(Goal(f"{PLUGIN} / {SMALL}, {metric}", 1.10, False, against_small))
    return result


def plain_ranges(bench: Bench, movie: Path, cut: Cut) -> tuple:
    """As many bytes as the cut has, from the place of its media, through both rules."""
    begin = cut.source_end - cut.length
    return tuple(bench.whole(movie, rule).with_range(begin, cut.source_end) for rule in ("plain", "plugin"))


def check_bytes(result: Result, seek: Request, cut: Cut) -> None:
    """Also the first seek of all: the one that has to build the index."""
    try:
        first = fetch(seek, most=0)
        result.notes.append(f"first seek into this file: first byte after {first.first_byte_seconds * 1000:.1f} ms")
        with cut.path.open("rb") as file:
            right = hashlib.file_digest(file, "sha256").hexdigest()
        if first.length != cut.length:
            result.notes.append(f"WRONG: {PLUGIN} answers with {first.length:,} bytes, `cut` makes {cut.length:,}")
        elif digest(seek) == right:
            result.notes.append(f"{PLUGIN} answers with the bytes that `tsmp4java cut` makes")
        else:
            result.notes.append(f"WRONG: the bytes of {PLUGIN} are not those of `tsmp4java cut`")
    finally:
        cut.path.unlink()


def measure(bench: Bench, result: Result, requests: dict, cut: Cut, changing: dict | None = None) -> None:
    """changing: contenders with an iterator of requests, one for each time it is asked."""
    changing = changing or {}
    result.contenders = list(requests) + list(changing)
    samples = {}
    for name, request in requests.items():
        is_range = name in (PLAIN, PLAIN_UNDER_PLUGIN)
        reason = None if is_range else reason_not_a_cut(request, cut.length)
        if reason:
            result.notes.append(f"{name} is not measured: {reason}")
        else:
            samples[name] = sampler(itertools.repeat(request), 1 if name == MP4SO else REPEATS, 206 if is_range else 200)
    samples |= {name: sampler(asked, REPEATS, 200) for name, asked in changing.items()}
    for _ in range(WARM_UP):
        for sample in samples.values():
            sample()
    result.rounds = alternate(samples, bench.sizes.rounds)


def sampler(requests: Iterator[Request], repeats: int, status: int) -> Callable[[], dict]:
    def sample() -> dict:
        asked = list(itertools.islice(requests, repeats))
        answers = [fetch(request) for request in asked]
        if any(answer.status != status for answer in answers):
            raise RuntimeError(f"{asked[0].path}: status {[answer.status for answer in answers]}, not {status}")
        return {
            "total": statistics.median(answer.total_seconds for answer in answers),
            "first byte": statistics.median(answer.first_byte_seconds for answer in answers),
        }
    return sample

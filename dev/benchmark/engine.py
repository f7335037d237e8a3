"""The engine without a server, by JMH: dev/jmh's classes, with movies made in memory."""
import json
import shutil
import subprocess
from pathlib import Path

from bench import Bench
from goal import Goal
from pairs import Interval, Point, Rounds, interval
from report import Axis, Column, Result

TOP = Path(__file__).resolve().parents[2]
FOLDER = TOP / "build/bench/jmh"
MEGABYTES = ("0.1", "7", "60")
QUICK = ("0.1", "7")
INDEX, COPY = "index, from the moov", "a plain copy of the moov"
PLAN, REMEMBERED = "plan and head of a new cut", "a seek whose cut is remembered"
COPIED, ADDED, PLAIN_COPY = "render: bytes that are copied", "render: a constant added", "render: a plain copy beside it"
METHODS = {
    "IndexBenchmark.index": INDEX, "IndexBenchmark.copy": COPY,
    "PlanBenchmark.planAndHead": PLAN, "PlanBenchmark.remembered": REMEMBERED,
    "RenderBenchmark.copied": COPIED, "RenderBenchmark.added": ADDED, "RenderBenchmark.plainCopy": PLAIN_COPY,
}
# The collector of the plugin: another one rounds large arrays up. The size has room for several indexes of 60 MB, which
# Held has at a time.
HEAP = ("-Xmx1g", "-XX:+UseSerialGC")
YOUNG = "-Xmn5m"  # as the plugin has it
WINDOW = 32 << 10  # bytes, as in RenderBenchmark
RENDERED = (COPIED, ADDED, PLAIN_COPY)
COLUMNS = [
    Column("time", "us for one", 1e6),
    Column("allocated", "kB allocated for one", 1e-3, plotted=False),
    Column("speed", "GB/s", 1e-9, PLAIN_COPY),
    Column("held", "bytes of heap held for a byte of moov", 1, plotted=False),
    Column("longest", "longest call that collects, ms", 1000, plotted=False),
]


def measured(bench: Bench) -> Result:
    quick = bench.sizes.quick
    megabytes = QUICK if quick else MEGABYTES
    axis = Axis("moov", {float(value): f"{value} MB" for value in megabytes})
    result = Result("engine", "JMH, one thread; movies of one video track with a chunk for each frame", COLUMNS, axis,
                    contenders=list(METHODS.values()))
    classpath = build()
    java = ["java", *HEAP, "-cp", classpath]
    out = FOLDER / "results.json"
    iterations = ["-f", "1", "-wi", "2", "-i", "2", "-w", "200ms", "-r", "200ms"] if quick else [
        "-f", "2", "-wi", "2", "-i", "5", "-w", "1s", "-r", "500ms"]
    jmh = [*java, "org.openjdk.jmh.Main", "-rf", "json", "-rff", out, "-prof", "gc", "-foe", "true", "-jvmArgs", " ".join(HEAP),
           *iterations, "-p", f"megabytes={','.join(megabytes)}", "io.github.tsmp4java.bridge"]
    said = subprocess.run(jmh, capture_output=True, text=True)
    (FOLDER / "jmh.log").write_text(said.stdout + said.stderr)
    if said.returncode:
        raise RuntimeError(f"JMH failed, see {FOLDER.relative_to(TOP)}/jmh.log:\n{said.stdout[-1500:]}")
    for entry in json.loads(out.read_text()):
        _add(result.rounds, entry)
    for size, each, moov in said_by(java, "Held", "held", megabytes):
        result.rounds.add(Point(INDEX, size), {"held": each / moov, "moov": moov})
    for size, median in said_by([*java[:-2], YOUNG, *java[-2:]], "Longest", "longest", megabytes):
        result.rounds.add(Point(INDEX, size), {"longest": median / 1e9})
    result.goals = goals(result.rounds)
    return result


def build() -> str:
    """Compiles what is measured and what measures it; the class path."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    classes, listed = FOLDER / "classes", FOLDER / "classpath"
    classes.mkdir(parents=True)
    maven = ["mvn", "-q", "-B", "-ntp", "-Pjmh", "-f", TOP]
    for command in ([*maven, "test-compile"],
                    [*maven, "-pl", "java-plugin", "dependency:build-classpath", f"-Dmdep.outputFile={listed}"]):
        _run(command)
    for folder in ("classes", "test-classes"):
        shutil.copytree(TOP / "java-plugin/target" / folder, classes, dirs_exist_ok=True)
    classpath = f"{classes}:{listed.read_text()}"
    _run(["javac", "-d", classes, "-cp", classpath, *sorted((TOP / "dev/jmh").glob("*.java"))])
    return classpath


def _run(command: list) -> None:
    said = subprocess.run(command, capture_output=True, text=True)
    if said.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{(said.stdout + said.stderr)[-3000:]}")


def _add(rounds: Rounds, entry: dict) -> None:
    name = METHODS[".".join(entry["benchmark"].split(".")[-2:])]
    point = Point(name, float(entry["params"]["megabytes"]))
    gc = next(value for key, value in entry["secondaryMetrics"].items() if key.endswith("gc.alloc.rate.norm"))
    for fork, allocated in zip(entry["primaryMetric"]["rawData"], gc["rawData"]):
        for nanoseconds, size in zip(fork, allocated):
            rounds.add(point, {"time": nanoseconds / 1e9, "allocated": size})
            if name in RENDERED:
                rounds.add(point, {"speed": WINDOW / (nanoseconds / 1e9)})


def said_by(java: list, program: str, word: str, megabytes: tuple) -> list:
    """The numbers of the lines that begin with the word: megabytes of moov first."""
    said = subprocess.run([*java, f"io.github.tsmp4java.bridge.{program}", *megabytes], check=True, capture_output=True, text=True)
    lines = [line.split() for line in said.stdout.splitlines() if line.startswith(f"{word} ")]
    return [(float(size), *map(int, numbers)) for _, size, *numbers in lines]


def goals(rounds: Rounds) -> list[Goal]:
    at = 7.0
    moov = rounds.of(Point(INDEX, at), "moov")

    def scaled(name: str, metric: str, factor: float, megabytes: float = at) -> Interval | None:
        values = rounds.of(Point(name, megabytes), metric)
        return interval([value * factor for value in values]) if values else None

    found = [
        Goal("index of 7 MB", 4, False, scaled(INDEX, "time", 1e3), unit="ms"),
        Goal("index of 7 MB, allocated / moov", 1.2, False, scaled(INDEX, "allocated", 1 / moov[0]) if moov else None),
        Goal("index of 7 MB, held / moov", 1.15, False, scaled(INDEX, "held", 1)),
    ]
    sizes = sorted({point.x for point, _ in rounds.values if point.contender == PLAN})
    found += [Goal(f"longest call that collects a moov, {size:g} MB", 1, False, scaled(INDEX, "longest", 1e3, size), unit="ms")
              for size in sizes]
    for size in sizes:
        found += [Goal(f"plan and head, {size:g} MB", 30, False, scaled(PLAN, "time", 1e6, size), unit="us"),
                  Goal(f"plan and head, {size:g} MB, allocated", 20, False, scaled(PLAN, "allocated", 1e-3, size), unit="kB")]
    return [*found, Goal("render, bytes that are copied, 7 MB", 3, True, scaled(COPIED, "speed", 1e-9), unit="GB/s"),
            Goal("render, a constant added, 7 MB", 1, True, scaled(ADDED, "speed", 1e-9), unit="GB/s")]

"""Whole processes, measured in turn."""
import os
import pathlib
import statistics
import subprocess
import sys
import time
import typing


class Sample(typing.NamedTuple):
    wall: float
    megabytes: float


def once(command: list, env: dict | None = None, good: tuple = (0,)) -> Sample:
    """Runs a command to its end, at which its status must be a good one."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, env={**os.environ, **(env or {})})
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in good:
        sys.exit(f"bench: {command[0]} ended with {process.returncode}: {said.decode(errors='replace')[-400:]}")
    return Sample(wall, usage.ru_maxrss / 1024)


class Contender(typing.NamedTuple):
    """A program on a workload: what is made ready before each run, and the command that is timed."""

    name: str
    prepare: typing.Callable[[], None]
    command: list
    good: tuple = (0,)


def in_turn(contenders: list[Contender], rounds: int) -> dict[str, list[Sample]]:
    """A B A B …, so that other work on the machine meets all alike."""
    samples: dict[str, list[Sample]] = {contender.name: [] for contender in contenders}
    for _ in range(rounds):
        for contender in contenders:
            contender.prepare()
            samples[contender.name].append(once(contender.command, good=contender.good))
    return samples


def median(samples: list[Sample]) -> float:
    return statistics.median(sample.wall for sample in samples)


def walls(samples: list[Sample]) -> list[float]:
    return [sample.wall for sample in samples]


def ratios(one: list[Sample], other: list[Sample]) -> list[float]:
    """How much longer `one` took than `other` in the same round, for each of them."""
    return [a.wall / b.wall for a, b in zip(one, other)]


def peak(samples: list[Sample]) -> float:
    return max(sample.megabytes for sample in samples)


def remove(study: pathlib.Path):
    for suffix in ("", "-wal", "-shm"):
        pathlib.Path(f"{study}{suffix}").unlink(missing_ok=True)

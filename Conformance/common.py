"""What the checks share: running the program with its time and memory, and counting what held."""
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import typing
import venv

#: What one import may take.
SECONDS, MEGABYTES = 5.0, 256.0
#: Waited for before a run is ended; a slow machine is not a wrong answer, a hanging program is.
PATIENCE = 60.0


class Run(typing.NamedTuple):
    """One command: its exit status (negative = signal), output, seconds of its own work, and peak memory in MB."""

    status: int
    out: str
    err: str
    seconds: float
    wall: float
    megabytes: float

    @property
    def messages(self) -> list[str]:
        """The lines of the error output that are not the indented remedy of another."""
        return [line for line in self.err.splitlines() if line and not line[0].isspace()]

    @property
    def errors(self) -> list[str]:
        return [line for line in self.messages if ": error: " in line or line.startswith("error: ")]


def run(command: list, *, cwd=None, stdin: bytes | None = None, env: dict | None = None) -> Run:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as source:
        source.write(stdin or b"")
        source.seek(0)
        start = time.monotonic()
        process = subprocess.Popen(
            [str(part) for part in command], stdin=source, stdout=out, stderr=err, cwd=cwd,
            env={**os.environ, **(env or {})}, start_new_session=True)
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() - start > PATIENCE:
                os.killpg(process.pid, signal.SIGKILL)
                _, status, usage = os.wait4(process.pid, 0)
                break
            time.sleep(0.001)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return Run(
            process.returncode, out.read().decode("utf-8", "replace"), err.read().decode("utf-8", "replace"),
            usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


class Tally:
    """Counts checks, and prints each that does not hold."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, holds: bool, what: str) -> bool:
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {what}".encode("unicode_escape", "backslashreplace").decode("ascii")
                  if any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in what) else f"FAILED {what}")
        return bool(holds)

    def close(self, name: str) -> int:
        print(f"{name}: {self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0


def new_study(anker: str, folder: pathlib.Path, name: str = "study.anker") -> pathlib.Path:
    """A fresh, empty study in `folder`."""
    path = folder / name
    for suffix in ("", "-wal", "-shm", "-journal"):
        pathlib.Path(f"{path}{suffix}").unlink(missing_ok=True)
    draft = path.with_name("new.anker")
    made = run([anker, "init", draft, "--quiet", "--coder", "AB"])
    if made.status != 0:
        raise SystemExit(f"anker init failed: {made.err}")
    return draft.rename(path)


def beside(path: pathlib.Path) -> list[str]:
    """What stands beside a study and should not, once a command has ended."""
    return sorted(p.name for p in path.parent.iterdir() if p.name.startswith(path.name) and p != path)


def open_at_rest(path: pathlib.Path) -> sqlite3.Connection:
    """Reads a study at rest without writing anything beside it; only where no -wal stands there."""
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)


def xmllint() -> str:
    """The program that holds XML against a schema, installed where it is missing."""
    if not shutil.which("xmllint"):
        privileged = [] if os.geteuid() == 0 else ["sudo"]
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([*privileged, "apt-get", "update", "-qq"], check=True, env=quiet, stdout=subprocess.DEVNULL)
        subprocess.run([*privileged, "apt-get", "install", "-qq", "-y", "libxml2-utils"], check=True, env=quiet,
                       stdout=subprocess.DEVNULL)
    return "xmllint"


def environment(name: str, packages: list[str]) -> pathlib.Path:
    """The Python of an environment in .conformance/NAME that has these packages."""
    folder = pathlib.Path(__file__).resolve().parent.parent / ".conformance" / name
    python, stamp = folder / "bin/python", folder / "packages.txt"
    if not stamp.exists() or stamp.read_text().split() != packages:
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages], check=True)
        stamp.write_text("\n".join(packages))
    return python

#!/usr/bin/env python3
"""What a person at a terminal sees of a long import: a progress bar that goes away, and Ctrl-C that changes nothing. And how
a text is read with a pager, and a memo written with an editor.

usage: terminal.py ANKER SHARED
Closes with 'N passed, N failed'.
"""
import os
import pathlib
import pty
import re
import signal
import subprocess
import sys
import tempfile
import time

from common import Tally, beside, new_study, open_at_rest

#: Rows of the sheet: some seconds of import on a fast machine too, since a signal that comes when all is written finds it done.
ROWS = 200_000
BAR = re.compile(rb"\r[^\r\n]*\[[#-]{20}\] +\d+ %  \d+\.\d MB/s  (?:\d+:\d\d left|writing the study)\x1b\[K")


def dump(study: pathlib.Path) -> str:
    with open_at_rest(study) as db:
        return "\n".join(db.iterdump())


def is_writing(study: pathlib.Path) -> bool:
    """Whether a command has begun to write to the study; long before it ends, on a fast machine as on a slow one."""
    return study.with_name(study.name + "-wal").exists()


def on_terminal(command: list, terminal: str, env: dict | None = None, typed: bytes = b"",
                stopped_in: pathlib.Path | None = None) -> tuple[int, bytes]:
    """Runs a command on a terminal of 100 columns; returns its exit status and all that it wrote there.

    What is `typed` comes as soon as it has written something. A command that does not end within two minutes is ended.

    Ctrl-C is typed where the bar has shown and the command writes to the study `stopped_in`.
    """
    child, fd = pty.fork()
    if child == 0:
        os.environ.update({"TERM": terminal, **(env or {})})
        os.execv(command[0], [str(part) for part in command])
    written, stopped, end = b"", False, time.monotonic() + 120
    os.set_blocking(fd, False)
    while True:
        if stopped_in is not None and not stopped and BAR.search(written) and is_writing(stopped_in):
            os.write(fd, b"\x03")
            stopped = True
        try:
            piece = os.read(fd, 1 << 16)
        except BlockingIOError:
            if typed and written:
                os.write(fd, typed)
                typed = b""
            if time.monotonic() > end:
                os.kill(child, signal.SIGKILL)
            time.sleep(0.005)
            continue
        except OSError:
            break
        if not piece:
            break
        written += piece
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), written


def work_with_programs(anker: str, folder: pathlib.Path, tally: Tally) -> None:
    """A pager and an editor, which the terminal must let read what is typed."""
    study = new_study(anker, folder)
    talk = folder / "talk.txt"
    talk.write_text("".join(f"{'IB'[number % 2]}: Satz Nummer {number} über die Straße.\n" for number in range(400)))
    subprocess.run([anker, "import", talk, "--study", study, "--coder", "AB", "--quiet"], check=True)
    show = [anker, "show", "talk", "--study", study]
    every = "Satz Nummer 399 über die Straße".encode()

    status, shown = on_terminal(show, "xterm", {"PAGER": "sed 's/^/> /'"})
    tally.check(status == 0 and b"> " in shown and every in shown, f"$PAGER: exit {status}, {shown[-200:]!r}")
    status, shown = on_terminal(show, "xterm", {"PAGER": "false", "ANKER_PAGER": "sed 's/^/# /'"})
    tally.check(status == 0 and b"# " in shown and every in shown, f"$ANKER_PAGER: exit {status}, {shown[-200:]!r}")
    status, shown = on_terminal(show, "xterm", {"PAGER": "head -n 2"})
    tally.check(status == 0 and every not in shown and shown.count(b"\n") == 2, f"a pager that ends early: exit {status}, {shown[-200:]!r}")
    for words in ({"PAGER": ""}, {"PAGER": "cat"}, {"ANKER_PAGER": "", "PAGER": "false"}, {"PAGER": "no-such-pager"}):
        status, shown = on_terminal(show, "xterm", words)
        tally.check(status == 0 and every in shown, f"{words}: exit {status}, {shown[-200:]!r}")
    for more in (["--no-pager"], ["--json"]):
        status, shown = on_terminal([*show, *more], "xterm", {"PAGER": "sed 's/^/> /'"})
        tally.check(status == 0 and b"> " not in shown and every in shown, f"{more[0]}: exit {status}, {shown[-200:]!r}")
    piped = subprocess.run([str(part) for part in show], stdout=subprocess.PIPE, env={**os.environ, "PAGER": "false"}, check=True)
    tally.check(every in piped.stdout, "a pipe: the text is not whole")
    # It stops at the first screen, and goes on with what is typed.
    status, shown = on_terminal(show, "xterm", {"PAGER": "less -X"}, typed=b"q")
    tally.check(status == 0 and b"Satz Nummer 1 " in shown and every not in shown, f"less: exit {status}, {shown[-200:]!r}")

    write = [anker, "memo", "add", "--study", study, "--coder", "AB"]
    editor = folder / "editor"
    editor.write_text("#!/bin/sh\nprintf 'Was? '\nread line < /dev/tty\necho \"$line\" > \"$1\"\n")
    editor.chmod(0o700)
    status, shown = on_terminal(write, "xterm", {"VISUAL": str(editor)}, typed=b"Vom Terminal\n")
    listed = subprocess.run([anker, "memo", "list", "--study", study], stdout=subprocess.PIPE, check=True).stdout
    tally.check(status == 0 and b"Vom Terminal" in listed, f"an editor: exit {status}, {shown[-200:]!r}")
    status, shown = on_terminal(write, "xterm", {"VISUAL": str(editor)}, typed=b"\x03")
    tally.check(status == 2 and b"the editor ended with an error" in shown, f"Ctrl-C in an editor: exit {status}, {shown[-200:]!r}")


def main() -> int:
    anker, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    tally = Tally()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        sheet = folder / "survey.ods"
        subprocess.run([sys.executable, shared / "bench/make_ods.py", str(ROWS), sheet], check=True, stdout=subprocess.DEVNULL)
        study = new_study(anker, folder)
        before = dump(study)
        command = [anker, "import", sheet, "--study", study, "--coder", "AB"]

        status, shown = on_terminal(command, "xterm", stopped_in=study)
        tally.check(status == 130, f"Ctrl-C: exit {status}, expected 130")
        tally.check(b"stopped; the study is as it was before" in shown, f"Ctrl-C: {shown[-200:]!r}")
        tally.check(dump(study) == before, "Ctrl-C: the study has changed")
        tally.check(not beside(study), f"Ctrl-C: left beside the study: {beside(study)}")

        for number in (signal.SIGINT, signal.SIGTERM):
            process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            while process.poll() is None and not is_writing(study):
                time.sleep(0.005)
            time.sleep(0.2)
            process.send_signal(number)
            out, said = process.communicate(timeout=60)
            tally.check(process.returncode == 130 and not out and said.startswith(b"anker: error: stopped;"),
                        f"{number.name}: exit {process.returncode}, {said!r}")
            tally.check(dump(study) == before and not beside(study), f"{number.name}: the study has changed")

        status, shown = on_terminal(command, "xterm")
        tally.check(status == 0, f"terminal: exit {status}")
        bars = BAR.findall(shown)
        tally.check(len(bars) >= 3, f"terminal: {len(bars)} bars were shown")
        rest = BAR.sub(b"", shown).replace(b"\r\x1b[K", b"")
        tally.check(b"\x1b" not in rest and b"[#" not in rest, f"terminal: other than bars: {rest[:200]!r}")
        tally.check(f"survey.ods: added as survey: {ROWS} respondents".encode() in rest, f"terminal: {rest[-300:]!r}")

        work_with_programs(anker, folder, tally)

        other = new_study(anker, folder)
        status, shown = on_terminal([*command[:4], other, *command[5:]], "dumb")
        tally.check(status == 0 and b"\x1b" not in shown and b"[#" not in shown, "dumb terminal: a bar was shown")
    return tally.close("terminal")


if __name__ == "__main__":
    sys.exit(main())

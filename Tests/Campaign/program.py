"""Runs the program once, and judges how it ended."""
import os
import re
import resource
import signal
import subprocess
import threading
import time
from dataclasses import dataclass

# A run of the small bank takes a tenth of a second; one that takes this long hangs.
HANGS_AFTER = 60
# Nothing that the campaign feeds is larger than a megabyte.
MOST_MEMORY = 1 << 30
CRASHES = {signal.SIGSEGV, signal.SIGILL, signal.SIGABRT, signal.SIGBUS, signal.SIGTRAP, signal.SIGFPE, signal.SIGSYS,
           signal.SIGXFSZ}


@dataclass
class Outcome:
    code: int
    out: bytes
    err: bytes
    memory: int = 0
    hung: bool = False

    @property
    def error(self):
        return self.err.decode("utf-8", "replace")

    def fault(self):
        """What no run may do, whatever it was given; None where it did none of it."""
        if self.hung:
            return "hangs"
        if self.code < 0 and -self.code in CRASHES or self.code in (132, 133, 134, 135, 136, 139):
            return f"dies of signal {abs(self.code) % 128}"
        if "Fatal error" in self.error or "Sanitizer" in self.error:
            return "traps: " + self.error.strip().splitlines()[0][:200]
        if self.memory > MOST_MEMORY:
            return f"takes {self.memory >> 20} MB"
        if self.code > 0 and not re.search(r"\w+ \w+ \w+", self.error):
            return f"ends with {self.code} and no sentence"
        if "\x1b" in self.error:
            return "writes an escape to the terminal"
        return None


class Program:
    def __init__(self, path):
        self.path = os.path.abspath(path)

    def run(self, *arguments, cwd, env=None, before=(), limits=(), stdout=None, kill_after=None, quiet=True):
        """Runs a verb. `before` is put in front of the command, `limits` are pairs of resource and bound."""
        command = [*before, self.path, *arguments] + (["--quiet"] if quiet else [])

        def prepare():
            for kind, bound in limits:
                resource.setrlimit(kind, (bound, bound))

        # Pipes, as files would fall under the limits on files.
        process = subprocess.Popen(
            command, cwd=cwd, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if stdout is None else stdout, stderr=subprocess.PIPE, preexec_fn=prepare,
            start_new_session=True)
        texts = {}
        readers = [
            threading.Thread(target=lambda name=name, stream=stream: texts.__setitem__(name, stream.read()))
            for name, stream in (("out", process.stdout), ("err", process.stderr)) if stream
        ]
        for reader in readers:
            reader.start()
        end, hung, status, used = time.monotonic() + (kill_after or HANGS_AFTER), False, None, None
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > end:
                hung = kill_after is None
                os.killpg(process.pid, signal.SIGKILL)
                pid, status, used = os.wait4(process.pid, 0)
                break
            time.sleep(0.0005)
        for reader in readers:
            reader.join()
        for stream in (process.stdout, process.stderr):
            if stream:
                stream.close()
        process.returncode = os.waitstatus_to_exitcode(status)
        return Outcome(
            process.returncode, texts.get("out", b""), texts.get("err", b""), used.ru_maxrss * 1024, hung)

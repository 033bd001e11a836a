"""Runs one program and tells what it took; needs only the standard library, and must stay small.

The kernel counts the memory of the process that starts a program as the program's own until it has begun. The process
that measures holds whole panels in memory, so this one stands between: `python launcher.py REPORT LOG COMMAND…`.
"""

import json
import os
import sys
import time


def main() -> None:
    report, log, *command = sys.argv[1:]
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    started = time.perf_counter()
    process = os.posix_spawnp(
        command[0], command, os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, output, 1), (os.POSIX_SPAWN_DUP2, output, 2)])
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - started
    with open(report, "w") as file:
        json.dump({
            "status": os.waitstatus_to_exitcode(status), "seconds": seconds,
            # Linux counts in kilobytes.
            "peak": usage.ru_maxrss * 1024, "processor": usage.ru_utime + usage.ru_stime}, file)


main()

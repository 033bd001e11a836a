#!/usr/bin/env python3
"""Runs the program through cases that mean harm, and counts the faults that it survives and those that it does not.

    Tests/Campaign/campaign.py [--minutes 60] [TEST …]      goes on where it stopped; a case depends on its number alone
    Tests/Campaign/campaign.py --report docs/reliability.md

CHURN names the program, CAMPAIGN the folder of its work and counts. No test is timed: minutes only say when to stop.
"""
import argparse
import json
import os
import pathlib
import sys
import time

import faults
import mutations
import promises
from program import Program
from world import World

TESTS = {
    "models": mutations.models, "inputs": mutations.inputs, "calls": faults.calls, "kills": faults.kills,
    "limits": faults.limits, "together": faults.together, "names": promises.names, "same": promises.same,
    "soak": promises.soak,
}
# Cases in turns, so that a campaign that is stopped has tried something of each.
TURN = 25


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tests", nargs="*", metavar="TEST", help=", ".join(TESTS))
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--cases", type=int, help="so many cases of each test, instead of minutes")
    parser.add_argument("--report", help="write the counts into this page, between its marks")
    given = parser.parse_args()
    unknown = set(given.tests) - set(TESTS)
    if unknown:
        parser.error(f"no test {', '.join(sorted(unknown))}; there are {', '.join(TESTS)}")
    folder = pathlib.Path(os.environ.get("CAMPAIGN", ".build/campaign")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    state_file = folder / "counts.json"
    state = json.loads(state_file.read_text()) if state_file.exists() else {}
    if given.report:
        return report(state, pathlib.Path(given.report))
    program = Program(os.environ.get("CHURN", ".build/release/churn"))
    world = World(program, folder / "world")
    chosen, memories, end = given.tests or list(TESTS), {}, time.monotonic() + given.minutes * 60
    found = 0
    for turn in range(sys.maxsize):
        for name in chosen:
            count = state.setdefault(name, {"cases": 0, "faults": [], "seconds": 0})
            first = count["cases"]
            start = time.monotonic()
            for number in range(first, first + TURN):
                if given.cases is not None and turn * TURN + number - first >= given.cases:
                    break
                try:
                    fault = TESTS[name](world, number, memories.setdefault(name, {}))
                except Exception as error:  # A case that cannot be tried is a fault of the campaign, and is told.
                    fault = f"the campaign itself: {type(error).__name__}: {error}"
                count["cases"] = number + 1
                if fault:
                    found += 1
                    count["faults"].append([number, fault])
                    print(f"{name} {number}: {fault}", flush=True)
            count["seconds"] = round(count["seconds"] + time.monotonic() - start, 1)
            fresh = state_file.with_suffix(".part")
            fresh.write_text(json.dumps(state, indent=1, ensure_ascii=False))
            os.replace(fresh, state_file)
        isOver = time.monotonic() > end if given.cases is None else (turn + 1) * TURN >= given.cases
        if isOver:
            break
    for name in chosen:
        count = state[name]
        print(f"{name:10} {count['cases']:8} cases {len(count['faults']):5} faults {count['seconds']:9.1f} s")
    return 1 if found else 0


def fuzzed(folder):
    """What `make fuzz` has tried, in all its runs: rows of the table."""
    tried = {}
    counts = folder / "counts"
    for line in counts.read_text().splitlines() if counts.exists() else []:
        reader, inputs, seconds = line.split()
        so_far = tried.setdefault(reader, [0, 0])
        tried[reader] = [so_far[0] + int(inputs), so_far[1] + float(seconds)]
    for reader, (inputs, seconds) in tried.items():
        left = len(list((folder / "findings").glob(f"{reader}-*")))
        yield f"| `fuzz {reader}` | Random bytes for the reader, led by the code that they reach. | {inputs:,} | {left} | {seconds / 60:.0f} |"


def report(state, page):
    """Writes the table of counts between the page's marks."""
    begin, finish = "<!-- counts -->\n", "<!-- end of counts -->"
    before, rest = page.read_text().split(begin)
    lines = ["| test | what is tried | cases | faults left | minutes |", "|---|---|---:|---:|---:|"]
    for name, test in TESTS.items():
        count = state.get(name)
        if count:
            lines.append(
                f"| `{name}` | {test.__doc__.strip()} | {count['cases']:,} | {len(count['faults'])} | "
                f"{count['seconds'] / 60:.0f} |")
    lines += fuzzed(pathlib.Path(__file__).parents[1] / "Fuzzing/.build")
    page.write_text(before + begin + "\n".join(lines) + "\n" + finish + rest.split(finish)[1])
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Compares what an older and a newer program wrote, file by file.

usage: compare.py FOLDER ALLOWED CASE …

ALLOWED has a line for each change that is wanted: a pattern of files, a regular expression, what it is replaced by in
the older program's bytes, and why; with tabs between. Lines beginning with # are comments. A line that no file needs
any more is a failure, too. The times of a run are left out: `run` of a record, and what a manifest says of the record.
"""
import fnmatch
import pathlib
import re
import sys

folder, allowed, cases = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3:]
rules = [line.split("\t") for line in allowed.read_text().splitlines() if line and not line.startswith("#")]
used = [0] * len(rules)
files = {"older": {}, "newer": {}}
for side in files:
    for case in cases:
        for path in sorted((folder / side / case).rglob("*")):
            if path.is_file():
                files[side][str(path.relative_to(folder / side))] = path
# Older programs wrote none, so the comma before or behind them goes, too.
TIMES = re.compile(
    rb',\n  "run" : \{[^{}]*"seconds"[^{}]*\}|(?<=\{)\n      "bytes" : \d+,\n      "crc32" : "[0-9a-f]{8}"'
    rb'(?=,\n      "kind" : "record")')
problems = []
for name in sorted(files["older"].keys() | files["newer"].keys()):
    if name not in files["older"] or name not in files["newer"]:
        problems.append(f"{name}: only the {'newer' if name in files['newer'] else 'older'} program writes it")
        continue
    older, newer = (files[side][name].read_bytes() for side in ("older", "newer"))
    if name.endswith(".json"):
        older, newer = (TIMES.sub(b"", text) for text in (older, newer))
    for index, (pattern, expression, replacement, _) in enumerate(rules):
        if older != newer and fnmatch.fnmatch(name, pattern):
            changed, count = re.subn(expression.encode(), replacement.encode(), older)
            used[index] += count
            older = changed
    if name.endswith(".out"):
        # Columns of the terminal's tables are as wide as their widest word.
        older, newer = (re.sub(rb" +", b" ", text) for text in (older, newer))
    if older != newer:
        place = next((i for i, (a, b) in enumerate(zip(older, newer)) if a != b), min(len(older), len(newer)))
        show = lambda text: text[max(0, place - 40) : place + 60].decode(errors="replace").replace("\n", "⏎")
        problems.append(f"{name}: byte {place}\n    older …{show(older)}…\n    newer …{show(newer)}…")
for problem in problems:
    print(problem)
for count, rule in zip(used, rules):
    print(f"allowed {count} times: {rule[1]} -> {rule[2]} ({rule[3]})")
print(f"{len(files['newer'])} files compared, {len(problems)} differ.")
sys.exit(1 if problems or (0 in used and set(cases) >= {"sample", "simulated"}) else 0)

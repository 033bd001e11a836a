"""The same bytes however the input lies and wherever it runs; names that mean harm; a thousand months in a row."""
import csv
import io
import os
import random
import re

CORES = ("Haswell", "SkylakeX", "Zen")
HOSTILE_NAMES = [
    "../escape", "/etc/x", "a/b", "CON", "..", ".hidden", "=1+1", "+cmd", "-2", "@SUM(A1)", "<script>alert(1)</script>", "\x1b[2J",
    "a\u202eb", "\u0000x", "a\r\nb", "x" * 200, "' OR 1=1 --", '"', "名 前", "\u200b", "a.csv", "&amp;", "%s%n", "$(id)", "`id`",
]


def rows(text):
    return list(csv.reader(io.StringIO(text)))


def text(table):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table)
    return out.getvalue()


def same(world, number, memory):
    """Threads, order of rows and columns, language of the machine, time zone and folder change no byte of model and list."""
    chance = random.Random(number)
    folder = world.copy("same")
    # The columns of all months in one order, of which the model keeps a record; scores may not hang on it.
    otherColumns, seed = chance.random() < 0.5, chance.random()
    for month in sorted((folder / "bank").glob("panel_*.csv")):
        columns = random.Random(seed)
        table = rows(month.read_text())
        order = list(range(len(table[0])))
        if otherColumns:
            columns.shuffle(order)
        body = table[1:]
        chance.shuffle(body)
        month.unlink()
        month.write_text(text([[row[place] for place in order] for row in [table[0], *body]]))
    env = {"LC_ALL": chance.choice(("C", "C.UTF-8", "de_DE.UTF-8", "zh_CN.GB18030")),
           "TZ": chance.choice(("UTC", "Asia/Shanghai", "America/New_York", "Pacific/Apia")),
           "OPENBLAS_CORETYPE": chance.choice(CORES), "OMP_NUM_THREADS": str(chance.randint(1, 8))}
    threads = str(chance.randint(1, 5))
    said = f"{threads} threads, {env}"
    for command in (world.COMMANDS["train"], world.COMMANDS["list"]):
        outcome = world.program.run(*command, "--threads", threads, cwd=folder, env=env)
        fault = outcome.fault() or (outcome.code and outcome.error)
        if fault:
            return f"{said}: {fault}"
    if not otherColumns and (folder / "model/model.churn").read_bytes() != world.written["train"]["model/model.churn"]:
        return f"{said}: another model"
    if "list" not in memory:
        plain = world.copy("plain")
        for command in (world.COMMANDS["train"], world.COMMANDS["list"]):
            world.program.run(*command, cwd=plain)
        memory["list"] = (plain / "list.csv").read_bytes()
    if (folder / "list.csv").read_bytes() != memory["list"]:
        return f"{said}: another list{', columns in another order' if otherColumns else ''}"
    return None


def names(world, number, memory):
    """Customers, managers, branches and texts whose names are paths, formulas, markup or escapes."""
    chance = random.Random(number)
    folder = world.copy("names")
    path = folder / "bank/panel_2024-07.csv"
    table = rows(path.read_text())
    head = table[0]
    for row in table[1:]:
        if chance.random() < 0.2:
            name = chance.choice(HOSTILE_NAMES).replace("\u0000", "")
            row[chance.choice([place for place, column in enumerate(head) if column in
                               ("customer_id", "manager", "branch", "occupation")])] = name + chance.choice(("", str(number % 7)))
    path.write_text(text(table), newline="")
    outside = {str(item) for item in folder.parent.iterdir()}
    outcome = world.program.run(*world.COMMANDS["lists"], "--accept", "a test", "--show", "5", cwd=folder, quiet=False)
    fault = outcome.fault()
    if fault is None and b"\x1b" in outcome.out:
        fault = "writes an escape to the terminal"
    if fault is None and {str(item) for item in folder.parent.iterdir()} != outside:
        fault = "writes outside of its folder"
    if fault is None and outcome.code == 0:
        for made in (folder / "lists").rglob("*"):
            if made.suffix == ".csv":
                for line in rows(made.read_text(encoding="utf-8-sig")):
                    bad = [cell for cell in line if cell[:1] in ("=", "@", "\t", "\r") or
                           cell[:1] in ("+", "-") and not re.fullmatch(r"[-+]?[\d.,]+%?", cell)]
                    if bad:
                        fault = f"{made.name} has a formula: {bad[0][:40]}"
            if made.suffix == ".html" and "<script>alert" in made.read_text():
                fault = f"{made.name} has a script of a customer's"
    return fault and f"{fault} {outcome.error[:200]}"


def soak(world, number, memory):
    """Month after month into one folder: nothing grows, nothing remains, no list of one month changes with the runs."""
    if "folder" not in memory:
        memory["folder"], memory["seen"] = world.copy("soak"), {}
    folder = memory["folder"]
    month = f"2024-0{4 + number % 4}"
    outcome = world.program.run(
        "predict", "--config", "bank/bank.yaml", "--model", "model", "--month", month, "--lists", "lists/{month}", cwd=folder)
    fault = outcome.fault() or (outcome.code and outcome.error)
    if fault:
        return f"{month}: {fault}"
    found = {name: data for name, data in world.outputs(folder).items() if name.startswith("lists/2024")}
    # The summary tells what became of the month before, and so changes once when that list is there.
    told = {name: data for name, data in found.items() if name.endswith(".csv")}
    for name, data in told.items():
        if memory["seen"].setdefault(name, data) != data:
            return f"{month}: {name} changes"
    memory["runs"] = memory.get("runs", 0) + 1
    if memory["runs"] > 8 and memory.setdefault("count", len(found)) != len(found):
        return f"{month}: {len(found)} files where there were {memory['count']}"
    hidden = [name for name in found if "/." in "/" + name]
    memory["most"] = max(memory.get("most", outcome.memory), outcome.memory)
    return f"{month}: leaves {hidden[:3]}" if hidden else None

"""Damaged models and inputs: read, or refused with a sentence that names the file."""
import json
import random
import zlib

HOSTILE_VALUES = [
    None, True, -1, 0, 1, 2**31, 2**63, -2**63, 1e308, -1e308, 5e-324, "", "\u0000", "nan", "inf", "=1+1", "../x", "a" * 300,
    [], {}, [[]], [None], {"a": []}, "2024-13", "NaN", 0.5, 10**6, 1e-300,
]
HOSTILE_BYTES = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b'""', b"\r", b"\n", b",", b";", b"\t", b"'", b"=cmd|' /C calc'!A0", b"-", b"1e999",
    b"NaN", b"99999999999999999999", b"0x10", b"1,234", b"\xe4\xb8", b"\xf0\x9f\x98\x80", b"\x1b[31m", b"{", b"}", b"[", b"&a", b"*a",
    b"!!binary", b": ", b"- ", b"#", b"|", b"\xe2\x80\xae", b"2024-02-30", b"1.2.3",
]


def damaged(data, chance):
    """Bytes cut, flipped, doubled, or with something hostile put in."""
    data = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        way, place = chance.randrange(6), chance.randrange(len(data) + 1) if data else 0
        if way == 0:
            del data[place:]
        elif way == 1 and data:
            data[min(place, len(data) - 1)] ^= 1 << chance.randrange(8)
        elif way == 2:
            data[place:place] = chance.choice(HOSTILE_BYTES)
        elif way == 3:
            del data[place:place + chance.randint(1, 40)]
        elif way == 4:
            end = place + chance.randint(1, 200)
            data[place:place] = data[place:end]
        elif data:
            data[place:place + 1] = chance.choice(HOSTILE_BYTES)
    return bytes(data)


def sealed(text):
    """A model file's line in front, with checksum and length, so that only its content can be refused."""
    data = text.encode("utf-8", "surrogatepass")
    return b"churn-model 1 crc32=%08x bytes=%d\n" % (zlib.crc32(data), len(data)) + data


def edited(model, chance):
    """A model with some values replaced, dropped or doubled, sealed again."""
    document = json.loads(model.split(b"\n", 1)[1])
    for _ in range(chance.choice((1, 1, 2, 4))):
        node = document
        while True:
            keys = list(node) if isinstance(node, dict) else range(len(node))
            key = chance.choice(list(keys)) if keys else None
            if key is None:
                break
            if isinstance(node[key], (dict, list)) and node[key] and chance.random() < 0.85:
                node = node[key]
                continue
            way = chance.randrange(4)
            if way == 0:
                del node[key]
            elif way == 1 and isinstance(node, list):
                node.insert(chance.randrange(len(node) + 1), node[key])
            elif way == 2 and isinstance(node[key], (int, float)) and not isinstance(node[key], bool):
                node[key] = chance.choice((-node[key], node[key] + 1, node[key] * 1e9, node[key] / 3))
            else:
                node[key] = chance.choice(HOSTILE_VALUES)
            break
    return sealed(json.dumps(document, ensure_ascii=False, indent=1))


def models(world, number, memory):
    """A model file that is cut, flipped, or edited and sealed again."""
    chance = random.Random(number)
    if "folder" not in memory:
        memory["folder"] = world.copy("models")
        memory["model"] = (memory["folder"] / "model/model.churn").read_bytes()
    folder, model = memory["folder"], memory["model"]
    resealed = chance.random() < 0.5
    changed = edited(model, chance) if resealed else damaged(model, chance)
    (folder / "model/model.churn").write_bytes(changed)
    scores = chance.random() < 0.5
    command = world.COMMANDS["list"] if scores else ("model", "show", "model")
    outcome = world.program.run(*command, cwd=folder, quiet=scores)
    fault = outcome.fault()
    if not fault and outcome.code > 0 and "model" not in outcome.error:
        fault = "refused without naming the file"
    if not fault and outcome.code == 0 and not resealed and changed.rstrip() != model.rstrip():
        fault = "a damaged file was read"
    return fault and f"{'resealed' if resealed else 'damaged'}, {command[0]}: {fault} {outcome.error[:200]}"


def inputs(world, number, memory):
    """A damaged configuration, panel, playbook or list of customers to leave out."""
    chance = random.Random(number)
    if "folder" not in memory:
        folder = memory["folder"] = world.copy("inputs")
        world.program.run("playbook", "--out", "playbook.yaml", cwd=folder, quiet=False)
        (folder / "never.csv").write_text("customer_id,reason\nC00000003,asked\n")
        with open(folder / "bank/bank.yaml", "a") as file:
            file.write("playbook: ../playbook.yaml\nlist: { suppress: [../never.csv] }\n")
        memory["names"] = ["bank/bank.yaml", "bank/panel_2024-06.csv", "bank/panel_2024-07.csv", "playbook.yaml", "never.csv"]
        memory["data"] = {name: (folder / name).read_bytes() for name in memory["names"]}
    folder, data = memory["folder"], memory["data"]
    name = chance.choice(memory["names"])
    (folder / name).write_bytes(damaged(data[name], chance))
    verb = chance.choice(("describe", "list", "lists", "train"))
    command = ("describe", "--config", "bank/bank.yaml") if verb == "describe" else world.COMMANDS[verb]
    outcome = world.program.run(*command, cwd=folder)
    (folder / name).write_bytes(data[name])
    fault = outcome.fault()
    return fault and f"{name}, {verb}: {fault} {outcome.error[:200]}"

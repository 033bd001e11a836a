"""Failing system calls, kills, limits, and two runs at once: afterwards old or new, whole."""
import errno
import os
import random
import re
import resource
import shutil
import subprocess

VERBS = ("train", "list", "lists", "monitor")
CALLS = {
    "openat": ("EACCES", "EMFILE", "ENOSPC", "EIO", "EINTR"), "read": ("EIO", "EINTR"), "pread64": ("EIO", "EINTR"),
    "write": ("ENOSPC", "EIO", "EINTR", "EDQUOT"), "fsync": ("EIO", "ENOSPC"), "rename": ("EIO", "ENOSPC", "EACCES"),
    "renameat2": ("EIO", "EINVAL"), "mkdir": ("EACCES", "ENOSPC"), "unlink": ("EACCES", "EIO"), "mmap": ("ENOMEM",),
    "fstat": ("EIO",), "newfstatat": ("EIO", "EACCES"), "getdents64": ("EIO",), "close": ("EIO",), "ftruncate": ("EIO",),
    "fchmod": ("EPERM",), "lseek": ("EINVAL",), "clone3": ("EAGAIN",),
}

# What it takes to clear what was begun.
CLEARING = ("openat", "newfstatat", "getdents64", "unlink", "renameat2")


def counts(world, verb):
    """How often a run makes each call."""
    folder = world.copy("count")
    trace = folder / "trace"
    world.program.run(*world.COMMANDS[verb], cwd=folder, before=("strace", "-f", "-qq", "-o", str(trace)))
    found = {}
    for line in trace.read_text(errors="replace").splitlines():
        match = re.match(r"\d+\s+(\w+)\(", line)
        if match:
            found[match[1]] = found.get(match[1], 0) + 1
    return found


def calls(world, number, memory):
    """One system call of a run fails, once or from then on."""
    chance = random.Random(number)
    verb = chance.choice(VERBS)
    if verb not in memory:
        memory[verb] = counts(world, verb)
    call = chance.choice([name for name in CALLS if memory[verb].get(name)])
    error, place = chance.choice(CALLS[call]), chance.randint(1, memory[verb][call])
    # An interrupted call that is interrupted for ever may never end.
    lasting = "+" if error != "EINTR" and chance.random() < 0.3 else ""
    folder = world.copy("calls")
    trace = folder.parent / "trace"
    outcome = world.program.run(
        *world.COMMANDS[verb], cwd=folder,
        before=("strace", "-f", "-qq", "-o", str(trace), "-e", f"inject={call}:error={error}:when={place}{lasting}"))
    said = f"{verb}: {call} number {place}{lasting} fails with {error}"
    text = trace.read_text(errors="replace")
    if "(INJECTED)" not in text:
        return None
    # What fails before the program begins is the system's loader's: it has set up the thread when it names its rseq.
    if (outcome.code == 127 or "error while loading shared libraries" in outcome.error
            or "cannot allocate TLS" in outcome.error or "rseq(" not in text.split("(INJECTED)")[0]):
        return None
    # The sentence itself could not be written.
    if call == "write" and outcome.code > 0 and not outcome.err:
        fault = None
    else:
        fault = outcome.fault()
    if not fault and call in CLEARING and world.partial(folder):
        # Folders cannot be read or removed now: the next run clears what is left.
        outcome = world.program.run(*world.COMMANDS[verb], cwd=folder)
        said, fault = f"{said}, and run again", outcome.fault() or (outcome.code and outcome.error)
    fault = fault or world.judge(verb, folder, outcome.code == 0)
    return fault and f"{said}: {fault}"


def kills(world, number, memory):
    """A run is killed at any moment; the next one clears what it left."""
    chance = random.Random(number)
    verb = chance.choice(VERBS)
    folder = world.copy("kills")
    moment = chance.uniform(0.002, 0.5)
    outcome = world.program.run(*world.COMMANDS[verb], cwd=folder, kill_after=moment)
    said = f"{verb}: killed after {moment:.4f} s"
    if outcome.code == 0:
        fault = world.judge(verb, folder, True)
        return fault and f"{said}: {fault}"
    found = {name: data for name, data in world.outputs(folder).items() if not os.path.basename(name).startswith(".")
             and "/." not in "/" + name}
    if found not in (world.before, world.written[verb]):
        differing = [name for name in found.keys() | world.before.keys() if found.get(name) != world.before.get(name)]
        # The list's record holds the list's checksum, by which a pair that was parted between two renames is told.
        if not (verb in ("list", "monitor") and len(differing) == 1):
            return f"{said}: {sorted(differing)[:4]} differ from before and from after"
    again = world.program.run(*world.COMMANDS[verb], cwd=folder)
    fault = again.fault() or world.judge(verb, folder, again.code == 0) or (again.code and again.error)
    return fault and f"{said}, and run again: {fault}"


def limits(world, number, memory):
    """Files may not grow, memory is short, or nobody listens."""
    chance = random.Random(number)
    verb, kind = chance.choice(VERBS), chance.choice(("file", "memory", "full", "closed", "files"))
    folder = world.copy("limits")
    arguments = {}
    if kind == "file":
        arguments["limits"] = [(resource.RLIMIT_FSIZE, chance.choice((0, 1, 100, 4096, 10_000, 50_000, 100_000)))]
    elif kind == "memory":
        arguments["limits"] = [(resource.RLIMIT_AS, chance.randint(60, 600) << 20)]
    elif kind == "files":
        arguments["limits"] = [(resource.RLIMIT_NOFILE, chance.randint(3, 24))]
    elif kind == "full":
        arguments["stdout"] = open("/dev/full", "wb")
    else:
        arguments["before"] = ("sh", "-c", 'exec "$@" >&-', "sh")
    outcome = world.program.run(*world.COMMANDS[verb], cwd=folder, **arguments)
    if "stdout" in arguments:
        arguments["stdout"].close()
    said = f"{verb}: {kind} {arguments.get('limits', '')}"
    # The runtime itself cannot begin with so little, and says so by ending.
    if kind in ("memory", "files") and outcome.code in (127, -6, -11, 134, 139) and b"Error" not in outcome.err:
        fault = None if world.outputs(folder) == world.before else "files changed by a run that could not begin"
    else:
        fault = outcome.fault() or world.judge(verb, folder, outcome.code == 0)
    return fault and f"{said}: {fault} {outcome.error[:200]}"


def together(world, number, memory):
    """Two runs write to one place: what stands there afterwards is of one of them."""
    chance = random.Random(number)
    verb = chance.choice(("list", "lists"))
    folder = world.copy("together")
    command = world.COMMANDS[verb]
    runs = [
        subprocess.Popen(
            [world.program.path, *command, "--quiet", *extra], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for extra in ((), ("--top", "3"))
    ]
    codes = []
    for run in runs:
        _, err = run.communicate(timeout=60)
        codes.append((run.returncode, err))
    said = f"{verb}: two runs at once"
    for code, err in codes:
        if code < 0 or code > 0 and not err:
            return f"{said}: ended with {code}, {err[:200]}"
    found = world.outputs(folder)
    if found not in (world.before, world.written[verb]):
        differing = [name for name in found.keys() | world.before.keys() if found.get(name) != world.before.get(name)]
        new = [name for name in differing if found.get(name) == world.written[verb].get(name)]
        return f"{said}: of {len(found)} files {len(new)} are of the longer list, {sorted(differing)[:4]} among them"
    return None

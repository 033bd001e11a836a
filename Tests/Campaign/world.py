"""A small bank with its model and last month's list, made once; every case gets a copy of its own."""
import pathlib
import re
import shutil

SETTINGS = "\ntraining: { ensemble: never, trees: { rounds: 6, patience: 6 } }\n"
TRAIN = ("train", "--config", "bank/bank.yaml", "--out", "model")
LIST = ("predict", "--config", "bank/bank.yaml", "--model", "model", "--out", "list.csv")
LISTS = ("predict", "--config", "bank/bank.yaml", "--model", "model", "--lists", "lists")
# A month whose verdict is green: others end with a code of their own.
MONITOR = ("monitor", "--config", "bank/bank.yaml", "--model", "model", "--month", "2024-06", "--out", "watch.json",
           "--report", "watch.html")


class World:
    def __init__(self, program, folder):
        self.program, self.folder = program, pathlib.Path(folder)
        self.first = self.folder / "first"
        if not (self.folder / "whole").exists():
            self.make()
        self.written = {verb: self.outputs(self.folder / verb) for verb in ("train", "list", "lists", "monitor")}
        self.before = self.outputs(self.first)

    def make(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.first.mkdir(parents=True)
        self.done("simulate", "--customers", "300", "--months", "7", "--out", "bank", "--language", "en")
        with open(self.first / "bank/bank.yaml", "a") as file:
            file.write(SETTINGS)
        # What stands there before a case: other outputs than the case would write.
        self.done(*TRAIN)
        self.done(*LIST, "--top", "3")
        self.done(*LISTS, "--top", "3")
        self.done(*MONITOR, "--language", "zh")
        for verb, command in (("train", TRAIN + ("--seed", "7")), ("list", LIST), ("lists", LISTS), ("monitor", MONITOR)):
            shutil.copytree(self.first, self.folder / verb)
            self.done(*command, cwd=self.folder / verb)
        (self.folder / "whole").touch()

    def done(self, *command, cwd=None):
        outcome = self.program.run(*command, cwd=cwd or self.first)
        if outcome.code != 0:
            raise SystemExit(f"{' '.join(command)} failed:\n{outcome.error}")

    def copy(self, name):
        """The bank as it stands before a case, in a folder of the case's own. Files are shared until they are replaced."""
        target = self.folder / f"case-{name}"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.first, target)
        return target

    @staticmethod
    def outputs(folder):
        """All files but the bank's own, by name, hidden ones too, without the times that records hold."""
        return {
            str(path.relative_to(folder)): World.timeless(path)
            for path in sorted(folder.rglob("*")) if path.is_file() and path.relative_to(folder).parts[0] != "bank"
        }

    @staticmethod
    def partial(folder):
        """What was begun and is not yet in its place."""
        return [path for path in folder.rglob(".*") if ".partial-" in path.name]

    @staticmethod
    def timeless(path):
        data = path.read_bytes()
        if path.suffix == ".json":
            data = re.sub(rb'"(start|end|seconds)" : [^\n]*', b"", data)
        if path.name == "manifest.json":
            data = re.sub(rb'"(crc32|bytes)" : [^\n]*', b"", data)
        return data

    COMMANDS = {"train": TRAIN + ("--seed", "7"), "list": LIST, "lists": LISTS, "monitor": MONITOR}
    # Files that belong together: all are of one run.
    TOGETHER = {"train": "model/", "list": "list.", "lists": "lists/", "monitor": "watch."}

    def judge(self, verb, folder, ended_well):
        """What is wrong with the files that a run left; None where nothing is.

        After a run that ended well they are the new ones. After another they are the old ones or the new ones, whole.
        """
        found, new = self.outputs(folder), self.written[verb]
        if found == new:
            return None
        if ended_well:
            differing = sorted(name for name in found.keys() | new.keys() if found.get(name) != new.get(name))
            return f"exit 0, but other files than without the fault: {differing[:4]}"
        if found == self.before:
            return None
        mixed = [name for name in found if name not in self.before and name not in new]
        if mixed:
            return f"leaves {mixed[:4]}"
        prefix = self.TOGETHER[verb]
        torn = [
            name for name in found.keys() | new.keys() | self.before.keys()
            if found.get(name) not in (self.before.get(name), new.get(name))
        ]
        if torn:
            return f"half written: {torn[:4]}"
        return f"old and new files together below {prefix}"

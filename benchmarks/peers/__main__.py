"""Chooses the subject; each has a module of its own with `add_options` and `measure`."""

import argparse
import sys

from peers import interchange, predict, read, scoring, xiamen
from peers.places import Missing

SUBJECTS = {"interchange": interchange, "predict": predict, "read": read, "scoring": scoring, "xiamen": xiamen}


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks/run", description="Measures churn beside its peers in Python.")
    subjects = parser.add_subparsers(dest="subject", required=True, metavar="SUBJECT")
    for name, module in SUBJECTS.items():
        subject = subjects.add_parser(name, help=module.__doc__.splitlines()[0], description=module.__doc__)
        module.add_options(subject)
    options = parser.parse_args()
    try:
        SUBJECTS[options.subject].measure(options)
    except Missing as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


sys.exit(main())

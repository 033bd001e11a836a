"""Chooses the subject; each has a module of its own with `add_options` and `measure`."""

import argparse
import sys

from peers import metrics, monitor, predict, read, xiamen
from peers.places import Missing

SUBJECTS = {"metrics": metrics, "monitor": monitor, "predict": predict, "read": read, "xiamen": xiamen}


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

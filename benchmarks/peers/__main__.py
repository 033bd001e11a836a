"""Chooses the subject; each has a module of its own with `add_options` and `measure`."""

import argparse
import sys

from peers import (
    analysis, analysis_figures, defaults, devices, doors, harness, interchange, lists, logistic, logistic_figures, logistic_path, metrics, monitor, predict, python, read,
    scaling, scorecard, scoring, sweep, tables, trainers, xiamen)
from peers.places import Missing

SUBJECTS = {
    "analysis": analysis, "analysis-figures": analysis_figures, "defaults": defaults, "devices": devices, "doors": doors, "harness": harness, "interchange": interchange, "lists": lists, "logistic": logistic,
    "logistic-figures": logistic_figures, "logistic-path": logistic_path, "metrics": metrics, "monitor": monitor,
    "scaling": scaling, "scorecard": scorecard, "scoring": scoring, "predict": predict, "python": python, "read": read, "sweep": sweep, "tables": tables, "trainers": trainers, "xiamen": xiamen}


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

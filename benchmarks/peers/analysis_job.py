"""One peer's analysis of a table, in a process of its own: reads it from Parquet, works, prints its seconds as JSON."""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import polars as pl

LABEL = "lost"
BINS = 8
LEAST_SHARE = 0.05


def by_optbinning(frame: pl.DataFrame, labels: np.ndarray, threads: int, shape: str | None) -> dict:
    from optbinning import BinningProcess

    names = frame.columns
    process = BinningProcess(
        variable_names=names, max_n_bins=BINS, min_prebin_size=LEAST_SHARE, min_bin_size=LEAST_SHARE, n_jobs=threads,
        binning_fit_params={name: {"monotonic_trend": shape} for name in names})
    started = time.perf_counter()
    process.fit(frame.to_pandas(), labels)
    # The table of bins with WoE and IV, which is what an analysis is made for.
    values = {name: float(process.get_binned_variable(name).binning_table.build()["IV"].iloc[-1]) for name in names}
    return {"seconds": time.perf_counter() - started, "iv": values}


def by_toad(frame: pl.DataFrame, labels: np.ndarray, threads: int, shape: str | None) -> dict:
    del threads, shape
    import toad

    table = frame.to_pandas()
    table[LABEL] = labels
    started = time.perf_counter()
    combiner = toad.transform.Combiner()
    combiner.fit(table, y=LABEL, method="dt", n_bins=BINS, min_samples=LEAST_SHARE, empty_separate=True)
    binned = combiner.transform(table)
    values = {name: float(toad.stats._IV(binned[name], labels)[0]) for name in frame.columns}
    return {"seconds": time.perf_counter() - started, "iv": values}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", choices=["optbinning", "toad"], required=True)
    parser.add_argument("--table", type=Path, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--shape", choices=["auto", "ascending", "descending", "peak", "valley", "none"], default="auto")
    options = parser.parse_args()
    table = pl.read_parquet(options.table)
    labels = table[LABEL].to_numpy()
    work = {"optbinning": by_optbinning, "toad": by_toad}[options.peer]
    shape = None if options.shape == "none" else options.shape
    print(json.dumps(work(table.drop(LABEL), labels, options.threads, shape)))


if __name__ == "__main__":
    main()

"""The variables of churn's standard recipes, made with polars.

The formulas are those of `Sources/Variables/Recipe.swift`, the list that of `StandardRecipes.swift`, for the nineteen
columns of a simulated panel and a window of six months. The months of a customer lie beside each other:
`demand_0` is `demand` in the snapshot month, `demand_1` a month earlier and so on. Null is missing; what lies before
the customer's first month in the window is null too, and `months` says how many there are from the first one on.
"""

from pathlib import Path
from typing import Sequence

import polars as pl

FLOOR = 200_000.0
WINDOW = 6
LEAST_HISTORY = 3
GREATEST_RATIO = 100.0
LARGE_OUTFLOW = 0.2
AGE_BANDS = [0, 25, 35, 45, 55, 65, 75]
TIERS = {"大众级": 0, "黄金级": 50_000, "白金级": 500_000, "钻石级": 5_000_000, "私行级": 10_000_000}
ASSETS = ["demand", "time", "wealth"]
FLOWS = ["transfer_in", "transfer_out", "own_transfer_out"]
MATURING = ["time_maturing", "wealth_maturing"]
OTHERS = ["loan_balance", "product_count", "payroll"]
NUMBERS = ASSETS + ["loan_balance", "age", "product_count", "payroll", "mobile_logins"] + FLOWS + MATURING
CATEGORIES = ["gender", "occupation", "branch"]
TEXTS = CATEGORIES + ["manager"]
#: Columns of which the snapshot month is enough.
NOW_ONLY = ["age", *MATURING]
#: Text columns of more levels than this are no category.
MOST_LEVELS = 255
#: What stands for a missing amount in an export.
MISSING = ["", "NA", "NULL", "-"]
FULL_WIDTH = {**{chr(0xFF10 + digit): str(digit) for digit in range(10)}, "．": ".", ",": "", " ": ""}

#: Spans of changes and ratios, and of sums, in months.
CHANGES = [1, 3, 5]
SUMS = [1, 3, 6]


def read_month(path: Path, *, has_odd_cells: bool) -> pl.LazyFrame:
    """All nineteen columns of one month, amounts as Float64."""
    if path.suffix == ".parquet":
        return pl.scan_parquet(path)
    if not has_odd_cells:
        schema = {name: pl.Float64 for name in NUMBERS} | {name: pl.String for name in TEXTS}
        return pl.scan_csv(path, schema_overrides=schema, null_values=MISSING)
    # Thousands separators and full-width digits are texts first. Where the plain cast fails, and only there, the cell
    # is cleaned.
    months = pl.scan_csv(
        path, schema_overrides={name: pl.String for name in NUMBERS + TEXTS}, null_values=MISSING)
    return months.with_columns(
        pl.col(name).map_batches(_amounts, return_dtype=pl.Float64, is_elementwise=True) for name in NUMBERS)


def _amounts(cells: pl.Series) -> pl.Series:
    amounts = cells.cast(pl.Float64, strict=False)
    odd = (amounts.is_null() & cells.is_not_null()).arg_true()
    if odd.len() == 0:
        return amounts
    cleaned = cells.gather(odd).str.replace_many(FULL_WIDTH).cast(pl.Float64, strict=False)
    return amounts.scatter(odd, cleaned)


def population(files: Sequence[Path], *, has_odd_cells: bool = False) -> pl.DataFrame:
    """The customers above the floor in the last month, with the window's months beside each other.

    `files` are the window's months in order, the snapshot month last.
    """
    assert len(files) == WINDOW
    total = pl.sum_horizontal(ASSETS, ignore_nulls=False)
    now = (
        read_month(files[-1], has_odd_cells=has_odd_cells)
        .with_columns(assets=total)
        .filter(pl.col("assets") > FLOOR)
        .select(
            "customer_id", *TEXTS, pl.col("assets").alias("assets_exact"),
            *(pl.col(name).cast(pl.Float32).alias(f"{name}_0") for name in ["assets", *NUMBERS]))
        .collect(engine="streaming"))
    keys = now.select("customer_id").lazy()
    earlier = []
    for back in range(1, WINDOW):
        names = ["assets"] + [name for name in NUMBERS if name not in NOW_ONLY]
        earlier.append(
            read_month(files[-1 - back], has_odd_cells=has_odd_cells)
            .join(keys, on="customer_id", how="semi")
            .with_columns(assets=total)
            .select(
                "customer_id", pl.lit(True).alias(f"present_{back}"),
                *(pl.col(name).cast(pl.Float32).alias(f"{name}_{back}") for name in names)))
    for month in pl.collect_all(earlier, engine="streaming"):
        now = now.join(month, on="customer_id", how="left", maintain_order="left")
    # Months from the customer's first one on: the farthest month back in which there is a row, and those after it.
    first = pl.coalesce(
        *(pl.when(pl.col(f"present_{back}")).then(pl.lit(back, pl.Int8)) for back in reversed(range(1, WINDOW))),
        pl.lit(0, pl.Int8))
    now = now.with_columns(months=(first + 1).cast(pl.Int8))
    # A month without a row after the first one: no assets, nothing else known.
    absent = [
        pl.when(pl.col(f"present_{back}").is_null() & (pl.col("months") > back)).then(pl.lit(0, pl.Float32))
        .otherwise(pl.col(f"{name}_{back}")).alias(f"{name}_{back}")
        for back in range(1, WINDOW) for name in ["assets", *ASSETS]
    ]
    return now.with_columns(absent).drop(f"present_{back}" for back in range(1, WINDOW))


def variables(population: pl.DataFrame, levels: dict[str, list[str]]) -> pl.DataFrame:
    """All variables as Float32, missing ones null, in the order of the recipes."""
    return population.lazy().select(_recipes(levels)).collect()


def levels(population: pl.DataFrame) -> dict[str, list[str]]:
    """The categories' texts, sorted; texts of one level or of very many are no categories."""
    found = {name: population[name].drop_nulls().unique().sort().to_list() for name in CATEGORIES}
    return {name: texts for name, texts in found.items() if 2 <= len(texts) <= MOST_LEVELS}


def _recipes(levels: dict[str, list[str]]) -> list[pl.Expr]:
    recipes = _amount("assets", is_assets=True)
    for name in NUMBERS:
        if name in ASSETS:
            recipes += _amount(name, is_assets=False)
        elif name in FLOWS:
            recipes += _flow(name)
        elif name in MATURING:
            recipes += [_now(name).alias(name), _against_assets(_now(name)).alias(f"{name}_against_assets")]
        elif name == "mobile_logins":
            recipes += _activity(name)
        elif name == "age":
            band = pl.sum_horizontal((_now(name) >= start).cast(pl.Int8) for start in AGE_BANDS) - 1
            recipes += [_now(name).alias(name), _known(_now(name) >= AGE_BANDS[0], band).alias("age_band")]
        else:
            recipes += [_now(name).alias(name)] + _changes(name, CHANGES)
    for span in SUMS:
        net = _sum("transfer_in", span) - _sum("transfer_out", span)
        recipes.append(_against_assets(net).alias(f"net_flow_{span}"))
    recipes += _place()
    tenure = pl.col("months") - 1
    recipes += [tenure.alias("tenure"), (tenure <= 2).alias("first_hundred_days")]
    for name, texts in levels.items():
        recipes.append(pl.col(name).cast(pl.Enum(texts), strict=False).to_physical().alias(name))
    return [recipe.cast(pl.Float32) for recipe in recipes]


def _now(name: str) -> pl.Expr:
    return pl.col(f"{name}_0")


def _window(name: str) -> list[pl.Expr]:
    return [pl.col(f"{name}_{back}") for back in range(WINDOW)]


def _known(condition: pl.Expr, value: pl.Expr) -> pl.Expr:
    return pl.when(condition).then(value)


def _complete(name: str) -> pl.Expr:
    """Whether there are months enough and none of them lacks its cell."""
    cells = pl.sum_horizontal(cell.is_not_null().cast(pl.Int8) for cell in _window(name))
    return (pl.col("months") >= LEAST_HISTORY) & (cells == pl.col("months"))


def _against_assets(value: pl.Expr) -> pl.Expr:
    return _known(_now("assets") > 0, value / _now("assets"))


def _ratio(now: pl.Expr, before: pl.Expr) -> pl.Expr:
    return _known(before > 0, (now / before).clip(0, GREATEST_RATIO))


def _changes(name: str, spans: Sequence[int]) -> list[pl.Expr]:
    return [(_now(name) - pl.col(f"{name}_{span}")).alias(f"{name}_change_{span}") for span in spans]


def _sum(name: str, span: int) -> pl.Expr:
    return pl.sum_horizontal(_window(name)[:span], ignore_nulls=False)


def _mean_of_magnitudes(name: str) -> pl.Expr:
    return pl.sum_horizontal(cell.abs() for cell in _window(name)) / pl.col("months").cast(pl.Float32)


def _relative(value: pl.Expr, name: str) -> pl.Expr:
    """Against the mean of absolute values over the window; 0 where that is 0."""
    mean = _mean_of_magnitudes(name)
    return _known(_complete(name), pl.when(mean > 0).then(value / mean).otherwise(pl.lit(0, pl.Float32)))


def _moved(name: str) -> list[pl.Expr]:
    """The window with its newest month taken off, so that an unchanged balance gives zeros."""
    now, *_ = window = _window(name)
    return [cell - now for cell in window]


def _slope(name: str) -> pl.Expr:
    months = pl.col("months").cast(pl.Float32)
    moved = _moved(name)
    total = pl.sum_horizontal(moved)
    weighted = pl.sum_horizontal(cell * pl.lit(back, pl.Float32) for back, cell in enumerate(moved))
    middle = (months - 1) / 2
    slope = (middle * total - weighted) / (months * (months * months - 1) / 12)
    return _relative(slope, name).alias(f"{name}_slope")


def _volatility(name: str) -> pl.Expr:
    months = pl.col("months").cast(pl.Float32)
    moved = _moved(name)
    mean = pl.sum_horizontal(moved) / months
    squares = pl.sum_horizontal((cell - mean) * (cell - mean) for cell in moved)
    return _relative((squares / months).sqrt(), name).alias(f"{name}_volatility")


def _peak(name: str) -> list[pl.Expr]:
    peak = pl.max_horizontal(_window(name))
    # The latest month of several equal ones.
    since = pl.coalesce(
        pl.when(cell == peak).then(pl.lit(back, pl.Int8)) for back, cell in enumerate(_window(name)))
    return [
        _known(_complete(name) & (peak > 0), 1 - _now(name) / peak).alias(f"{name}_drawdown"),
        _known(_complete(name), since).alias(f"{name}_months_since_peak"),
    ]


def _since_large_outflow(name: str) -> pl.Expr:
    cells = _window(name)
    kept = pl.lit(1 - LARGE_OUTFLOW, pl.Float32)
    return pl.coalesce(
        pl.when((cells[back + 1] > 0) & (cells[back] <= kept * cells[back + 1])).then(pl.lit(back, pl.Int8))
        for back in range(WINDOW - 1)
    ).alias(f"{name}_months_since_large_outflow")


def _zero_months(name: str) -> pl.Expr:
    count = pl.sum_horizontal((cell <= 0).cast(pl.Int8) for cell in _window(name))
    return _known(_complete(name), count).alias(f"{name}_zero_months")


def _recent_against_usual(name: str) -> pl.Expr:
    usual = pl.sum_horizontal(_window(name)[1:]) / (pl.col("months") - 1).cast(pl.Float32)
    return _known(_complete(name), _ratio(_now(name), usual)).alias(f"{name}_recent_against_usual")


def _amount(name: str, *, is_assets: bool) -> list[pl.Expr]:
    recipes = [_now(name).alias(name)]
    if not is_assets:
        recipes.append(_against_assets(_now(name)).alias(f"{name}_share"))
    for span in CHANGES:
        recipes += _changes(name, [span])
        recipes.append(_ratio(_now(name), pl.col(f"{name}_{span}")).alias(f"{name}_ratio_{span}"))
    recipes += [_slope(name), _volatility(name), *_peak(name), _since_large_outflow(name)]
    if not is_assets:
        recipes.append(_zero_months(name))
    return recipes


def _flow(name: str) -> list[pl.Expr]:
    recipes = []
    for span in SUMS:
        recipes.append(_sum(name, span).alias(f"{name}_sum_{span}"))
        recipes.append(_against_assets(_sum(name, span)).alias(f"{name}_against_assets_{span}"))
    above = pl.sum_horizontal((cell > 0).cast(pl.Int8) for cell in _window(name)).cast(pl.Float32)
    regularity = _known(_complete(name), above / pl.col("months").cast(pl.Float32))
    return recipes + [regularity.alias(f"{name}_regularity"), _recent_against_usual(name)]


def _activity(name: str) -> list[pl.Expr]:
    return [
        _now(name).alias(name), *_changes(name, CHANGES[1:]), _recent_against_usual(name), _slope(name), _zero_months(name)
    ]


def _place() -> list[pl.Expr]:
    standing = _now("assets") + _now("loan_balance").fill_null(0)
    above = pl.coalesce(
        pl.when(standing < start).then(pl.lit(start, pl.Float32)) for start in TIERS.values())
    below = pl.coalesce(
        *(pl.when(standing >= start).then(pl.lit(start, pl.Float32)) for start in reversed(TIERS.values())),
        pl.lit(min(TIERS.values()), pl.Float32))
    return [
        (_now("assets") / pl.lit(FLOOR, pl.Float32) - 1).alias("distance_to_floor"),
        _known(standing > 0, (above - standing) / standing).alias("distance_to_tier_above"),
        _known(standing > 0, (standing - below) / standing).alias("distance_to_tier_below"),
    ]


def tier(assets: str, loans: str) -> pl.Expr:
    """The name of the tier that a customer's assets and loans reach."""
    standing = pl.col(assets) + pl.col(loans).fill_null(0)
    return pl.coalesce(
        *(pl.when(standing >= start).then(pl.lit(name)) for name, start in reversed(TIERS.items())),
        pl.lit(next(iter(TIERS))))

"""churn beside its peers in Python; `benchmarks/run SUBJECT` is the way in."""

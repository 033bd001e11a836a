#pragma once
#include <stddef.h>

/// The probability of a margin: 1 / (1 + exp(-margin)), to three units in the last place; 0 below -707, NaN of NaN.
double churn_probability(double margin);

/// Turns margins into their probabilities, each with the bits that `churn_probability` gives.
void churn_probabilities(double *_Nonnull margins, size_t count);

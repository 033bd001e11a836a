// The interface as Swift reads it: Arrow's structures are those of the room Arrow.
#pragma once

#define ARROW_C_DATA_INTERFACE
#define ARROW_C_STREAM_INTERFACE
#include "../../CArrow/arrow.h"
#include "churn.h"

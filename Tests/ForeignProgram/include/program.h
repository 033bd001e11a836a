// A program in C that trains, scores, saves and opens a model by churn.h alone.
#pragma once

// Writes the model to `path`. Gives 0, or the line of the first thing that was not as it should be, with what it was in `report`.
int foreign_program(const char *path, char *report, int capacity);

#pragma once

// OpenBLAS makes threads of its own as soon as it is loaded, and they spin for a while before they sleep, which takes a
// core from the first tenth of a second of every run. They never get work: Numerics calls OpenBLAS from a team of threads
// and lets each call use one. A program that has this target sends them home before its main begins; should OpenBLAS want
// threads after all, it makes them anew.

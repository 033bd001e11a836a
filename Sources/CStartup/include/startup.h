#pragma once

// OpenBLAS makes threads of its own as soon as it is loaded, and they spin for a while before they sleep, which takes a
// core from the first tenth of a second of every run. They never get work: Algebra calls OpenBLAS from a team of threads
// and lets each call use one. A program that has this target sends them home before its main begins; should OpenBLAS want
// threads after all, it makes them anew.

/// The program's arguments as the system gave them, without `/proc`, which Swift's `CommandLine` needs; null where the C
/// library does not tell.
char **churn_arguments(void);

/// To be called first of all in main. Writing beyond a limit on the size of files becomes an error that can be told, instead
/// of a signal. Where the address space is limited (`ulimit -v`), OpenBLAS's threads would wait for memory for ever: the
/// program begins anew without them. Gives 0 where even then too little is left for anything.
int churn_begin_within_limits(void);

import ArgumentParser

/// How the file of a list is written, and what of it is printed.
struct ListFileOptions: ParsableArguments {
  @Flag(help: "Begin CSV files with the mark by which Excel tells UTF-8.")
  var byteOrderMark = false

  @Option(help: ArgumentHelp("Also print the first so many.", valueName: "n"))
  var show = 0
}

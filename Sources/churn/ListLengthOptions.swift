import ArgumentParser
import Retention

/// How long a list is to be.
struct ListLengthOptions: ParsableArguments {
  @Flag(help: "List everybody who was scored.")
  var all = false

  @Option(help: ArgumentHelp("List the first so many.", valueName: "n"))
  var top: Int?

  @Option(
    help: ArgumentHelp("List the first share; 0.2 where nothing else is asked for.", valueName: "share"))
  var share: Double?

  @Option(help: ArgumentHelp("List all with a probability above this.", valueName: "probability"))
  var above: Double?

  func selection() throws -> Selection { try Selection(all: all, top: top, share: share, above: above) }
}

extension ArgumentHelp {
  /// Where a list goes.
  static let list = ArgumentHelp(
    """
    The list: a file of CSV, one of Parquet (name.parquet), or a table of a database, as in postgresql://host/bank#loss_list, \
    duckdb:lists.duckdb#loss_list or sqlite:lists.sqlite#loss_list; what was run goes into a .json beside the file, or into a \
    table beside the table (loss_list_records).
    """, valueName: "file or table")
}

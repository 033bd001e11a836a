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

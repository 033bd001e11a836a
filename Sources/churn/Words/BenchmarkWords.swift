import Calendar
import Scoring
import Workflow

extension BenchmarkOutcome {
  /// What `benchmark` prints.
  var text: String {
    let counts = benchmark.threadCounts
    var table = TextTable(
      [("engine", .left)] + counts.map { ("\($0) thread\($0 == 1 ? "" : "s"), ns", .right) }
        + [("rows per second", .right), ("one row, ns", .right)])
    func add(_ name: String, _ speed: EngineBenchmark.Speed) {
      table.add(
        [name] + speed.nanoseconds.map(Self.text)
          + [Self.text(1e9 / speed.best), speed.singleRow.map(Self.text) ?? ""])
    }
    for (name, speed) in benchmark.engines { add(name.rawValue, speed) }
    add("contributions", benchmark.contributions)
    let reading = benchmark.readingSpeeds.map(Self.text).joined(separator: ", ")
    return """
      \(model): \(benchmark.variableCount) variables; \(rowCount) random rows around the model's own thresholds.
      \(table.text)Chosen: \(benchmark.chosen.rawValue). Reading the rows alone: \(reading) MB per second \
      (\(counts.map(String.init).joined(separator: ", ")) threads).
      """
  }

  private static func text(_ number: Double) -> String {
    number >= 100 ? NumberText.amount(number.rounded()) : "\((number * 10).rounded() / 10)"
  }
}

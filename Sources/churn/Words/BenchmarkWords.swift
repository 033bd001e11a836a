import Calendar
import Scoring
import Workflow

extension BenchmarkOutcome {
  /// What `benchmark` prints.
  func text(in language: Language) -> String {
    let counts = benchmark.threadCounts
    var table = TextTable(
      in: language,
      [("引擎", "engine", .left)]
        + counts.map { ("\($0) 线程，ns", "\($0) thread\($0 == 1 ? "" : "s"), ns", .right) }
        + [("每秒行数", "rows per second", .right), ("单行，ns", "one row, ns", .right)])
    func add(_ name: String, _ speed: EngineBenchmark.Speed) {
      table.add(
        [name] + speed.nanoseconds.map(Self.text)
          + [Self.text(1e9 / speed.best), speed.singleRow.map(Self.text) ?? ""])
    }
    for (name, speed) in benchmark.engines { add(name.rawValue, speed) }
    add(language.text("贡献值", "contributions"), benchmark.contributions)
    let reading = benchmark.readingSpeeds.map(Self.text).joined(separator: ", ")
    let (variables, threads) = (benchmark.variableCount, counts.map(String.init).joined(separator: ", "))
    return language.text(
      """
      \(model)：\(variables) 个变量；\(rowCount) 行随机数据，取值在模型各阈值附近。
      \(table.text)选用：\(benchmark.chosen.rawValue)。仅读取各行：每秒 \(reading) MB（\(threads) 线程）。
      """,
      """
      \(model): \(variables) variables; \(rowCount) random rows around the model's own thresholds.
      \(table.text)Chosen: \(benchmark.chosen.rawValue). Reading the rows alone: \(reading) MB per second \
      (\(threads) threads).
      """)
  }

  private static func text(_ number: Double) -> String {
    number >= 100 ? NumberText.amount(number.rounded()) : "\((number * 10).rounded() / 10)"
  }
}

import Calendar
import Configuration
import Foundation
import Parallel

@testable import Workflow

/// A bank whose customers rise, buy and wake for causes that are known: visits sell wealth products, salaries that rise lift
/// the assets, and letters wake who is quiet.
struct PlantedLife {
  let folder = TemporaryFolder()
  var configurationPath: String { folder.file("bank.yaml") }
  var input: InputSelection { InputSelection(configurationPath: configurationPath) }
  /// The chance of each event in the month after, by customer, of the last month but one.
  private(set) var chances: [String: [String: Double]] = ["wealth": [:], "promotion": [:], "wake_up": [:]]
  static let months = 9

  static func month(_ number: Int) -> Month { Month(index: 2024 * 12 + number) }
  /// The last month with a month after it.
  static var evaluated: Month { month(months - 2) }

  init(customers: Int, seed: UInt64, configuration: String = "", language: String = "en") {
    var files = [String](
      repeating: "customer_id,month,demand,time,wealth,loan_balance,mobile_logins,visits,letters,pay\n",
      count: Self.months)
    for number in 0..<customers {
      var random = RandomStream(seed: seed, stream: UInt64(number))
      var (wealth, quiet) = (0.0, random.chance(0.5))
      var base = random.uniform(25_000..<49_000)
      let time = random.uniform(0..<1000).rounded()
      for month in 0..<Self.months {
        let (visits, letters) = (random.below(10), random.below(4))
        let isPayRising = random.chance(0.2)
        let logins = quiet ? 0 : 1 + random.below(9)
        files[month] +=
          "K\(number),\(Self.month(month)),\(Int(base)),\(Int(time)),\(Int(wealth)),0,\(logins),\(visits),\(letters),"
          + "\(isPayRising ? 9000 : 4000 + random.below(2000))\n"
        let buys = visits >= 6 ? 0.4 : 0.03
        let rises = isPayRising ? 0.5 : 0.02
        let wakes = letters == 3 ? 0.5 : 0.04
        if month == Self.months - 2 {
          chances["wealth"]?["K\(number)"] = buys
          chances["promotion"]?["K\(number)"] = rises
          chances["wake_up"]?["K\(number)"] = wakes
        }
        wealth = wealth > 0 ? (random.chance(0.3) ? 0 : wealth) : random.chance(buys) ? 100_000 : 0
        // Who has risen spends it soon, and may rise again.
        base = base >= 50_000 ? random.uniform(30_000..<49_000) : random.chance(rises) ? 52_000 : base
        quiet = quiet ? !random.chance(wakes) : random.chance(0.15)
      }
    }
    for month in 0..<Self.months { folder.write(files[month], as: "panel_\(Self.month(month)).csv") }
    folder.write(
      """
      panel: { files: panel_*.csv }
      assets: [demand, time]
      tiers: { low: 0, high: 50000 }
      window: 3
      language: \(language)
      training: { ensemble: never, trees: { rounds: 40, leaves: 4, learning_rate: 0.2 } }
      \(configuration)
      """, as: "bank.yaml")
  }

  func train(_ question: String, _ model: String = "model", month: Month? = nil) throws -> TrainingOutcome {
    var input = input
    input.question = question
    return try TrainingRun(
      input: input, algorithm: nil, seed: nil, month: month, folder: folder.file(model), commandLine: "train"
    ).run(SimulatedBank.context(threads: 2))
  }

  func predict(_ model: String = "model", to list: String, month: Month? = nil) throws -> PredictionOutcome {
    try PredictionRun(
      modelPath: folder.file(model), input: input, month: month, selection: .all, order: nil,
      outputPath: folder.file(list), shown: 1
    ).run(SimulatedBank.context(threads: 2))
  }

  /// The rows of a file of comma-separated values, by the names of the header.
  func rows(_ name: String) -> [[String: String]] {
    let lines = folder.text(name).split(separator: "\n").map(Self.cells)
    return lines.dropFirst().map {
      Dictionary(zip(lines[0], $0), uniquingKeysWith: { first, _ in first })
    }
  }

  /// The cells of a line; commas between quotes are part of a cell.
  private static func cells(_ line: Substring) -> [String] {
    var (cells, isQuoted) = ([""], false)
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  /// The share of pairs in which the one that came has the higher score.
  static func auc(_ scores: [(score: Double, came: Bool)]) -> Double {
    let (came, others) = (scores.filter(\.came).map(\.score), scores.filter { !$0.came }.map(\.score))
    let wins = came.reduce(0.0) { sum, own in
      sum + others.reduce(0.0) { $0 + (own > $1 ? 1 : own == $1 ? 0.5 : 0) }
    }
    return wins / Double(came.count * others.count)
  }
}

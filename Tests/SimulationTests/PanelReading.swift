import Foundation

/// A slow, obvious reader of what the simulation writes.
enum PanelReading {
  /// The cells of one line; quotes may hold commas.
  static func cells(of line: Substring) -> [String] {
    if !line.contains("\"") {
      return line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    var cells = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == "," && !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  static func lines(ofFile path: String) throws -> [Substring] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
  }

  /// The amount of a cell as a person would read it; nil where it says that there is none.
  static func amount(_ cell: String) -> Double? {
    if let plain = Double(cell) { return plain }
    let fullWidth = Array("０１２３４５６７８９")
    let plain = cell.compactMap { character -> Character? in
      if let digit = fullWidth.firstIndex(of: character) { return Character(String(digit)) }
      if character == "．" { return "." }
      return character == "," || character == " " ? nil : character
    }
    return Double(String(plain))
  }
}

/// The columns of a panel that the tests look at, by customer and month; nil where the customer has no row.
struct SimulatedPanel {
  struct Row {
    var demand = 0.0
    var time = 0.0
    var wealth = 0.0
    var transferOut = 0.0
    var ownTransferOut = 0.0
    var maturing = 0.0
    var logins = 0.0
    var assets: Double { demand + time + wealth }
  }
  struct Fate: Equatable {
    var cause: String
    var probability: Double
  }

  let months: Int
  /// By number of the customer (from 0) and month.
  var rows: [[Row?]]
  /// By number of the customer (from 0) and month at risk.
  var fates: [[Fate?]]

  init(directory: String, months: [String], customers: Int) throws {
    self.months = months.count
    rows = Array(repeating: Array(repeating: nil, count: months.count), count: customers)
    fates = Array(repeating: Array(repeating: nil, count: months.count), count: customers)
    for (index, month) in months.enumerated() {
      for line in try PanelReading.lines(ofFile: "\(directory)/panel_\(month).csv").dropFirst() {
        let cells = PanelReading.cells(of: line)
        func amount(_ column: Int) -> Double { PanelReading.amount(cells[column]) ?? 0 }
        guard let customer = Int(cells[0].dropFirst()) else { continue }
        rows[customer - 1][index] = Row(
          demand: amount(2), time: amount(3), wealth: amount(4), transferOut: amount(15),
          ownTransferOut: amount(16), maturing: amount(17) + amount(18), logins: amount(13))
      }
    }
    let number = Dictionary(uniqueKeysWithValues: months.enumerated().map { ($1, $0) })
    for line in try PanelReading.lines(ofFile: "\(directory)/truth.csv").dropFirst() {
      let cells = PanelReading.cells(of: line)
      guard let customer = Int(cells[0].dropFirst()), let month = number[cells[1]] else { continue }
      fates[customer - 1][month] = Fate(cause: cells[2], probability: Double(cells[3]) ?? .nan)
    }
  }
}

/// A customer above the floor in a month that has a next one, with the outcome.
struct Snapshot {
  let customer: Int
  let month: Int
  let isLoss: Bool
  let isSudden: Bool
  let cause: String
  /// 0 where `truth.csv` leaves the row out.
  let probability: Double
}

extension SimulatedPanel {
  func assets(_ customer: Int, _ month: Int) -> Double? {
    month >= 0 ? rows[customer][month]?.assets : nil
  }

  /// The population with the design's labels: loss `A(t+1) ≤ 0.8·A(t)`, absent: 0; sudden after a quiet stretch.
  func population(floor: Double = 200_000) -> [Snapshot] {
    var found: [Snapshot] = []
    for customer in rows.indices {
      for month in 0..<months - 1 {
        guard let now = assets(customer, month), now > floor else { continue }
        let next = assets(customer, month + 1) ?? 0
        let isLoss = next <= 0.8 * now
        let fate = fates[customer][month + 1]
        found.append(
          Snapshot(
            customer: customer, month: month, isLoss: isLoss,
            isSudden: isLoss && next <= 0.5 * now && isQuiet(customer, month), cause: fate?.cause ?? "",
            probability: fate?.probability ?? 0))
      }
    }
    return found
  }

  private func isQuiet(_ customer: Int, _ month: Int) -> Bool {
    let stretch = (0..<3).compactMap { assets(customer, month - $0) }.sorted()
    return stretch.count == 3 && stretch.allSatisfy { abs($0 - stretch[1]) <= 0.1 * stretch[1] }
  }
}

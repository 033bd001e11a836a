import Calendar
import Configuration
import Foundation
import Panel
import Parallel
import Variables

/// A panel of random customers over one window, with all that a slow twin needs to know of them.
struct MadeUpPanel {
  static let window = 6
  static let assets = ["demand", "time"]
  static let snapshot = Month(index: 2024 * 12 + 7)  // 2024-08
  static let numbers = ["demand", "time", "loan_balance", "transfer_in", "transfer_out", "age"]

  struct Customer {
    var key: String
    /// Months ago → column → value; nil where the customer has no row, no value where the cell is empty.
    var months: [[String: Double]?]
    var opened: CalendarDay
    /// Column → text; no text where the cell is empty.
    var texts: [String: String]
    var occupation: String { texts["occupation"] ?? "" }
  }

  var customers: [Customer]

  /// - Parameter isWhole: every customer has a row in every month and no cell is empty.
  init(seed: UInt64, customers count: Int = 60, isWhole: Bool) {
    var random = RandomStream(seed: seed)
    customers = (0..<count).map { number in
      let first = isWhole || random.chance(0.6) ? Self.window - 1 : random.below(Self.window)
      let age = Double(18 + random.below(70))
      let months = (0..<Self.window).map { back -> [String: Double]? in
        if back > first || (!isWhole && back > 0 && back < first && random.chance(0.1)) { return nil }
        return Self.cells(&random, age: age, isWhole: isWhole)
      }
      return Customer(
        key: "C\(1000 + number)", months: months,
        opened: CalendarDay(Self.snapshot - random.below(30), atMost: 1 + random.below(28)),
        texts: ["occupation": ["farmer", "teacher"][random.below(2)]])
    }
    addTexts(seed: seed, isWhole: isWhole)
  }

  /// Two further columns of texts, with empty cells and with texts that ``statistics`` does not know.
  private mutating func addTexts(seed: UInt64, isWhole: Bool) {
    var random = RandomStream(seed: seed, stream: 1)
    for index in customers.indices {
      for column in ["branch", "channel"] where isWhole || !random.chance(0.2) {
        customers[index].texts[column] = "\(column.prefix(1))\(random.below(6))"
      }
    }
  }

  /// What some training saw of the columns of texts, one by one and together.
  static let statistics: LevelStatistics = {
    var random = RandomStream(seed: 8)
    var statistics = LevelStatistics(
      prior: 0.2, priorRows: 2,
      columns: [
        .init(name: "occupation", texts: ["teacher", "farmer"]),
        .init(name: "branch", texts: ["b0", "b2", "b1", "b4"]),
        .init(name: "channel", texts: ["c3", "c1", "c0"]),
      ])
    for columns in [[0], [0, 1], [0, 1, 2]] {
      let end = columns.reduce(UInt64(1)) { $0 * (UInt64(statistics.columns[$1].texts.count) + 1) }
      let keys = (0..<end).filter { _ in random.chance(0.8) }
      let rows = keys.map { _ in UInt32(1 + random.below(40)) }
      statistics.groups.append(
        .init(
          columns: columns, keys: keys, rows: rows, losses: rows.map { UInt32(random.below(Int($0) + 1)) }))
    }
    return statistics
  }()

  private static func cells(_ random: inout RandomStream, age: Double, isWhole: Bool) -> [String: Double] {
    func amount() -> Double { random.chance(0.2) ? 0 : Double(1000 + random.below(500_000)) }
    // The sum is above the floor in every month.
    var cells = ["demand": 2000 + amount(), "time": amount(), "age": age]
    for column in ["loan_balance", "transfer_in", "transfer_out"] where isWhole || !random.chance(0.1) {
      cells[column] = amount()
    }
    return cells
  }

  /// The panel as the reader makes it from a file.
  func read() throws -> CustomerPanel {
    var text =
      "customer_id,month,\(Self.numbers.joined(separator: ",")),open_date,occupation,branch,channel\n"
    for customer in customers {
      for (back, cells) in customer.months.enumerated() {
        guard let cells else { continue }
        let numbers = Self.numbers.map { cells[$0].map { "\(Int($0))" } ?? "" }.joined(separator: ",")
        text +=
          "\(customer.key),\(Self.snapshot - back),\(numbers),\(customer.opened),\(customer.occupation),"
          + "\(customer.texts["branch"] ?? ""),\(customer.texts["channel"] ?? "")\n"
      }
    }
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("churn-\(UUID().uuidString).csv")
      .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    var configuration = BankConfiguration()
    configuration.panel = [PanelSource(files: .patterns([path]))]
    configuration.assets = Self.assets
    configuration.floor = 1000
    configuration.window = Self.window
    return try PanelReader(configuration: configuration, request: PanelRequest(snapshots: .one(nil)))
      .read(team: ThreadTeam(threadCount: 2))
  }

  /// The values of recipes for all customers, recipe after recipe.
  func values(of recipes: [Recipe]) throws -> [[Float]] {
    let panel = try read()
    let maker = try VariableMaker(
      book: RecipeBook(
        window: Self.window, assets: Self.assets, recipes: recipes, statistics: Self.statistics), panel: panel
    )
    let rows = (0..<panel.customerCount).map { SnapshotRow(customer: $0, month: Self.snapshot) }
    let matrix = maker.matrix(rows, team: ThreadTeam(threadCount: 2))
    return recipes.indices.map { recipe in rows.indices.map { matrix[$0, recipe] } }
  }
}

extension Recipe {
  /// Recipes of a function as its descriptor allows them: each number of columns, the shortest and the longest span.
  static func samples(of function: Recipe.Function) -> [Recipe] {
    let descriptor = function.descriptor
    let spans = descriptor.reach.months(window: MadeUpPanel.window).map {
      [$0.lowerBound, 2, $0.upperBound - 1]
    }
    return descriptor.columns.flatMap { count in
      (spans?.map { $0 as Int? } ?? [nil]).map { months in
        Recipe(
          name: "\(function.rawValue)_\(count)_\(months ?? 0)", function: function,
          columns: function.sampleColumns(count), months: months,
          figures: descriptor.figures.sample(columns: count),
          levels: function.readsLevels || descriptor.source != .text ? nil : ["farmer", "teacher"])
      }
    }
  }
}

extension Recipe.Function {
  /// Those whose values differ from customer to customer here; the others are for other tools' models of ready-made tables.
  static let ofPanels = allCases.filter { !$0.isOfOtherTools }

  fileprivate func sampleColumns(_ count: Int) -> [String] {
    let all =
      switch descriptor.source {
      case .date: ["open_date", "open_date"]
      case .text: ["occupation", "branch", "channel"]
      case .number:
        switch descriptor.figures {
        case .none, .share, .reference: count == 2 ? ["transfer_in", "transfer_out"] : ["time"]
        case .amount: ["assets"]
        case .codes: ["time"]
        case .rising: descriptor.unit == .code ? ["age"] : ["assets", "loan_balance"]
        }
      }
    return Array(all.prefix(count))
  }
}

extension RecipeDescriptor.Figures {
  fileprivate func sample(columns: Int) -> [Double] {
    switch self {
    case .none: []
    case .share: [0.25]
    case .amount: [200_000]
    case .codes: [5]
    case .rising: [0, 25, 60, 500_000, 1e9]
    case .reference: columns == 2 ? [0] : []
    }
  }
}

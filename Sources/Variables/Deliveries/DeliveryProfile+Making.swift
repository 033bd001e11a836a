import Calendar
import Metrics
import Panel
import Parallel

extension DeliveryProfile {
  /// Customers that are looked at, evenly spaced over the population.
  private static let mostCustomers = 1500
  /// Months whose counts are kept.
  private static let mostMonths = PanelRequest.mostMonthsCounted - 1

  /// The profile of a panel up to a snapshot month, whose population is looked at.
  ///
  /// - Parameters:
  ///   - population: numbers of its customers.
  ///   - monthsBack: months of cells before the snapshot month, as far as they are in memory.
  /// - Complexity: O(months · columns · customers of the sample), in parallel.
  public init(_ panel: CustomerPanel, snapshot: Month, population: [Int], monthsBack: Int, team: ThreadTeam) {
    let counts = panel.report.months.filter { $0.month <= snapshot && $0.customers > 0 }.map(Counts.init)
    firstMonth = counts.first?.month ?? snapshot
    months = counts.suffix(Self.mostMonths)
    let step = max(1, (population.count + Self.mostCustomers - 1) / Self.mostCustomers)
    let customers = stride(from: 0, to: population.count, by: step).map { population[$0] }
    let earliest = max(panel.firstMonth, snapshot - monthsBack)
    let present = (0...(snapshot - earliest)).map { earliest + $0 }.filter {
      panel.monthsPresent.contains($0)
    }
    let sampler = DeliverySampler(panel: panel, customers: customers)
    samples = present.isEmpty ? [] : sampler.samples(present, team: team)
  }
}

/// Looks at the cells of some customers.
private struct DeliverySampler {
  let panel: CustomerPanel
  let customers: [Int]

  /// Bins of the stability index of a column.
  private static let bins = 10

  func samples(_ months: [Month], team: ThreadTeam) -> [MonthSample] {
    let columns = team.map(panel.numberColumns.count + panel.textColumns.count) { column, _ in
      column < panel.numberColumns.count
        ? numbers(column, months) : texts(column - panel.numberColumns.count, months)
    }
    return months.enumerated().map { index, month in
      MonthSample(
        month: month, customers: customers.count { panel.isPresent($0, month) }, repeated: repeated(month),
        columns: columns.map { $0[index] })
    }
  }

  /// The share of customers whose assets and numbers are those of the month before.
  private func repeated(_ month: Month) -> Double? {
    let before = month - 1
    let both = customers.filter { panel.isPresent($0, month) && panel.isPresent($0, before) }
    guard both.count >= ColumnSample.leastNumbers else { return nil }
    let same = both.count { customer in
      panel.assets(customer, month) == panel.assets(customer, before)
        && panel.numberColumns.indices.allSatisfy { column in
          let (a, b) = (
            panel.number(customer, month, column: column), panel.number(customer, before, column: column)
          )
          return a == b || (a.isNaN && b.isNaN)
        }
    }
    return Double(same) / Double(both.count)
  }

  private func numbers(_ column: Int, _ months: [Month]) -> [ColumnSample] {
    var edges: [Double]?
    var before: [Double]?
    return months.map { month in
      let present = customers.filter { panel.isPresent($0, month) }
      let values = present.map { panel.number($0, month, column: column) }.filter { !$0.isNaN }
        .map(Double.init).sorted()
      let sizes = values.filter { $0 != 0 }.map(\.magnitude).sorted()
      var distribution = Distribution(edges: edges ?? [])
      for value in values { distribution.add(value) }
      let shift =
        edges == nil || before == nil || values.count < ColumnSample.leastNumbers
        ? nil : PopulationStability.index(expected: before ?? [], actual: distribution.counts)
      // The next month is set against this one.
      if values.count >= ColumnSample.leastNumbers {
        var own = Distribution(binsOfSorted: values, bins: Self.bins)
        for value in values { own.add(value) }
        (edges, before) = (own.edges, own.counts)
      } else {
        (edges, before) = (nil, nil)
      }
      return ColumnSample(
        name: panel.numberColumns[column].name,
        missing: share(of: present.count - values.count, in: present.count),
        sizes: sizes.count < ColumnSample.leastNumbers
          ? nil : ColumnSample.shares.map { sizes[Int(Double(sizes.count - 1) * $0)] },
        values: different(values), shift: shift, agreement: agreement(column, month))
    }
  }

  private func agreement(_ column: Int, _ month: Month) -> Double? {
    let before = month - 1
    let pairs = customers.filter { panel.isPresent($0, month) && panel.isPresent($0, before) }
      .map { (panel.number($0, before, column: column), panel.number($0, month, column: column)) }
      .filter { !$0.0.isNaN && !$0.1.isNaN }
    guard pairs.count >= ColumnSample.leastNumbers else { return nil }
    return RankCorrelation.of(pairs.map { Double($0.0) }, pairs.map { Double($0.1) })
  }

  private func texts(_ column: Int, _ months: [Month]) -> [ColumnSample] {
    var before: [Double]?
    // Levels in the order of their texts: a sum in the order in which rows bring them would hang on the order of rows.
    let levels = panel.textLevels[column]
    let order = levels.indices.sorted { levels[$0].utf8.lexicographicallyPrecedes(levels[$1].utf8) }
    return months.map { month in
      let present = customers.filter { panel.isPresent($0, month) }
      var counts = [Double](repeating: 0, count: levels.count + 1)
      let codes = panel.textCodes(column, month)
      for customer in present { counts[codes(customer)] += 1 }
      let ordered = order.map { counts[$0 + 1] }
      let filled = ordered.reduce(0, +)
      let shift =
        filled < Double(ColumnSample.leastNumbers)
        ? nil : before.flatMap { PopulationStability.index(expected: $0, actual: ordered) }
      before = filled < Double(ColumnSample.leastNumbers) ? nil : ordered
      return ColumnSample(
        name: panel.textColumns[column], missing: share(of: Int(counts[0]), in: present.count), sizes: nil,
        values: min(ColumnSample.mostValues, counts.dropFirst().count { $0 > 0 }), shift: shift)
    }
  }

  private func share(of count: Int, in all: Int) -> Double { all == 0 ? 0 : Double(count) / Double(all) }

  /// The number of different values, up to the most that are counted.
  private func different(_ sorted: [Double]) -> Int {
    var count = 0
    var last: Double?
    for value in sorted where value != last {
      (count, last) = (count + 1, value)
      if count == ColumnSample.mostValues { break }
    }
    return count
  }
}

extension CustomerPanel {
  /// Gives the code of a text column of a customer in a month that is in memory.
  fileprivate func textCodes(_ column: Int, _ month: Month) -> (Int) -> Int {
    let (texts, offset) = (cells.texts, month - firstMonth)
    let (months, columns) = (monthCount, textColumns.count)
    return { customer in Int(texts.view[(customer * months + offset) * columns + column]) }
  }
}

import Parallel

/// Looks for what alone gives the label away: values of a column, whether it has one, the order of keys and of rows.
///
/// The values of a number are ranked as they are, missing ones below or above all others. So that special codes and turns
/// are seen too, numbers in up to fifty groups of equal size and the levels of categories are ranked by their share of
/// losses; that share is taken from one half of a group's rows and tried on the other, because few rows of a group are lost
/// or kept by chance. Rows count once, whatever their weight.
public struct LeakFinder: Sendable {
  /// Columns are looked at on at most this many rows, evenly spaced.
  static let mostRows = 100_000
  /// Groups of equal size that a number is cut into.
  static let groups = 50

  private let losses: [Bool]
  /// The rows that are looked at.
  private let rows: [Int]
  private let total: ClassCounts
  private let team: ThreadTeam

  /// - Parameter losses: whether each row is a loss.
  public init(losses: [Bool], team: ThreadTeam) {
    self.losses = losses
    self.team = team
    let step = max(1, (losses.count + Self.mostRows - 1) / Self.mostRows)
    rows = Array(stride(from: 0, to: losses.count, by: step))
    let lost = rows.count { losses[$0] }
    total = ClassCounts(kept: Double(rows.count - lost), lost: Double(lost))
  }

  /// Whether there are enough rows of both classes to say anything.
  private var isEnough: Bool { min(total.kept, total.lost) >= Double(LeakRule.leastRows) }

  /// The columns that give the label away, in their order.
  ///
  /// - Complexity: O(columns · rows · log rows), in parallel.
  public func leaks(in variables: [AnalysisTable.Variable], of matrix: ColumnMatrix) -> [Leak] {
    guard isEnough else { return [] }
    return team.map(variables.count) { index, _ in
      let (variable, column) = (variables[index], matrix.column(index))
      return variable.levels.map { category(variable.name, column, levels: $0.count) }
        ?? number(variable.name, column)
    }.compactMap { $0 }
  }

  /// Whether the order of the rows, as they are given, tells losses apart.
  public func rowOrder() -> Leak? { order(rows, kind: .rowOrder, column: nil) }

  /// Whether the order of the keys does: as texts, or shorter ones first as numbers are.
  ///
  /// - Parameters:
  ///   - column: name of the keys' column.
  ///   - key: of a row.
  public func keyOrder(column: String?, key: (_ row: Int) -> String) -> Leak? {
    guard isEnough else { return nil }
    let bytes = rows.map { Array(key($0).utf8) }
    func isBefore(_ a: Int, _ b: Int) -> Bool { bytes[a].lexicographicallyPrecedes(bytes[b]) }
    let byText = bytes.indices.sorted(by: isBefore)
    let byLength = bytes.indices.sorted {
      bytes[$0].count != bytes[$1].count ? bytes[$0].count < bytes[$1].count : isBefore($0, $1)
    }
    return [byText, byLength].compactMap { places in
      order(places.map { rows[$0] }, kind: .keyOrder, column: column)
    }.max { $0.auc < $1.auc }
  }

  private func order(_ rows: [Int], kind: Leak.Kind, column: String?) -> Leak? {
    guard isEnough else { return nil }
    let curve = Self.better([rows.map { losses[$0] ? ClassCounts(lost: 1) : ClassCounts(kept: 1) }])
    guard curve.auc >= LeakRule.leastOrderAUC else { return nil }
    return Leak(kind: kind, column: column, auc: curve.auc, ks: curve.ks)
  }

  private func number(_ name: String, _ column: SharedBuffer<Float>) -> Leak? {
    // A word per row that sorts as the number does, and holds the outcome in its lowest bit.
    var words: [UInt64] = []
    words.reserveCapacity(rows.count)
    var missing = ClassCounts()
    for row in rows {
      let value = column[row]
      if value.isNaN {
        missing.add(isLoss: losses[row], weight: 1)
      } else {
        words.append(UInt64(ColumnOrder.key(of: value)) << 1 | (losses[row] ? 1 : 0))
      }
    }
    words.sort()
    var runs: [ClassCounts] = []
    var last: UInt64?
    for word in words {
      if word >> 1 != last { runs.append(ClassCounts()) }
      last = word >> 1
      runs[runs.count - 1].add(isLoss: word & 1 == 1, weight: 1)
    }
    let parts = PreBins(starts: PreBins.equalStarts(runs, in: runs.indices, most: Self.groups), of: runs)
    return verdict(
      name, values: runs, missing: missing,
      curves: [Self.better([[missing] + runs, runs + [missing]]), Self.tried(parts.counts + [missing])])
  }

  private func category(_ name: String, _ column: SharedBuffer<Float>, levels: Int) -> Leak? {
    var counts = [ClassCounts](repeating: ClassCounts(), count: levels)
    var missing = ClassCounts()
    for row in rows {
      if let code = Int(exactly: column[row]), counts.indices.contains(code) {
        counts[code].add(isLoss: losses[row], weight: 1)
      } else {
        missing.add(isLoss: losses[row], weight: 1)
      }
    }
    return verdict(name, values: counts, missing: missing, curves: [Self.tried(counts + [missing])])
  }

  private func verdict(
    _ name: String, values: [ClassCounts], missing: ClassCounts, curves: [BinCurve?]
  ) -> Leak? {
    func leak(_ kind: Leak.Kind, _ curve: BinCurve?) -> Leak? {
      curve.flatMap { curve in
        LeakRule.isSuspicious(auc: curve.auc, ks: curve.ks, of: total)
          ? Leak(kind: kind, column: name, auc: curve.auc, ks: curve.ks) : nil
      }
    }
    let present = values.reduce(ClassCounts(), +)
    if missing.rows > 0, present.rows > 0, let found = leak(.missing, Self.better([[missing, present]])) {
      return found
    }
    let filled = values.filter { $0.rows > 0 }
    let isLabel = missing.rows == 0 && filled.count == 2 && filled.allSatisfy(\.isPure)
    let best = curves.compactMap { $0 }.max { ($0.auc, $0.ks) < ($1.auc, $1.ks) }
    return leak(isLabel ? .label : .values, best)
  }
}

extension LeakFinder {
  /// The best curve of some orders, each taken from either end.
  private static func better(_ orders: [[ClassCounts]]) -> BinCurve {
    let curves = orders.flatMap { [BinCurve(inOrder: $0), BinCurve(inOrder: $0.reversed())] }
    return curves.dropFirst().reduce(curves[0]) { $1.auc > $0.auc ? $1 : $0 }
  }

  /// Groups in the order of their share of losses: that of one half of each group's rows, tried on the other half, and
  /// the lesser of both ways; nil where a half lacks a class.
  ///
  /// Halves are made of counts, so that the order of rows does not matter. A share counts one row of the mean share
  /// besides, so that small groups do not stand at the ends.
  static func tried(_ groups: [ClassCounts]) -> BinCurve? {
    let filled = groups.filter { $0.rows > 0 }
    let first = filled.map { ClassCounts(kept: ($0.kept / 2).rounded(.up), lost: ($0.lost / 2).rounded(.up)) }
    let second = zip(filled, first).map { $0 - $1 }
    func curve(of tried: [ClassCounts], by other: [ClassCounts]) -> BinCurve? {
      let (total, whole) = (tried.reduce(ClassCounts(), +), other.reduce(ClassCounts(), +))
      guard min(total.kept, total.lost, whole.kept, whole.lost) > 0 else { return nil }
      let shares = other.map { ($0.lost + whole.rate) / ($0.rows + 1) }
      var joined: [ClassCounts] = []
      var last: Double?
      // Groups of equal shares stand in no order.
      for index in shares.indices.sorted(by: { (shares[$0], $0) < (shares[$1], $1) }) {
        if shares[index] == last {
          joined[joined.count - 1] += tried[index]
        } else {
          joined.append(tried[index])
        }
        last = shares[index]
      }
      return BinCurve(inOrder: joined)
    }
    guard let one = curve(of: second, by: first), let other = curve(of: first, by: second) else { return nil }
    return one.auc < other.auc ? one : other
  }
}

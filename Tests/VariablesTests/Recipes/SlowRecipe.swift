import Calendar
import Variables

/// Each function's formula as its documentation says it, for one customer.
struct SlowRecipe {
  let recipe: Recipe
  let customer: MadeUpPanel.Customer

  /// Months ago of the customer's first row in the window.
  private var first: Int { customer.months.lastIndex { $0 != nil } ?? 0 }

  /// A column's values, the snapshot month first, up to the customer's first month; NaN where missing.
  private func series(_ column: String) -> [Double] {
    (0...first).map { back in
      if column == "assets" { return MadeUpPanel.assets.reduce(0) { $0 + (customer.months[back]?[$1] ?? 0) } }
      guard let cells = customer.months[back] else { return MadeUpPanel.assets.contains(column) ? 0 : .nan }
      return cells[column] ?? .nan
    }
  }

  private func ratio(_ now: Double, _ before: Double) -> Double {
    before > 0 ? (now.isNaN ? .nan : min(100, max(0, now / before))) : .nan
  }

  /// Over the last months, missing where one of them is.
  private func sum(_ values: [Double], _ months: Int) -> Double {
    months <= values.count ? values.prefix(months).reduce(0, +) : .nan
  }

  private func againstAssets(_ value: Double) -> Double {
    let assets = series("assets")[0]
    return assets > 0 ? value / assets : .nan
  }

  /// A function over the window, which needs three months and no gap.
  private func overWindow(_ formula: ([Double], Double) -> Double) -> Double {
    let values = series(recipe.columns[0])
    guard values.count >= 3, !values.contains(where: \.isNaN) else { return .nan }
    return formula(values, Double(values.count))
  }

  private var tenure: Double {
    if recipe.columns.isEmpty { return Double(first) }
    return Double(MadeUpPanel.snapshot.lastDay - customer.opened.daysSince1970) / 30.4375
  }

  private func tier(_ share: (_ standing: Double, _ starts: [Double]) -> Double?) -> Double {
    let loans = recipe.columns.count > 1 ? series(recipe.columns[1])[0] : 0
    return share(series("assets")[0] + (loans.isNaN ? 0 : loans), recipe.figures) ?? .nan
  }

  /// Every combination of levels is spelt out and compared text by text.
  private var levelStatistic: Double {
    let statistics = MadeUpPanel.statistics
    let group = statistics.groups.first { $0.columns.count == recipe.columns.count }
    var (total, rows, losses) = (0.0, 0.0, 0.0)
    for (index, key) in (group?.keys ?? []).enumerated() {
      var rest = key
      var texts: [String] = []
      for column in recipe.columns.reversed() {
        let known = statistics.columns.first { $0.name == column }?.texts ?? []
        let code = Int(rest % UInt64(known.count + 1))
        rest /= UInt64(known.count + 1)
        texts.insert(code == 0 ? "" : known[code - 1], at: 0)
      }
      total += Double(group?.rows[index] ?? 0)
      guard texts == recipe.columns.map({ customer.texts[$0] ?? "" }) else { continue }
      rows += Double(group?.rows[index] ?? 0)
      losses += Double(group?.losses[index] ?? 0)
    }
    return recipe.function == .lossRate ? (losses + 0.2 * 2) / (rows + 2) : rows / total
  }

  var value: Double {
    let months = recipe.months ?? 0
    let values = recipe.columns.first.map(series) ?? []
    switch recipe.function {
    case .level: return values[0]
    case .shareOfAssets: return againstAssets(values[0])
    case .change: return months < values.count ? values[0] - values[months] : .nan
    case .ratio: return months < values.count ? ratio(values[0], values[months]) : .nan
    case .slope:
      return overWindow { values, count in
        let (mean, middle) = (values.reduce(0, +) / count, (count - 1) / 2)
        let (times, squares) = values.indices.reduce(into: (0.0, 0.0)) { sums, back in
          sums.0 += (middle - Double(back)) * (values[back] - mean)
          sums.1 += (middle - Double(back)) * (middle - Double(back))
        }
        return mean > 0 ? times / squares / mean : 0
      }
    case .volatility:
      return overWindow { values, count in
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        return mean > 0 ? variance.squareRoot() / mean : 0
      }
    case .drawdown:
      return overWindow { values, _ in
        let peak = values.max() ?? 0
        return peak > 0 ? 1 - values[0] / peak : .nan
      }
    case .monthsSincePeak:
      return overWindow { values, _ in Double(values.firstIndex(of: values.max() ?? 0) ?? 0) }
    case .monthsSinceLargeOutflow:
      let kept = 1 - recipe.figures[0]
      let found = values.indices.dropLast().first {
        values[$0 + 1] > 0 && values[$0] <= kept * values[$0 + 1]
      }
      return found.map(Double.init) ?? .nan
    case .zeroMonths: return overWindow { values, _ in Double(values.count { $0 <= 0 }) }
    case .regularity: return overWindow { values, count in Double(values.count { $0 > 0 }) / count }
    case .sum: return sum(values, months)
    case .sumAgainstAssets: return againstAssets(sum(values, months))
    case .netFlowAgainstAssets:
      return againstAssets(sum(values, months) - sum(series(recipe.columns[1]), months))
    case .recentAgainstUsual:
      return overWindow { values, count in ratio(values[0], values.dropFirst().reduce(0, +) / (count - 1)) }
    case .distanceToFloor: return values[0] / recipe.figures[0] - 1
    case .distanceToTierAbove:
      return tier { standing, starts in starts.first { $0 > standing }.map { ($0 - standing) / standing } }
    case .distanceToTierBelow:
      return tier { standing, starts in starts.last { $0 <= standing }.map { (standing - $0) / standing } }
    case .tenure: return tenure
    case .firstHundredDays:
      return recipe.columns.isEmpty ? (tenure < 3 ? 1 : 0) : (tenure * 30.4375 <= 100 ? 1 : 0)
    case .ageBand: return recipe.figures.lastIndex { $0 <= values[0] }.map(Double.init) ?? .nan
    case .daysBefore: return Double(MadeUpPanel.snapshot.lastDay - customer.opened.daysSince1970)
    case .monthOfYear: return Double((MadeUpPanel.snapshot + 1).monthOfYear)
    case .category: return recipe.levels?.firstIndex(of: customer.occupation).map(Double.init) ?? .nan
    case .lossRate, .frequency: return levelStatistic
    case .numberCategory, .unused: return .nan
    case .code: return values[0] > -1 && values[0] < recipe.figures[0] ? values[0].rounded(.towardZero) : .nan
    case .codeOrOther:
      let last = recipe.figures[0] - 1
      return values[0].isNaN || values[0] >= 0 && values[0] < last ? values[0].rounded(.down) : last
    case .nonzero: return values[0] == 0 ? .nan : values[0]
    }
  }
}

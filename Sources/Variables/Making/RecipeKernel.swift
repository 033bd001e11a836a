import Calendar
import Configuration
import Parallel

/// Computes one recipe for the rows of a block; see ``Recipe/Function`` for the formulas.
struct RecipeKernel {
  let recipe: Recipe
  /// Indices of the recipe's columns among the block's sources.
  let inputs: [Int]
  let block: WindowBlock
  let rowCount: Int

  /// Ratios are cut here: beyond it only the fact matters that something came from almost nothing.
  static let greatestRatio: Float = 100

  func run(into target: SharedBuffer<Float>) {
    switch recipe.function {
    case .level: combine(target) { now in now }
    case .code, .codeOrOther, .nonzero:
      let reading = NumberReading(recipe)
      combine(target) { now in reading(now) }
    case .shareOfAssets: againstAssets(target) { now in now }
    case .change: compare(target) { now, before in now - before }
    case .ratio: compare(target) { now, before in RecipeKernel.ratio(now, before) }
    case .slope: slope(target)
    case .volatility: volatility(target)
    case .drawdown: drawdown(target)
    case .monthsSincePeak: monthsSincePeak(target)
    case .monthsSinceLargeOutflow: monthsSinceLargeOutflow(target)
    case .zeroMonths: overWindow(target, add: { $0 <= 0 ? 1 : 0 }, finish: { sum, _ in sum })
    case .regularity: overWindow(target, add: { $0 > 0 ? 1 : 0 }, finish: { sum, count in sum / count })
    case .sum: sum(target, column: 0, sign: 1)
    case .sumAgainstAssets:
      sum(target, column: 0, sign: 1)
      divideByAssets(target)
    case .netFlowAgainstAssets:
      sum(target, column: 0, sign: 1)
      addSum(target, column: 1, sign: -1)
      divideByAssets(target)
    case .recentAgainstUsual: recentAgainstUsual(target)
    case .distanceToFloor:
      let floor = Float(recipe.figures.first ?? 1)
      combine(target) { assets in assets / floor - 1 }
    case .distanceToTierAbove: distanceToTier(target, wantsAbove: true)
    case .distanceToTierBelow: distanceToTier(target, wantsAbove: false)
    case .tenure: tenure(target)
    case .firstHundredDays: firstHundredDays(target)
    case .ageBand: ageBand(target)
    case .daysBefore: daysBefore(target)
    case .monthOfYear:
      for row in 0..<rowCount {
        target[row] = Float((Month(index: Int(block.months.view[row])) + 1).monthOfYear)
      }
    case .category, .numberCategory, .lossRate, .frequency, .unused:
      for row in 0..<rowCount { target[row] = .nan }
    }
  }

  /// The first column's plane `back` months ago.
  @inline(__always)
  func plane(_ back: Int, column: Int = 0) -> SharedBuffer<Float> { block.plane(inputs[column], back) }

  @inline(__always)
  static func ratio(_ now: Float, _ before: Float) -> Float {
    // NaN in either gives NaN: `max` and `min` would lose it.
    let ratio = before > 0 ? now / before : .nan
    return ratio > greatestRatio ? greatestRatio : (ratio < 0 ? 0 : ratio)
  }

  @inline(__always)
  private func combine(_ target: SharedBuffer<Float>, _ formula: (Float) -> Float) {
    let now = plane(0)
    for row in 0..<rowCount { target[row] = formula(now[row]) }
  }

  @inline(__always)
  private func againstAssets(_ target: SharedBuffer<Float>, _ formula: (Float) -> Float) {
    combine(target, formula)
    divideByAssets(target)
  }

  @inline(__always)
  private func compare(_ target: SharedBuffer<Float>, _ formula: (Float, Float) -> Float) {
    let (now, before) = (plane(0), plane(min(recipe.months ?? 1, block.window - 1)))
    for row in 0..<rowCount { target[row] = formula(now[row], before[row]) }
  }

  private func divideByAssets(_ target: SharedBuffer<Float>) {
    let assets = block.plane(0, 0)
    for row in 0..<rowCount { target[row] = assets[row] > 0 ? target[row] / assets[row] : .nan }
  }

  private func sum(_ target: SharedBuffer<Float>, column: Int, sign: Float) {
    for row in 0..<rowCount { target[row] = 0 }
    addSum(target, column: column, sign: sign)
  }

  /// Adds the last `k` months; a missing one makes the sum missing.
  private func addSum(_ target: SharedBuffer<Float>, column: Int, sign: Float) {
    for back in 0..<min(recipe.months ?? 1, block.window) {
      let month = plane(back, column: column)
      for row in 0..<rowCount { target[row] += sign * month[row] }
    }
  }

  private func distanceToTier(_ target: SharedBuffer<Float>, wantsAbove: Bool) {
    let assets = plane(0)
    let loans = inputs.count > 1 ? plane(0, column: 1) : nil
    let starts = recipe.figures.map { Float($0) }
    for row in 0..<rowCount {
      let loan = loans.map { $0[row].isNaN ? 0 : $0[row] } ?? 0
      let standing = assets[row] + loan
      var above = Float.nan
      var below = starts.first ?? 0
      for start in starts {
        if standing >= start {
          below = start
        } else if above.isNaN {
          above = start
        }
      }
      target[row] = standing > 0 ? (wantsAbove ? above - standing : standing - below) / standing : .nan
    }
  }

  private func tenure(_ target: SharedBuffer<Float>) {
    let (firstSeen, isNew, months) = (block.firstSeen.view, block.isNew.view, block.months.view)
    if inputs.isEmpty {
      let longest = block.window - 1
      for row in 0..<rowCount {
        let seen = Int(firstSeen[row])
        target[row] = isNew[row] != 0 || seen == longest ? Float(seen) : .nan
      }
    } else {
      let opened = plane(0)
      for row in 0..<rowCount {
        let days = Float(Month(index: Int(months[row])).lastDay) - opened[row]
        target[row] = days >= 0 ? days / 30.4375 : .nan
      }
    }
  }

  private func daysBefore(_ target: SharedBuffer<Float>) {
    let (date, months) = (plane(0), block.months.view)
    for row in 0..<rowCount { target[row] = Float(Month(index: Int(months[row])).lastDay) - date[row] }
  }

  private func firstHundredDays(_ target: SharedBuffer<Float>) {
    let firstMonths: Float = 3
    tenure(target)
    let limit = inputs.isEmpty ? firstMonths - 1 : 100 / 30.4375
    for row in 0..<rowCount { target[row] = target[row].isNaN ? .nan : (target[row] <= limit ? 1 : 0) }
  }

  private func ageBand(_ target: SharedBuffer<Float>) {
    let age = plane(0)
    let starts = recipe.figures.map { Float($0) }
    for row in 0..<rowCount {
      var band: Float = -1
      for start in starts where age[row] >= start { band += 1 }
      target[row] = band < 0 ? .nan : band
    }
  }
}

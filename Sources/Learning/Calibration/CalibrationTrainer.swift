import Parallel
import Scoring

/// Trains on rows that a model was not trained on how its margins must be corrected to come true.
///
/// Every method is fitted without one fold after the other and evaluated on the fold left out, so a method that bends
/// itself to chance gains nothing. No correction at all is a candidate: another is taken only where its mean log-loss lies
/// below by more than the standard error of the difference.
public struct CalibrationTrainer: Sendable {
  /// Rows of either kind that it takes to learn anything.
  public static let leastRows = 50
  public static let folds = 5

  public let team: ThreadTeam

  public init(team: ThreadTeam) { self.team = team }

  /// How a method did on rows that it was not fitted to.
  public struct Trial: Sendable, Equatable {
    /// nil: no correction.
    public var method: Calibration.Method?
    /// Mean log-loss over all rows; nil where the method found no rising correction.
    public var logLoss: Double?
  }

  public struct Fit: Sendable, Equatable {
    /// nil: margins are best left as they are.
    public var calibration: Calibration?
    /// Every candidate, no correction first; empty where nothing was tried.
    public var trials: [Trial]
  }

  /// Chooses and fits.
  ///
  /// - Parameters:
  ///   - margins: log odds of rows that the model was not trained on.
  ///   - losses: their outcomes.
  ///   - folds: which fold each row belongs to, 0 ..< ``folds``; rows of a customer belong to one.
  ///   - wanted: the method to take without a trial; nil: the best.
  /// - Complexity: O(n log n) for each method and fold.
  public func fit(
    margins: [Double], losses: [Bool], folds: [Int], method wanted: Calibration.Method? = nil
  ) -> Fit {
    precondition(
      losses.count == margins.count && folds.count == margins.count, "Every row has an outcome and a fold.")
    let lossCount = losses.count { $0 }
    guard lossCount >= Self.leastRows, losses.count - lossCount >= Self.leastRows else {
      return Fit(calibration: nil, trials: [])
    }
    // In order of margin, so that every fit may rely on it and no order of rows changes a sum's last digit.
    let order = margins.indices.sorted {
      (margins[$0], losses[$0] ? 1 : 0, folds[$0]) < (margins[$1], losses[$1] ? 1 : 0, folds[$1])
    }
    let rows = CalibrationRows(margins: order.map { margins[$0] }, losses: order.map { losses[$0] })
    if let wanted { return Fit(calibration: rows.fit(wanted), trials: []) }
    let ranked = order.map { folds[$0] }
    let methods = Calibration.Method.allCases
    let outOfFold = team.map(methods.count) { index, _ in Self.logLosses(methods[index], rows, ranked) }
    let plain = zip(rows.margins, rows.losses).map { logLoss(margin: $0, label: $1 ? 1 : 0) }
    var trials = [Trial(method: nil, logLoss: Self.mean(plain))]
    var best: (method: Calibration.Method, logLoss: Double)?
    for (method, own) in zip(methods, outOfFold) {
      guard let own else {
        trials.append(Trial(method: method, logLoss: nil))
        continue
      }
      let logLoss = Self.mean(own)
      trials.append(Trial(method: method, logLoss: logLoss))
      let gains = zip(plain, own).map { $0 - $1 }
      let gain = Self.mean(gains)
      let distribution = Self.mean(gains.map { ($0 - gain) * ($0 - gain) })
      let standardError = (distribution / Double(gains.count)).squareRoot()
      if gain > standardError, logLoss < best?.logLoss ?? .infinity { best = (method, logLoss) }
    }
    return Fit(calibration: best.flatMap { rows.fit($0.method) }, trials: trials)
  }

  /// Each row's log-loss after the correction that was trained without the row's fold; nil where one fold's rows give no
  /// rising correction.
  private static func logLosses(_ method: Calibration.Method, _ rows: CalibrationRows, _ folds: [Int])
    -> [Double]?
  {
    var result = [Double](repeating: 0, count: rows.margins.count)
    for fold in 0..<Self.folds {
      let others = rows.margins.indices.filter { folds[$0] != fold }
      guard let calibration = rows.rows(others).fit(method) else { return nil }
      for row in rows.margins.indices where folds[row] == fold {
        result[row] = logLoss(
          margin: calibration.margin(of: rows.margins[row]), label: rows.losses[row] ? 1 : 0)
      }
    }
    return result
  }

  private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}

/// Margins in rising order with the outcome.
struct CalibrationRows {
  let margins: [Double]
  let losses: [Bool]

  func rows(_ rows: [Int]) -> CalibrationRows {
    CalibrationRows(margins: rows.map { margins[$0] }, losses: rows.map { losses[$0] })
  }

  /// The method's correction; nil where the rows give none that rises.
  func fit(_ method: Calibration.Method) -> Calibration? {
    let figures: [Double]? =
      switch method {
      case .platt: platt
      case .beta: beta
      case .isotonic: isotonic
      }
    let calibration = figures.map { Calibration(method: method, figures: $0) }
    return calibration?.problem == nil ? calibration : nil
  }
}

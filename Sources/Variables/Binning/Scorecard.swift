import Configuration

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A logistic regression on weights of evidence as points that a person can add up.
///
/// With `factor = points to double / ln 2`, a customer's score is
/// `base score − factor · (margin + ln(base odds))`, where `margin` is the log odds of a loss: at the base score there
/// are `base odds` kept customers for each loss, and `points to double` more points double them. Each bin of each
/// variable takes its part, `−factor · coefficient · WoE`, rounded to whole points; the rest is the base points.
public struct Scorecard: Sendable, Hashable, Codable {
  public var scaling: LogisticSettings.Scorecard
  /// Log odds of a loss where all weights of evidence are 0.
  public var intercept: Double
  public var entries: [Entry]

  /// A variable of the scorecard.
  public struct Entry: Sendable, Hashable, Codable {
    /// Index of the variable in the model.
    public var variable: Int
    public var binning: VariableBinning
    /// What the log odds of a loss grow by per unit of WoE.
    public var coefficient: Double
    /// Nil where it could not be computed.
    public var standardError: Double?

    public init(variable: Int, binning: VariableBinning, coefficient: Double, standardError: Double?) {
      self.variable = variable
      self.binning = binning
      self.coefficient = coefficient
      self.standardError = standardError
    }

    private enum CodingKeys: String, CodingKey {
      case variable, binning, coefficient
      case standardError = "standard_error"
    }

    /// What each bin adds to the log odds of a loss.
    public var addends: [Double] { binning.woe.map { coefficient * $0 } }

    /// Mean of the addends over the training rows.
    public var meanAddend: Double {
      let total = binning.total.rows
      guard total > 0 else { return 0 }
      return zip(binning.bins, addends).reduce(0) { $0 + $1.0.counts.rows * $1.1 } / total
    }
  }

  public init(scaling: LogisticSettings.Scorecard, intercept: Double, entries: [Entry]) {
    self.scaling = scaling
    self.intercept = intercept
    self.entries = entries
  }

  /// Points per unit of log odds.
  public var factor: Double { scaling.pointsToDouble / log(2) }

  /// Points that everybody has.
  public var basePoints: Double {
    (scaling.baseScore - factor * (intercept + log(scaling.baseOdds))).rounded()
  }

  /// Whole points of each bin of an entry.
  public func points(of entry: Entry) -> [Double] { entry.addends.map { (0 - factor * $0).rounded() } }

  /// The points of a row: the base points and those of its bins.
  ///
  /// - Parameter row: the values of all variables of the model.
  public func points(_ row: [Float]) -> Double { pointParts(row).reduce(0, +) }

  /// The base points of a row, and those of the bin of each of the card's variables.
  ///
  /// - Parameter row: the values of all variables of the model.
  public func pointParts(_ row: [Float]) -> [Double] {
    [basePoints] + entries.map { points(of: $0)[$0.binning.bin(of: row[$0.variable])] }
  }

  /// The probability of a loss that a score stands for.
  public func probability(ofScore score: Double) -> Double {
    1 / (1 + scaling.baseOdds * exp((score - scaling.baseScore) / factor))
  }

  /// What makes the card impossible to use, as a sentence; nil where nothing does.
  ///
  /// - Parameter names: of the model's variables.
  public func problem(names: [String]) -> String? {
    let figures = [scaling.baseScore, scaling.baseOdds, scaling.pointsToDouble, intercept]
    guard figures.allSatisfy({ $0.magnitude < 1e9 }), scaling.baseOdds > 0, scaling.pointsToDouble > 0 else {
      return "the scorecard's scaling is not usable."
    }
    for entry in entries {
      let binning = entry.binning
      guard names.indices.contains(entry.variable), names[entry.variable] == binning.name else {
        return "the scorecard's variable “\(binning.name)” is not one of the model's."
      }
      guard binning.ordinaryCount >= (binning.isCategory ? 0 : 1), binning.bins.count < 256,
        binning.isCategory
          ? binning.cuts.isEmpty && binning.specials.isEmpty
          : binning.ordinaryCount == binning.cuts.count + 1,
        (binning.levels?.count ?? 0) == (binning.binOfLevel?.count ?? 0),
        binning.binOfLevel?.allSatisfy({ (0..<max(1, binning.ordinaryCount)).contains($0) }) ?? true,
        zip(binning.cuts, binning.cuts.dropFirst()).allSatisfy({ $0 < $1 }),
        (binning.cuts + binning.specials).allSatisfy({ $0.isFinite })
      else { return "the bins of “\(binning.name)” do not fit each other." }
      let numbers =
        entry.addends + binning.bins.flatMap { [$0.counts.kept, $0.counts.lost, $0.informationPart] }
      guard numbers.allSatisfy({ $0.magnitude < 1e15 }),
        binning.bins.allSatisfy({ $0.counts.kept >= 0 && $0.counts.lost >= 0 })
      else { return "the bins of “\(binning.name)” hold numbers that are not usable." }
    }
    return nil
  }

  private enum CodingKeys: String, CodingKey { case scaling, intercept, entries }
}

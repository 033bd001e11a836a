import Calendar
import Configuration

/// The bins of one variable, as data: what was found in training, to be looked up when scoring.
///
/// Bins stand in this order: those of numbers from low to high (or groups of a category from few losses to many), one
/// for each special code, and one for missing values. The last one is always there and may be empty. A category that
/// training did not know counts as missing; where training had nothing missing, the WoE of that bin is 0, which says
/// nothing either way.
public struct VariableBinning: Sendable, Hashable, Codable {
  /// Name of the variable.
  public var name: String
  /// Borders of a number's bins, rising: bin `i` goes from `cuts[i − 1]` (included) to `cuts[i]` (excluded).
  public var cuts: [Float]
  /// Numbers with a bin of their own, rising.
  public var specials: [Float]
  /// Borders and special codes as cells are compared with them, where ``cuts`` and ``specials`` only stand for them.
  public var exact: ExactBorders?
  /// What a category's codes stand for; nil for numbers.
  public var levels: [String]?
  /// The bin of each code of a category; nil for numbers.
  public var binOfLevel: [Int]?
  public var bins: [Bin]
  public var asked: Request
  /// How the share of losses goes from bin to bin, missing values and special codes left out.
  public var shape: BinningDefinition.Shape
  /// Why the bins are not what was asked for, and other things worth knowing, in sentences.
  public var remarks: [Remark]

  /// One bin with what it says.
  public struct Bin: Sendable, Hashable, Codable {
    public var counts: ClassCounts
    public var woe: Double
    /// Standard error of the WoE; nil for an empty bin.
    public var standardError: Double?
    /// The bin's part of the information value.
    public var informationPart: Double

    public init(_ counts: ClassCounts, in total: ClassCounts, rowWeight: Double = 1) {
      let evidence = WeightOfEvidence(of: counts, in: total, rowWeight: rowWeight)
      self.counts = counts
      woe = evidence.value
      standardError = evidence.standardError
      informationPart = evidence.informationPart
    }

    private enum CodingKeys: String, CodingKey {
      case counts, woe
      case standardError = "standard_error"
      case informationPart = "information_part"
    }
  }

  /// What was asked for.
  public struct Request: Sendable, Hashable, Codable {
    public var method: BinningDefinition.Method
    public var bins: Int
    public var leastShare: Double
    public var shape: BinningDefinition.Shape
    /// Whether borders or groups were drawn by hand.
    public var byHand: Bool

    private enum CodingKeys: String, CodingKey {
      case method, bins, shape
      case leastShare = "least_share"
      case byHand = "by_hand"
    }
  }
}

extension VariableBinning {
  /// Number of bins that are neither of special codes nor of missing values.
  public var ordinaryCount: Int { bins.count - specials.count - 1 }
  /// Number of the bin of missing values.
  public var missingBin: Int { bins.count - 1 }
  public var isCategory: Bool { binOfLevel != nil }
  public var total: ClassCounts { bins.reduce(ClassCounts()) { $0 + $1.counts } }
  public var informationValue: Double { bins.reduce(0) { $0 + $1.informationPart } }
  /// Weights of evidence of all bins.
  public var woe: [Double] { bins.map(\.woe) }

  /// The bin of a value; a code for categories.
  public func bin(of value: Float) -> Int {
    if value.isNaN { return missingBin }
    if let binOfLevel {
      guard let code = Int(exactly: value), binOfLevel.indices.contains(code) else { return missingBin }
      return binOfLevel[code]
    }
    if let special = specials.firstIndex(of: value) { return ordinaryCount + special }
    return cuts.reduce(0) { $0 + (value >= $1 ? 1 : 0) }
  }
}

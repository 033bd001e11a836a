import Configuration
import Tabular

/// How one variable is binned: the bank's settings with what is different for the variable, checked.
public struct BinningOptions: Sendable, Hashable {
  public var method: BinningDefinition.Method
  /// Most bins, those of missing values and special codes not counted.
  public var mostBins: Int
  /// Least share of all rows in a bin.
  public var leastShare: Double
  public var shape: BinningDefinition.Shape
  /// Numbers with a bin of their own, rising.
  public var specials: [Float]
  /// Borders drawn by hand, rising; nil: they are searched for.
  public var cuts: [Float]?
  /// Groups of texts made by hand; nil: they are searched for.
  public var groups: [[String]]?
  /// What the Float32s of the column, of the special codes and of the cuts stand for; nil where they are the numbers.
  public var scale: CellScale?
  /// The special codes and the cuts as they were given.
  public var given: ExactBorders

  /// The settings for the variable `name`.
  ///
  /// - Parameter scale: what the Float32s of the variable's column stand for; nil where they are the numbers.
  /// - Throws: all problems of the settings together.
  public init(
    _ definition: BinningDefinition = BinningDefinition(), variable name: String, scale: CellScale? = nil
  ) throws(BinningError) {
    let own = definition.variables[name] ?? BinningDefinition.Variable()
    method = own.method ?? definition.method
    mostBins = own.bins ?? definition.bins
    leastShare = own.leastShare ?? definition.leastShare
    shape = own.shape ?? definition.shape
    let given = ExactBorders(
      cuts: own.cuts ?? [], specials: Set((definition.specials + own.specials).map { $0 + 0 }).sorted())
    specials =
      scale.map { given.specials.map($0.float(ofEdge:)) } ?? Set(given.specials.map { Float($0) }).sorted()
    cuts = own.cuts?.map { scale?.float(ofCut: $0) ?? Float($0) }
    groups = own.groups
    (self.scale, self.given) = (scale, given)
    var problems: [String] = []
    func note(_ problem: String) { problems.append("Binning of “\(name)”: \(problem)") }
    let (counts, shares) = (BinningDefinition.binCounts, BinningDefinition.leastShares)
    if !counts.contains(mostBins) {
      note("\(mostBins) bins; ask for \(counts.lowerBound) to \(counts.upperBound).")
    }
    if !shares.contains(leastShare) {
      note(
        "a bin cannot be asked to hold a share of \(leastShare); give one from \(Int(shares.lowerBound)) to "
          + "\(shares.upperBound).")
    }
    if let bad = specials.first(where: { !$0.isFinite }) {
      note("the special code \(bad) is no usable number.")
    }
    if let cuts {
      if let bad = cuts.first(where: { !$0.isFinite }) { note("the cut \(bad) is no usable number.") }
      if zip(cuts, cuts.dropFirst()).contains(where: { $0 >= $1 }) {
        note("the cuts \(cuts.map { "\($0)" }.joined(separator: ", ")) do not rise.")
      }
      if cuts.count > 99 { note("\(cuts.count) cuts are more than the 99 possible.") }
      if groups != nil { note("it has both cuts and groups; cuts are for numbers, groups for texts.") }
    }
    var seen: Set<String> = []
    for text in (groups ?? []).joined() where !seen.insert(text).inserted {
      note("“\(text)” is in two groups.")
    }
    guard problems.isEmpty else { throw BinningError(problems: problems) }
  }
}

/// Why variables cannot be binned or analysed, all problems together.
public struct BinningError: Error, Sendable, Hashable, CustomStringConvertible {
  public let problems: [String]
  public var description: String { problems.joined(separator: "\n") }
}

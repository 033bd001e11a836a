/// What a number adds to the margin: the addend of the bin that it lies in.
///
/// Bins stand in this order: the number's bins from low to high, one for each special code, one for missing values.
public struct BinnedTerm: Sendable, Hashable, Codable {
  /// Index of the variable.
  public var variable: Int
  /// Borders, rising: bin `i` goes from `cuts[i − 1]` (included) to `cuts[i]` (excluded).
  public var cuts: [Float]
  /// Numbers with a bin of their own.
  public var specials: [Float]
  /// What each bin adds.
  public var addends: [Double]
  /// Mean of the addends over the training rows, the base line of contributions.
  public var meanAddend: Double

  public init(variable: Int, cuts: [Float], specials: [Float], addends: [Double], meanAddend: Double) {
    self.variable = variable
    self.cuts = cuts
    self.specials = specials
    self.addends = addends
    self.meanAddend = meanAddend
  }

  private enum CodingKeys: String, CodingKey {
    case variable, cuts, specials, addends
    case meanAddend = "mean_addend"
  }

  /// What `value` adds to the margin.
  public func addend(_ value: Float) -> Double {
    addends.withUnsafeBufferPointer { addends in
      if value.isNaN { return addends[addends.count - 1] }
      if let special = specials.firstIndex(of: value) { return addends[cuts.count + 1 + special] }
      var bin = 0
      for cut in cuts { bin += value >= cut ? 1 : 0 }
      return addends[bin]
    }
  }
}

extension BinnedTerm {
  func validate(place: String) throws(ScoringModelError) {
    guard addends.count == cuts.count + specials.count + 2 else {
      throw ScoringModelError(
        place: place,
        problem: "\(addends.count) addends do not fit \(cuts.count) cuts and \(specials.count) special codes."
      )
    }
    guard addends.count <= 1 << 12 else {
      throw ScoringModelError(place: place, problem: "\(addends.count) bins are more than the 4096 possible.")
    }
    if let bad = (cuts + specials).first(where: { !$0.isFinite }) {
      throw ScoringModelError(place: place, problem: "The cut or special code \(bad) is no usable number.")
    }
    guard zip(cuts, cuts.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw ScoringModelError(place: place, problem: "The cuts do not rise.")
    }
    for (bin, addend) in addends.enumerated() where !(addend.magnitude <= largestBelievedMagnitude) {
      throw ScoringModelError(place: place, problem: "The addend of bin \(bin) is \(addend).")
    }
    guard meanAddend.magnitude <= largestBelievedMagnitude else {
      throw ScoringModelError(place: place, problem: "`mean_addend` is \(meanAddend).")
    }
  }
}

import Tabular

/// Borders of bins and special codes in Float64, where Float32s do not hold the cells that they lie between.
public struct ExactBorders: Sendable, Hashable {
  /// Rising; a bin goes from one (included) to the next (excluded).
  public var cuts: [Double]
  /// Rising.
  public var specials: [Double]

  public init(cuts: [Double], specials: [Double]) {
    self.cuts = cuts
    self.specials = specials
  }

  /// What cells are compared with.
  public var scale: ThresholdScale {
    ThresholdScale(cuts.map { ($0 + 0).nextDown } + specials + specials.map { ($0 + 0).nextDown })
  }

  /// The cuts as Float32s of ``scale``.
  var cutFloats: [Float] {
    let scale = scale
    return cuts.compactMap { scale.float(ofThreshold: ($0 + 0).nextDown)?.nextUp }
  }

  /// The special codes as Float32s of ``scale``.
  var specialFloats: [Float] {
    let scale = scale
    return specials.compactMap { scale.float(ofThreshold: $0 + 0) }
  }
}

extension VariableBinning {
  /// The bins as a model has them that compares cells with nothing but these borders; the same where Float32s hold the
  /// numbers.
  public func amongOwnBorders() -> VariableBinning {
    guard let exact else { return self }
    var binning = self
    (binning.cuts, binning.specials) = (exact.cutFloats, exact.specialFloats)
    return binning
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension AmountTransform {
  /// The bent value.
  @inlinable
  public func callAsFunction(_ value: Double) -> Double {
    switch self {
    case .identity: value
    case .signedLog: value < 0 ? -log1p(-value) : log1p(value)
    }
  }
}

extension NumericTerm {
  /// The value filled in where it is missing, and cut; bounds and imputation count as the nearest Float32, as values do.
  @inlinable
  func bounded(_ value: Float) -> Float {
    if value.isNaN { return Float(imputation) }
    // In these words, which of two equal numbers is taken is settled, also for the two zeros.
    let atLeast = Float(lowest) > value ? Float(lowest) : value
    return Float(highest) < atLeast ? Float(highest) : atLeast
  }

  /// The value as the model sees it: imputed, cut, bent, with mean 0 and standard deviation 1 in training.
  @inlinable
  public func standardised(_ value: Float) -> Double {
    (transform(Double(bounded(value))) - mean) / scale
  }

  /// Weight per unit of the bent value.
  @inlinable var slope: Double { weight / scale }

  /// What a bent value of 0 gives.
  @inlinable var offset: Double { -(slope * mean) }

  /// What `value` adds to the margin.
  @inlinable
  public func addend(_ value: Float) -> Double {
    slope * transform(Double(bounded(value))) + offset + (value.isNaN ? missingWeight : 0)
  }

  /// What a training row adds to the margin on average.
  @inlinable public var meanAddend: Double { missingWeight * missingShare }
}

extension CategoryTerm {
  /// What the code `value` adds to the margin.
  @inlinable
  public func addend(_ value: Float) -> Double {
    guard let code = Int(exactly: value), code >= 0, code < weights.count else { return otherWeight }
    return weights[code]
  }

  /// What a training row adds to the margin on average.
  @inlinable public var meanAddend: Double { meanWeight }
}

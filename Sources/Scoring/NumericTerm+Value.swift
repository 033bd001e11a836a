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
  /// The value as the model sees it: imputed, cut, bent, with mean 0 and standard deviation 1 in training.
  @inlinable
  public func standardised(_ value: Float) -> Double {
    let bounded = value.isNaN ? imputation : min(max(Double(value), lowest), highest)
    return (transform(bounded) - mean) / scale
  }

  /// What `value` adds to the margin.
  @inlinable
  public func addend(_ value: Float) -> Double {
    weight * standardised(value) + (value.isNaN ? missingWeight : 0)
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

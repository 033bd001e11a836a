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

  /// Weight per unit of the bent value, to 29 significant bits.
  ///
  /// A Float32 has 24, so the product of the two fits the 53 of a Float64: it is exact, and an instruction set that
  /// fuses it with the sum gives the bits of one that does not. What is rounded off is 2⁻³⁰ of the slope, a hundredth of
  /// what a Float32 itself leaves open. Slopes so small or large that a product could leave the range of exact numbers count as 0 or
  /// as the largest allowed.
  @inlinable public var slope: Double {
    let exact = weight / scale
    guard exact.magnitude > 1e-250 else { return 0 }
    let bounded = min(max(exact, -1e250), 1e250)
    let droppedBits: UInt64 = 24
    let half: UInt64 = 1 << (droppedBits - 1)
    return Double(bitPattern: ((bounded.bitPattern + half) >> droppedBits) << droppedBits)
  }

  /// What a bent value of 0 gives.
  @inlinable public var offset: Double { -(slope * mean) }

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

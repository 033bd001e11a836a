/// How Float32s hold some Float64s, so that each can be had back.
public enum NumberForm: Sendable, Equatable {
  /// Each is a Float32 itself.
  case floats
  /// Each is a decimal whose last digit is worth more than the distance between Float32s there: no two of them become one
  /// Float32, and the shortest decimal of a Float32 is the number.
  case decimals
  /// Float32s cannot hold them.
  case doubles

  /// The form of numbers with the nearest Float32 of each; NaN has all forms.
  ///
  /// - Complexity: O(numbers); a few nanoseconds each where they are decimals.
  public init(_ numbers: UnsafeBufferPointer<Double>, nearest: UnsafeBufferPointer<Float>) {
    var exact = true
    for index in numbers.indices {
      let number = numbers[index]
      exact = exact && (Double(nearest[index]) == number || number.isNaN)
    }
    if exact {
      self = .floats
      return
    }
    var decimals = 2
    for number in numbers where !(number.isNaN || NumberForm.isDecimal(number, decimals)) {
      guard let found = (0..<NumberForm.powers.count).first(where: { NumberForm.isDecimal(number, $0) })
      else {
        self = .doubles
        return
      }
      decimals = found
    }
    self = .decimals
  }

  /// Whether a number is a decimal as in ``decimals``.
  public static func isDecimal(_ number: Double) -> Bool {
    powers.indices.contains { isDecimal(number, $0) }
  }

  /// The number that a Float32 holds; not for ``doubles``.
  public func number(_ float: Float) -> Double {
    self == .decimals && float.isFinite ? Double("\(float)") ?? Double(float) : Double(float)
  }

  private static let powers: [Double] = (0...15).map { places in
    (0..<places).reduce(1) { power, _ in power * 10 }
  }
  /// Up to which magnitude Float32s lie closer together than decimals of so many places.
  private static let limits: [Double] = powers.map { power in
    let limit = 0x1p24 / power
    return limit.binade == limit ? limit / 2 : limit.binade
  }
  /// Adding and taking away this leaves a whole number.
  private static let rounding = 0x1.8p52

  @inline(__always)
  private static func isDecimal(_ number: Double, _ places: Int) -> Bool {
    guard number.magnitude < limits[places] else { return false }
    let power = powers[places]
    return (number * power + rounding - rounding) / power == number
  }
}

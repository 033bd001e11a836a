extension [UInt8] {
  /// Adds a finite number to `places` decimals, halves away from zero, without a negative zero.
  ///
  /// Digits go straight to the bytes. Beyond 2⁵³ every double is a whole number, and its own description is exact.
  mutating func appendDecimal(_ value: Double, places: Int) {
    var power = 1.0
    for _ in 0..<places { power *= 10 }
    let scaled = (value.magnitude * power).rounded()
    guard scaled < 0x1p53 else { return append(contentsOf: "\(value)".utf8) }
    var rest = UInt64(scaled)
    if value < 0, rest > 0 { append(UInt8(ascii: "-")) }
    let start = count
    var digits = 0
    while rest > 0 || digits <= places {
      if digits == places, places > 0 { append(UInt8(ascii: ".")) }
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
      digits += 1
    }
    self[start...].reverse()
  }
}

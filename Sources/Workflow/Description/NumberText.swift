/// Numbers as people read them.
enum NumberText {
  /// A whole number with separators: `1,234,567`.
  static func count(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return value < 0 ? "-" + text : text
  }

  /// A share as a percentage with one decimal.
  static func percent(_ share: Double) -> String { decimal(100 * share, places: 1) + "%" }

  /// A number with a fixed number of decimals and separators.
  static func decimal(_ value: Double, places: Int) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((value.magnitude * scale).rounded())
    let whole = count(scaled / Int(scale))
    let sign = value < 0 && scaled > 0 ? "-" : ""
    if places == 0 { return sign + whole }
    let fraction = String(scaled % Int(scale))
    return sign + whole + "." + String(repeating: "0", count: places - fraction.count) + fraction
  }

  /// An amount: without decimals where it is large.
  static func amount(_ value: Double) -> String {
    value == value.rounded() || value.magnitude >= 1000
      ? decimal(value, places: 0) : decimal(value, places: 2)
  }
}

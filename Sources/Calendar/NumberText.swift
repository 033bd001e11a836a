/// Numbers as a program prints them, the same in every language: for terminals and for the figures of tables.
public enum NumberText {
  /// A whole number with separators: `1,234,567`.
  public static func count(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return value < 0 ? "-" + text : text
  }

  /// A share as a percentage with one decimal.
  public static func percent(_ share: Double) -> String { decimal(100 * share, places: 1) + "%" }

  /// A number with a fixed number of decimals and separators.
  public static func decimal(_ value: Double, places: Int) -> String {
    value.magnitude < 1e15 ? Language.grouped(value, decimals: places) : "\(value)"
  }

  /// An amount: without decimals where it is large.
  public static func amount(_ value: Double) -> String {
    value == value.rounded() || value.magnitude >= 1000
      ? decimal(value, places: 0) : decimal(value, places: 2)
  }
}

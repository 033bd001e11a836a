/// Brings characters that look alike to one form before numbers and dates are read.
enum PlainForm {
  /// The text with full-width forms, kinds of blanks, minus signs and apostrophes made plain ASCII.
  static func scalars(_ text: String) -> [Unicode.Scalar] { text.unicodeScalars.map(plain) }

  /// The same as text.
  static func text(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars(text))
    return String(view)
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    // The full-width forms of ASCII stand in the same order.
    case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(scalar.value - 0xFF01 + 0x21))
    case 0x00A0, 0x2007, 0x2009, 0x202F, 0x3000: " "
    case 0x2212, 0xFE63: "-"
    case 0x2019, 0x02BC: "'"
    case 0x3002: "."
    case 0xFFE1: "£"
    default: scalar
    }
  }
}

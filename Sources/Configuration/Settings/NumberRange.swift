/// The numbers that a key may have, and the words for them; none but finite ones.
struct NumberRange: Sendable {
  let words: String
  let lowest: Double
  /// Whether the lowest number itself is left out.
  var excludesLowest = false
  var highest = Double.greatestFiniteMagnitude

  func contains(_ number: Double) -> Bool {
    number.isFinite && (excludesLowest ? number > lowest : number >= lowest) && number <= highest
  }

  static let any = NumberRange(words: "a number", lowest: -.greatestFiniteMagnitude)
  static let notNegative = NumberRange(words: "a number of 0 or more", lowest: 0)
  static let positive = NumberRange(words: "a number above 0", lowest: 0, excludesLowest: true)
  static let atLeastOne = NumberRange(words: "a number of 1 or more", lowest: 1)
  static let factor = NumberRange(
    words: "a number above 0 and up to 1,000,000", lowest: 0, excludesLowest: true, highest: 1e6)
  static let share = NumberRange(
    words: "a share above 0 and up to 1", lowest: 0, excludesLowest: true, highest: 1)
  static let shareOrNone = NumberRange(words: "a share from 0 to 1", lowest: 0, highest: 1)
  static let shareBelowHalf = NumberRange(words: "a share from 0 to 0.5", lowest: 0, highest: 0.5)
}

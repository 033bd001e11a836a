/// A value of a JSON or UBJSON text.
indirect enum ForeignValue: Sendable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  /// An array of nothing but numbers, which is what models are mostly made of.
  case numbers([Double])
  case array([ForeignValue])
  case object([String: ForeignValue])

  var kind: String {
    switch self {
    case .null: "nothing"
    case .flag: "a truth value"
    case .number: "a number"
    case .text: "a text"
    case .numbers, .array: "an array"
    case .object: "an object"
    }
  }
}

/// A value together with its place, so that every complaint says where.
struct LocatedValue: Sendable {
  let value: ForeignValue
  let place: String

  func fail(_ problem: String) -> InterchangeError { InterchangeError(place: place, problem: problem) }

  private func expected(_ kind: String) -> InterchangeError {
    fail("There must be \(kind), but there is \(value.kind).")
  }

  /// The value of a key that may be absent; null counts as absent.
  func optional(_ key: String) throws(InterchangeError) -> LocatedValue? {
    guard case .object(let object) = value else { throw expected("an object") }
    guard let found = object[key] else { return nil }
    if case .null = found { return nil }
    return LocatedValue(value: found, place: place.isEmpty ? key : "\(place).\(key)")
  }

  func at(_ keys: String...) throws(InterchangeError) -> LocatedValue {
    var found = self
    for key in keys {
      guard let next = try found.optional(key) else { throw found.fail("The key “\(key)” is missing.") }
      found = next
    }
    return found
  }

  func elements() throws(InterchangeError) -> [LocatedValue] {
    switch value {
    case .array(let array):
      array.enumerated().map { LocatedValue(value: $1, place: "\(place)[\($0)]") }
    case .numbers(let numbers):
      numbers.enumerated().map { LocatedValue(value: .number($1), place: "\(place)[\($0)]") }
    default: throw expected("an array")
    }
  }

  func numbers() throws(InterchangeError) -> [Double] {
    if case .numbers(let numbers) = value { return numbers }
    // XGBoost writes flags as numbers or as truth values, by its version.
    if case .array(let array) = value {
      var numbers: [Double] = []
      numbers.reserveCapacity(array.count)
      for (index, element) in array.enumerated() {
        switch element {
        case .number(let number): numbers.append(number)
        case .flag(let flag): numbers.append(flag ? 1 : 0)
        default: throw InterchangeError(place: "\(place)[\(index)]", problem: "There must be a number.")
        }
      }
      return numbers
    }
    throw expected("an array of numbers")
  }

  func text() throws(InterchangeError) -> String {
    guard case .text(let text) = value else { throw expected("a text") }
    return text
  }

  /// A number, which some tools write as a text.
  func number() throws(InterchangeError) -> Double {
    switch value {
    case .number(let number): return number
    case .text(let text):
      guard let number = Double(text) else { throw fail("“\(text)” is not a number.") }
      return number
    default: throw expected("a number")
    }
  }

  /// A whole number that lies in a range.
  func whole(_ range: ClosedRange<Int>) throws(InterchangeError) -> Int {
    let number = try number()
    guard let whole = Int(exactly: number), range.contains(whole) else {
      throw fail("\(number) is not a whole number from \(range.lowerBound) to \(range.upperBound).")
    }
    return whole
  }
}

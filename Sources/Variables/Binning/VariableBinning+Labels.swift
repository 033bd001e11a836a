extension VariableBinning {
  /// What a bin holds, for people: `below 25`, `25 to 35`, `from 60`, `-999`, `a, b, c` or `missing`.
  public func label(ofBin index: Int) -> String {
    if index == missingBin { return isCategory ? "missing or unknown" : "missing" }
    if index >= ordinaryCount { return "= \(Self.text(specials[index - ordinaryCount]))" }
    if let levels, let binOfLevel {
      let texts = levels.indices.filter { binOfLevel[$0] == index }.map { levels[$0] }
      let shown = texts.prefix(6).joined(separator: ", ")
      return texts.count > 6 ? "\(shown) and \(texts.count - 6) more" : shown
    }
    if cuts.isEmpty { return "any number" }
    if index == 0 { return "below \(Self.text(cuts[0]))" }
    if index == cuts.count { return "from \(Self.text(cuts[index - 1]))" }
    return "\(Self.text(cuts[index - 1])) to below \(Self.text(cuts[index]))"
  }

  /// The shortest decimal that is this number, with separators between thousands.
  static func text(_ number: Float) -> String {
    let plain = number == number.rounded() && number.magnitude < 1e15 ? "\(Int(number))" : "\(number)"
    guard !plain.contains("e") else { return plain }
    let digits = plain.drop { $0 == "-" }
    let whole = Array(digits.prefix { $0 != "." })
    var grouped = ""
    for (place, digit) in whole.enumerated() {
      if place > 0, (whole.count - place) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return (number < 0 ? "-" : "") + grouped + digits.dropFirst(whole.count)
  }
}

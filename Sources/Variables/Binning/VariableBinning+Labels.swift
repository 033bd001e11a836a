import Calendar
import Configuration

extension VariableBinning {
  /// What a bin holds, for people: `below 25`, `25 to below 35`, `from 60`, `= -999`, `a, b, c` or `missing`.
  public func label(ofBin index: Int, in language: Language = .english) -> String {
    if index == missingBin {
      return isCategory ? language.text("缺失或未知", "missing or unknown") : language.text("缺失", "missing")
    }
    if index >= ordinaryCount { return "= \(specialText(index - ordinaryCount))" }
    if let levels, let binOfLevel {
      let texts = levels.indices.filter { binOfLevel[$0] == index }.map { levels[$0] }
      let shown = texts.prefix(6).joined(separator: language.text("、", ", "))
      let more = texts.count - 6
      return more > 0 ? shown + language.text(" 等 \(texts.count) 种", " and \(more) more") : shown
    }
    if cuts.isEmpty { return language.text("任意数值", "any number") }
    let (lower, upper) = (
      index > 0 ? cutText(index - 1) : "", index < cuts.count ? cutText(index) : ""
    )
    if index == 0 { return language.text("\(upper) 以下", "below \(upper)") }
    if index == cuts.count { return language.text("\(lower) 及以上", "from \(lower)") }
    return language.text("\(lower) 至不足 \(upper)", "\(lower) to below \(upper)")
  }

  private func cutText(_ index: Int) -> String {
    exact.map { Self.text($0.cuts[index]) } ?? Self.text(cuts[index])
  }

  private func specialText(_ index: Int) -> String {
    exact.map { Self.text($0.specials[index]) } ?? Self.text(specials[index])
  }

  /// The shortest decimal that is this number, with separators between thousands.
  static func text<Number: BinaryFloatingPoint & LosslessStringConvertible>(_ number: Number) -> String {
    let plain = number == number.rounded() && number.magnitude < 1e15 ? "\(Int(number))" : "\(number)"
    guard !plain.contains("e") else { return plain }
    let digits = plain.drop { $0 == "-" }
    let whole = Array(digits.prefix { $0 != "." })
    var grouped = ""
    for (position, digit) in whole.enumerated() {
      if position > 0, (whole.count - position) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return (number < 0 ? "-" : "") + grouped + digits.dropFirst(whole.count)
  }
}

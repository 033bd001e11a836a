/// The categories that XGBoost lists since its version 3.1, where it was trained with a table that had them as texts or
/// numbers (cat_container.h in its sources).
enum XGBoostCategories {
  /// The categories of each variable that has some.
  static func levels(
    _ model: LocatedValue, variableCount: Int
  ) throws(InterchangeError) -> [Int: ForeignLevels] {
    guard let listed = try model.optional("cats")?.optional("enc")?.elements(), !listed.isEmpty else {
      return [:]
    }
    guard listed.count == variableCount else {
      throw try model.at("cats").fail("It lists categories of \(listed.count) variables of \(variableCount).")
    }
    var levels: [Int: ForeignLevels] = [:]
    for (variable, list) in listed.enumerated() {
      let found =
        try list.optional("offsets") == nil
        ? ForeignLevels(numbers: list.at("values").numbers()) : ForeignLevels(texts: try texts(list))
      if found.count > 0 { levels[variable] = found }
    }
    return levels
  }

  /// Texts one behind the other as bytes, with the places where they begin and end.
  private static func texts(_ list: LocatedValue) throws(InterchangeError) -> [String] {
    let bytes = try list.at("values").numbers().map { UInt8(truncatingIfNeeded: Int(exactly: $0) ?? 0) }
    let offsets = try list.at("offsets").numbers().map { Int(exactly: $0) ?? -1 }
    var texts: [String] = []
    for (start, end) in zip(offsets, offsets.dropFirst()) {
      guard start >= 0, start <= end, end <= bytes.count else {
        throw list.fail("A category reaches from byte \(start) to \(end) of \(bytes.count).")
      }
      guard let text = String(validating: bytes[start..<end], as: UTF8.self) else {
        throw list.fail(
          "Its categories are cut: some versions of XGBoost count letters instead of bytes where texts are not plain "
            + "ASCII. Train with codes, or with categories in ASCII.")
      }
      texts.append(text)
    }
    return texts
  }
}

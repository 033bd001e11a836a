/// Sets of category codes as bits, one set behind the other.
struct CategoryBits: Sendable {
  /// Never empty, so that there always is a first word to point at.
  private(set) var words: [UInt32] = [0]

  /// Adds a set of ascending codes.
  ///
  /// - Returns: where its words begin, and how many they are.
  mutating func append(_ codes: [UInt32]) -> (start: UInt32, count: UInt32) {
    let start = words.count
    words.append(contentsOf: repeatElement(0, count: codes.last.map { Int($0 / 32) + 1 } ?? 0))
    for code in codes { words[start + Int(code / 32)] |= 1 << (code % 32) }
    return (UInt32(start), UInt32(words.count - start))
  }
}

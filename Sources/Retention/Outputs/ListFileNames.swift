/// File names made of names of branches and managers, which may hold anything.
struct ListFileNames {
  private var taken: Set<String> = []

  /// Names that Windows keeps for devices.
  private static let reserved: Set<String> = Set(
    ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] })

  /// Most bytes, so that an ending and a number have room in the 255 that a file's name may have.
  private static let longest = 200

  /// A name that any system can store, unlike all those that were given before, whatever the case of its letters.
  ///
  /// Slashes, control characters and what Windows forbids become `_`; so do dots and blanks at the ends. Of two names
  /// that come to the same one, the second gets a number.
  mutating func next(for name: String) -> String {
    let forbidden = Set("/\\:*?\"<>|".unicodeScalars)
    var safe = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      safe.append(isControl || forbidden.contains(scalar) ? "_" : scalar)
    }
    while safe.map({ $0.utf8.count }).reduce(0, +) > Self.longest { safe.removeLast() }
    for index in [safe.indices.first, safe.indices.last].compactMap({ $0 })
    where safe[index] == "." || safe[index] == " " {
      safe.replaceSubrange(index...index, with: ["_"])
    }
    var base = String(safe)
    if base.isEmpty || Self.reserved.contains(base.lowercased()) { base += "_" }
    var (candidate, number) = (base, 1)
    while !taken.insert(candidate.lowercased()).inserted {
      number += 1
      candidate = "\(base) (\(number))"
    }
    return candidate
  }
}

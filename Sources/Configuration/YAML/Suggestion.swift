/// What somebody may have meant by a name that does not exist.
public enum Suggestion {
  /// The name that takes the fewest typing slips to get from, if that is few for its length; the first of several.
  ///
  /// Slips are a letter too many, too few or wrong, and two neighbours swapped (Damerau–Levenshtein distance,
  /// restricted form). Upper and lower case, and `_`, `-` and blanks, count as the same.
  ///
  /// - Complexity: O(length of the text × lengths of all names).
  public static func closest(to text: String, among names: [String]) -> String? {
    let wanted = plain(text)
    var best: (name: String, distance: Int)?
    for name in names {
      let candidate = plain(name)
      // A third of the letters may be wrong, and of a short name still one of two or three.
      let allowed = max(min(1, wanted.count - 1), max(wanted.count, candidate.count) / 3)
      guard abs(wanted.count - candidate.count) <= allowed else { continue }
      let distance = distance(wanted, candidate)
      if distance <= allowed, distance < best?.distance ?? Int.max { best = (name, distance) }
    }
    return best?.name
  }

  private static func plain(_ text: String) -> [Character] {
    text.lowercased().prefix(100).map { $0 == "-" || $0 == " " ? "_" : $0 }
  }

  private static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...second.count)
    for row in 0..<first.count {
      var current = [row + 1]
      for column in 0..<second.count {
        var least = min(
          previous[column] + (first[row] == second[column] ? 0 : 1), previous[column + 1] + 1,
          current[column] + 1)
        let isSwap =
          row > 0 && column > 0 && first[row] == second[column - 1] && first[row - 1] == second[column]
        if isSwap { least = min(least, beforePrevious[column - 1] + 1) }
        current.append(least)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[second.count]
  }
}

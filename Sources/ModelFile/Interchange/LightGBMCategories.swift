/// Which variables of a LightGBM model hold the categories of a pandas table: the file lists the categories, but not
/// whose they are.
struct LightGBMCategories {
  /// The categories of each variable that has some.
  let levels: [Int: ForeignLevels]

  /// - Parameter asked: variables that trees ask for as categories.
  init(_ text: LightGBMText, variableCount: Int, asked: Set<Int>) throws(InterchangeError) {
    guard let (json, line) = text.pandasCategories else {
      levels = [:]
      return
    }
    var lists: [ForeignLevels] = []
    do {
      for list in try JSONReader.read(Array(json.utf8)).elements() { lists.append(try ForeignLevels(list)) }
    } catch {
      throw InterchangeError(
        place: "line \(line)", problem: "The categories cannot be read: \(error.problem)")
    }
    let infos = text.head.values["feature_infos"].map { LightGBMText.words(of: $0.text) } ?? []
    let seen = (0..<variableCount).map { infos.indices.contains($0) ? Seen(infos[$0]) : .unknown }
    var categories = asked.union((text.categories ?? []).filter { (0..<variableCount).contains($0) })
    for (variable, seen) in seen.enumerated() {
      if case .codes = seen { categories.insert(variable) }
    }
    let columns = Columns(seen: seen, categories: categories, lists: lists)
    guard let found = columns.only else {
      throw InterchangeError(
        place: "line \(line)",
        problem:
          "There are categories of \(lists.count) columns, but \(categories.count) variables are known as categories, so "
          + "that it is not certain whose they are. Columns of ordered categories count as numbers: train with "
          + "unordered ones (`.cat.as_unordered()`), or with codes instead of categories.")
    }
    levels = Dictionary(uniqueKeysWithValues: zip(found, lists))
  }

  /// What training saw of a variable, by `feature_infos`.
  private enum Seen {
    /// Codes of categories, up to the greatest.
    case codes(greatest: Int)
    case numbers(from: Double, to: Double)
    /// One value only, or nothing is known.
    case unknown

    init(_ info: Substring) {
      if info.first == "[", info.last == "]" {
        let ends = info.dropFirst().dropLast().split(separator: ":").compactMap { Double($0) }
        self = ends.count == 2 ? .numbers(from: ends[0], to: ends[1]) : .unknown
      } else {
        let codes = info.split(separator: ":").map { Int($0) }
        self = codes.contains(nil) ? .unknown : .codes(greatest: codes.compactMap { $0 }.max() ?? -1)
      }
    }
  }

  /// The ways to give each list a variable, both in their order.
  private struct Columns {
    let seen: [Seen]
    let categories: Set<Int>
    let lists: [ForeignLevels]

    /// More pairs of variables and lists are not tried out.
    private static let mostWays = 1 << 24

    /// Whether a variable may hold the codes of a list.
    private func fits(_ variable: Int, _ list: Int) -> Bool {
      let isCategory = categories.contains(variable)
      // Where there are no more lists than categories, numbers get none.
      if !isCategory, lists.count <= categories.count { return false }
      switch seen[variable] {
      case .codes(let greatest): return greatest < lists[list].count
      case .numbers(let from, let to):
        return isCategory
          || (from >= 0 && to < Double(lists[list].count) && from == from.rounded() && to == to.rounded())
      case .unknown: return true
      }
    }

    /// The variables of the lists; nil where there is no way or more than one.
    var only: [Int]? {
      guard lists.count <= seen.count, (lists.count + 1) * (seen.count + 1) <= Self.mostWays else {
        return nil
      }
      // Every category takes a list, unless there are too few.
      let mustTake = lists.count >= categories.count
      // ways[list]: 0, 1 or 2 for more, of giving variables from the current one on to lists from this one on.
      var ways = [[Int]](
        repeating: [Int](repeating: 0, count: lists.count + 1), count: seen.count + 1)
      ways[seen.count][lists.count] = 1
      for variable in seen.indices.reversed() {
        let maySkip = !(mustTake && categories.contains(variable))
        for list in 0...lists.count {
          let skipping = maySkip ? ways[variable + 1][list] : 0
          let taking = list < lists.count && fits(variable, list) ? ways[variable + 1][list + 1] : 0
          ways[variable][list] = min(2, skipping + taking)
        }
      }
      guard ways[0][0] == 1 else { return nil }
      var found: [Int] = []
      for variable in seen.indices where found.count < lists.count {
        if fits(variable, found.count), ways[variable + 1][found.count + 1] == 1 { found.append(variable) }
      }
      return found
    }
  }
}

import Configuration
import Parallel
import Variables

/// Makes loss rates and frequencies of levels of a training table.
struct LevelEncoder {
  let settings: LevelSettings
  /// The recipes of the training table's variables.
  let book: RecipeBook
  let seed: UInt64
  let team: ThreadTeam

  /// A category of more levels becomes numbers alone; one of fewer stays beside them.
  static let mostSplitLevels = 255
  /// A category of fewer levels is split by its sets alone.
  static let leastCountedLevels = 32

  /// Loss rates and frequencies of all orders, of 4 bytes each.
  static let mostOrderedCells = 50_000_000

  /// Categories made of texts, by number.
  var categories: [Int] {
    book.recipes.indices.filter {
      book.recipes[$0].function == .category && (book.recipes[$0].levelCount ?? 0) > 2
    }
  }

  /// The groups of one category each.
  var singles: [[Int]] {
    categories.filter { (book.recipes[$0].levelCount ?? 0) >= Self.leastCountedLevels }.map { [$0] }
  }

  /// Encodes a training table.
  ///
  /// - Parameters:
  ///   - groups: categories by number that are taken together; rising in each group.
  ///   - orders: how many drawn orders of the rows are looked at; fewer in large tables, and one where rows have times.
  /// - Returns: the encoding, and the table as the model is to be fitted to it: with the loss rates of earlier rows, in each of
  ///   the orders.
  /// - Complexity: O(orders · groups · rows · log rows), in parallel.
  func encode(
    _ set: TrainingSet, groups: [[Int]], orders: Int = 1
  ) throws -> (encoding: LevelEncoding, views: [TrainingSet]) {
    let outcomes = LevelOutcomes(set, seed: seed)
    let room = max(1, Self.mostOrderedCells / max(1, 2 * groups.count * set.rowCount))
    let orders = outcomes.isOfTime ? 1 : min(orders, room)
    let used = Set(groups.joined()).sorted()
    var statistics = LevelStatistics(
      prior: outcomes.total.losses / max(1, outcomes.total.rows), priorRows: settings.priorRows,
      columns: used.map { .init(name: book.recipes[$0].columns[0], texts: book.recipes[$0].levels ?? []) })
    let places = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0) })
    let columns = groups.map { group in group.compactMap { places[$0] } }
    let fixed = statistics
    let levels = team.map(groups.count) { index, _ in
      LevelRows(
        groups[index].map { set.matrix.column($0) }, strides: fixed.strides(of: columns[index]) ?? [])
    }
    statistics.groups = team.map(groups.count) { index, _ in levels[index].group(columns[index], outcomes) }
    let encoding = LevelEncoding(
      groups: groups,
      kept: book.recipes.indices.filter { (book.recipes[$0].levelCount ?? 0) <= Self.mostSplitLevels },
      categories: used, book: encodedBook(groups, statistics))
    let views = try (0..<orders).map { number in
      let outcomes = number == 0 ? outcomes : LevelOutcomes(set, seed: seed, draw: UInt64(number))
      return try encoding.encoded(set, team: team) { index, target in
        if index % 2 == 0 {
          outcomes.fillLossRates(target, levels[index / 2], fixed)
        } else {
          outcomes.fillFrequencies(target, levels[index / 2])
        }
      }
    }
    return (encoding, views)
  }

  /// Whether two categories together have as many levels as one that is counted; what fewer say together is found by two
  /// splits of a tree.
  func areCounted(_ first: Int, _ second: Int) -> Bool {
    let levels = [first, second].map { book.recipes[$0].levelCount ?? 0 }
    return levels[0] * levels[1] >= Self.leastCountedLevels
  }

  /// Whether combinations of these categories can be numbered.
  func canCombine(_ group: [Int]) -> Bool {
    LevelStatistics(
      prior: 0, priorRows: 1, columns: group.map { .init(name: "", texts: book.recipes[$0].levels ?? []) }
    ).strides(of: Array(group.indices)) != nil
  }

  /// The kept recipes, then the loss rate and the frequency of each group.
  private func encodedBook(_ groups: [[Int]], _ statistics: LevelStatistics) -> RecipeBook {
    var encoded = book
    encoded.recipes = book.recipes.filter { ($0.levelCount ?? 0) <= Self.mostSplitLevels }
    var names = Set(book.recipes.map(\.name))
    for group in groups {
      let columns = group.map { book.recipes[$0].columns[0] }
      for (function, ending) in [(Recipe.Function.lossRate, "loss_rate"), (.frequency, "frequency")] {
        var name = (columns + [ending]).joined(separator: "_")
        while !names.insert(name).inserted { name += "_" }
        encoded.recipes.append(Recipe(name: name, function: function, columns: columns))
      }
    }
    encoded.statistics = groups.isEmpty ? nil : statistics
    return encoded
  }
}

import Configuration
import Parallel
import Testing
import Variables

@testable import Learning

@Suite("Loss rates and frequencies of levels in training")
struct LevelEncodingTests {
  static let team = ThreadTeam(threadCount: 2)
  static let sizes = [300, 40, 3]

  static var book: RecipeBook {
    RecipeBook(
      window: 1, assets: [],
      recipes: [Recipe(name: "x", function: .level, columns: ["x"])]
        + sizes.enumerated().map { index, size in
          Recipe(
            name: "c\(index)", function: .category, columns: ["c\(index)"],
            levels: (0..<size).map { "t\($0)" })
        })
  }

  /// A number and three categories, with missing cells; a loss goes with the first two categories together.
  static func table(
    rows: Int, seed: UInt64, order: RowOrder? = nil, isNoise: Bool = false, weighted: Bool = false
  )
    throws -> TrainingSet
  {
    var random = RandomStream(seed: seed)
    var columns: [[Float]] = [(0..<rows).map { _ in Float(random.normal()) }]
    for size in sizes {
      columns.append((0..<rows).map { _ in random.chance(0.05) ? .nan : Float(random.below(size)) })
    }
    let labels = (0..<rows).map { row -> Float in
      let isRisky = !isNoise && !columns[1][row].isNaN && Int(columns[1][row]) % 7 == 0
      return random.chance(isRisky ? 0.6 : 0.15) ? 1 : 0
    }
    return try TrainingSet(
      variables: book.trainingVariables, matrix: ColumnMatrix(columns: columns), labels: labels,
      weights: weighted ? (0..<rows).map { _ in Float(random.below(3)) } : nil, order: order)
  }

  static func encoder(threads: Int = 2) -> LevelEncoder {
    LevelEncoder(settings: LevelSettings(), book: book, seed: 5, team: ThreadTeam(threadCount: threads))
  }

  private static let groups = [[1], [2], [1, 2], [1, 2, 3]]

  /// Every row against every other: those before it, with the same codes.
  private func slow(_ set: TrainingSet, _ order: RowOrder, _ group: [Int], row: Int) -> (
    rate: Double, frequency: Double
  ) {
    func code(_ row: Int) -> [Float] { group.map { set.matrix[row, $0].isNaN ? -1 : set.matrix[row, $0] } }
    func counts(_ row: Int) -> Bool { set.weights.map { $0[row] > 0 } ?? true }
    let all = (0..<set.rowCount).filter(counts)
    let before = all.filter { order.places[$0] < order.places[row] }
    let same = before.filter { code($0) == code(row) }
    func losses(_ rows: [Int]) -> Double { Double(rows.count { set.labels[$0] == 1 }) }
    let prior = order.isOfTime ? losses(before) / Double(before.count) : losses(all) / Double(all.count)
    let others = all.filter { $0 != row }
    let priorRows = LevelSettings().priorRows
    return (
      (losses(same) + priorRows * prior) / (Double(same.count) + priorRows),
      order.isOfTime
        ? Double(same.count) / Double(before.count)
        : Double(others.count { code($0) == code(row) }) / Double(others.count)
    )
  }

  @Test("are those of the rows before, and of all rows for others", arguments: [false, true])
  func twin(isOfTime: Bool) throws {
    for seed in 0..<4 as Range<UInt64> {
      let rows = 250
      let order =
        isOfTime
        ? RowOrder(times: (0..<rows).map { Double($0 % 5) })
        : RowOrder(keys: (0..<rows).map { "k\($0 / 2)" }, seed: seed)
      let set = try Self.table(rows: rows, seed: seed, order: order, weighted: seed % 2 == 1)
      let (encoding, views) = try Self.encoder().encode(set, groups: Self.groups)
      let training = views[0]
      #expect(encoding.book.recipes.map(\.name).prefix(4) == ["x", "c1", "c2", "c0_loss_rate"])
      #expect(encoding.book.statistics?.problem == nil)
      for (index, group) in Self.groups.enumerated() {
        for row in 0..<rows {
          let expected = slow(set, order, group, row: row)
          for (value, wanted) in [
            (training.matrix[row, 3 + 2 * index], expected.rate),
            (training.matrix[row, 4 + 2 * index], expected.frequency),
          ] {
            #expect(wanted.isNaN ? value.isNaN : (Double(value) - wanted).magnitude < 1e-6)
          }
        }
      }
      // Rows that the model was not fitted to see all rows.
      let other = try Self.table(rows: 60, seed: seed + 100)
      let applied = try encoding.variables(of: other, team: Self.team)
      for row in 0..<60 {
        let code = other.matrix[row, 1]
        let same = (0..<rows).filter {
          (set.weights?[$0] ?? 1) > 0 && (set.matrix[$0, 1] == code || set.matrix[$0, 1].isNaN && code.isNaN)
        }
        let counted = (0..<rows).filter { (set.weights?[$0] ?? 1) > 0 }
        let prior = Double(counted.count { set.labels[$0] == 1 }) / Double(counted.count)
        let priorRows = LevelSettings().priorRows
        let rate =
          (Double(same.count { set.labels[$0] == 1 }) + priorRows * prior) / (Double(same.count) + priorRows)
        #expect((Double(applied.matrix[row, 3]) - rate).magnitude < 1e-6)
        #expect(applied.matrix[row, 0] == other.matrix[row, 0])
      }
    }
  }

  @Test("are the same for the same rows in another order, and on any number of threads")
  func shuffled() throws {
    let keys = (0..<400).map { "k\($0)" }
    let order = RowOrder(keys: keys, seed: 3)
    let set = try Self.table(rows: 400, seed: 9, order: order)
    let (encoding, views) = try Self.encoder().encode(set, groups: Self.groups, orders: 3)
    var random = RandomStream(seed: 2)
    let rows = Array(0..<400).shuffled(using: &random)
    let (again, moved) = try Self.encoder(threads: 5).encode(
      set.taking(rows), groups: Self.groups, orders: 3)
    #expect(again.book == encoding.book)
    #expect(views.count == 3 && moved.count == 3)
    for (place, row) in rows.enumerated() {
      for (view, moved) in zip(views, moved) {
        for column in 0..<view.variables.count {
          #expect(moved.matrix[place, column].bitPattern == view.matrix[row, column].bitPattern)
        }
      }
    }
    #expect((0..<400).contains { views[0].matrix[$0, 3] != views[1].matrix[$0, 3] })
    #expect(RowOrder(keys: rows.map { keys[$0] }, seed: 3).places == rows.map { order.places[$0] })
  }

  @Test("nothing of a later month reaches an earlier row, and nothing of the same month")
  func laterOutcomes() throws {
    let rows = 500
    let months = (0..<rows).map { Double($0 * 7 % 6) }
    let set = try Self.table(rows: rows, seed: 4, order: RowOrder(times: months))
    // Outcomes and levels of months from 3 on are others.
    var columns = (0..<4).map { column in (0..<rows).map { set.matrix[$0, column] } }
    var labels = set.labels
    for row in 0..<rows where months[row] >= 3 {
      labels[row] = 1 - labels[row]
      if months[row] > 3 { columns[1][row] = 0 }
    }
    let changed = try TrainingSet(
      variables: set.variables, matrix: ColumnMatrix(columns: columns), labels: labels,
      order: RowOrder(times: months))
    let before = try Self.encoder().encode(set, groups: Self.groups, orders: 3).views[0]
    let after = try Self.encoder().encode(changed, groups: Self.groups, orders: 3).views[0]
    var differing = 0
    for row in 0..<rows {
      for column in 0..<before.variables.count {
        let isSame = before.matrix[row, column].bitPattern == after.matrix[row, column].bitPattern
        if months[row] <= 3 { #expect(isSame) } else { differing += isSame ? 0 : 1 }
      }
    }
    #expect(differing > 500)
  }

  @Test("with outcomes dealt at random, no statistic predicts rows that it was not made of")
  func noise() throws {
    var sum = 0.0
    let repeats = 4
    for seed in 0..<UInt64(repeats) {
      let rows = 6000
      let set = try Self.table(rows: rows, seed: 20 + seed, isNoise: true)
      let other = try Self.table(rows: rows, seed: 40 + seed, isNoise: true)
      var definition = TrainingDefinition()
      definition.trees.rounds = 60
      let fit = try ModelTrainer(
        definition: definition, binning: BinningDefinition(), book: Self.book, team: Self.team
      ).fit(set, validation: nil)
      #expect(fit.levels != nil)
      let scores = try fit.scorer().probabilities(
        of: fit.variables(of: other, team: Self.team).matrix, team: Self.team)
      sum += slowAUC(scores, other.labels)
    }
    #expect((sum / Double(repeats) - 0.5).magnitude < 0.01)
  }

  @Test("with outcomes dealt at random, categories of nearly as many levels as rows say nothing")
  func unique() throws {
    let sizes = [4000, 1500, 900]
    let book = RecipeBook(
      window: 1, assets: [],
      recipes: sizes.enumerated().map { index, size in
        Recipe(
          name: "c\(index)", function: .category, columns: ["c\(index)"], levels: (0..<size).map { "t\($0)" })
      })
    var random = RandomStream(seed: 77)
    func table(_ rows: Int) throws -> TrainingSet {
      let columns = sizes.map { size in (0..<rows).map { _ in Float(random.below(size)) } }
      let labels = (0..<rows).map { _ -> Float in random.chance(0.3) ? 1 : 0 }
      return try TrainingSet(
        variables: book.trainingVariables, matrix: ColumnMatrix(columns: columns), labels: labels)
    }
    var definition = TrainingDefinition()
    definition.trees.patience = 10
    let (training, validation, other) = (try table(5000), try table(1500), try table(25_000))
    let fit = try ModelTrainer(
      definition: definition, binning: BinningDefinition(), book: book, team: Self.team
    ).fit(training, validation: validation)
    #expect(fit.levels != nil && fit.forests.count == 2)
    let scores = try fit.scorer().probabilities(
      of: fit.variables(of: other, team: Self.team).matrix, team: Self.team)
    let losses = zip(scores, other.labels).filter { $0.1 == 1 }.map(\.0).sorted()
    let kept = zip(scores, other.labels).filter { $0.1 == 0 }.map(\.0).sorted()
    var (below, equal, wins) = (0, 0, 0.0)
    for score in losses {
      while below < kept.count, kept[below] < score { below += 1 }
      equal = max(equal, below)
      while equal < kept.count, kept[equal] == score { equal += 1 }
      wins += Double(below) + Double(equal - below) / 2
    }
    let auc = wins / Double(losses.count * kept.count)
    #expect((auc - 0.5).magnitude < 0.01, "\(auc)")
  }

  @Test("find what one category of hundreds of levels says, and what two say together")
  func found() throws {
    let (set, other) = (try Self.table(rows: 6000, seed: 1), try Self.table(rows: 3000, seed: 2))
    var definition = TrainingDefinition()
    definition.trees.rounds = 60
    func auc(_ definition: TrainingDefinition) throws -> (Double, ModelFit) {
      let fit = try ModelTrainer(
        definition: definition, binning: BinningDefinition(), book: Self.book, team: Self.team
      ).fit(set, validation: other)
      let scores = try fit.scorer().probabilities(
        of: fit.variables(of: other, team: Self.team).matrix, team: Self.team)
      return (slowAUC(scores, other.labels), fit)
    }
    for algorithm in TrainingDefinition.Algorithm.allCases {
      definition.algorithm = algorithm
      let (value, fit) = try auc(definition)
      #expect(value > 0.62, "\(algorithm): \(value)")
      #expect(fit.book(of: Self.book).recipes.contains { $0.name == "c0_loss_rate" })
    }
    definition.logistic.woe = true
    #expect(try auc(definition).0 > 0.62)
  }

  @Test("categories that say something together alone are combined")
  func combined() throws {
    var random = RandomStream(seed: 6)
    let rows = 4000
    var columns: [[Float]] = [(0..<rows).map { _ in Float(random.normal()) }]
    for size in Self.sizes { columns.append((0..<rows).map { _ in Float(random.below(min(size, 12))) }) }
    let labels = (0..<rows).map { row -> Float in
      random.chance((Int(columns[1][row]) * 5 + Int(columns[2][row]) * 7) % 11 < 3 ? 0.7 : 0.1) ? 1 : 0
    }
    let set = try TrainingSet(
      variables: Self.book.trainingVariables, matrix: ColumnMatrix(columns: columns), labels: labels)
    let found = try CombinationSearch(encoder: Self.encoder(), team: Self.team).combinations(of: set)
    #expect(found.first == [1, 2])
    let noise = try Self.table(rows: rows, seed: 3, isNoise: true)
    let none = try CombinationSearch(encoder: Self.encoder(), team: Self.team).combinations(of: noise)
    #expect(none.isEmpty)
  }

  @Test("large tables have fewer combinations, down to 32, and never more than are asked for")
  func mostCombinations() {
    let most = [(96, 30_000), (96, 200_000), (96, 5_000_000), (8, 5_000_000), (1000, 0)].map {
      CombinationSearch.mostCombinations($0.0, rows: $0.1)
    }
    #expect(most == [96, 50, 32, 8, 1000])
  }
}

import Calendar
import Metrics
import Parallel
import Variables

/// Something that a group's customers have in common and the others have not.
public struct GroupTrait: Codable, Equatable, Sendable {
  public var variable: String
  /// What the variable is, in words.
  public var meaning: String
  /// For numbers the medians, for categories the shares with the level, of the group and of the others.
  public var group: String
  public var others: String
  /// The level, for categories.
  public var level: String?
  /// How far the group stands apart, 0 to 1: for numbers `2 · AUC − 1` of the variable alone, which is how much likelier
  /// a member has the greater value than another customer, than the smaller one (Cliff's delta; negative where members
  /// have less); for categories the difference of the shares.
  public var difference: Double
}

/// Finds what a group has in common.
public struct GroupTraits: Sendable {
  let book: RecipeBook
  let matrix: ColumnMatrix
  let isMember: [Bool]
  let language: Language

  public init(book: RecipeBook, matrix: ColumnMatrix, isMember: [Bool], language: Language) {
    (self.book, self.matrix, self.isMember, self.language) = (book, matrix, isMember, language)
  }

  static let most = 8
  /// A smaller difference is not worth telling.
  static let leastDifference = 0.1

  /// The traits that set the group apart most, one for each source column, the greatest difference first.
  public func traits(team: ThreadTeam) throws -> [GroupTrait] {
    var found: [(column: String, trait: GroupTrait)] = []
    for variable in book.recipes.indices {
      let recipe = book.recipes[variable]
      let trait = recipe.isCategory ? category(variable) : try number(variable)
      if let trait, trait.difference.magnitude >= Self.leastDifference {
        found.append((recipe.columns.first ?? recipe.name, trait))
      }
    }
    found.sort {
      ($1.trait.difference.magnitude, $0.trait.variable) < ($0.trait.difference.magnitude, $1.trait.variable)
    }
    var columns: Set<String> = []
    return Array(found.filter { columns.insert($0.column).inserted }.map(\.trait).prefix(Self.most))
  }

  private func number(_ variable: Int) throws -> GroupTrait? {
    let column = matrix.column(variable)
    let known = isMember.indices.filter { column[$0].isFinite }
    let (members, others) = (known.filter { isMember[$0] }, known.filter { !isMember[$0] })
    let sample = try ScoredSample(
      scores: known.map { Double(column[$0]) }, losses: known.map { isMember[$0] })
    guard let auc = RankedSample(sample).auc, let own = median(members, column),
      let their = median(others, column)
    else { return nil }
    let recipe = book.recipes[variable]
    let remark = VariableRemark(
      recipe: recipe, usual: nil, isMoney: recipe.columns.first.map(book.assets.contains) ?? false,
      language: language)
    guard let group = remark.amount(own), let rest = remark.amount(their), group != rest else { return nil }
    return GroupTrait(
      variable: recipe.name, meaning: recipe.meaning(in: language), group: group, others: rest, level: nil,
      difference: 2 * auc - 1)
  }

  /// The level whose share differs most.
  private func category(_ variable: Int) -> GroupTrait? {
    let recipe = book.recipes[variable]
    guard let levels = recipe.levels, !levels.isEmpty else { return nil }
    let column = matrix.column(variable)
    var (own, their) = ([Int](repeating: 0, count: levels.count), [Int](repeating: 0, count: levels.count))
    var (members, others) = (0, 0)
    for row in isMember.indices {
      if isMember[row] { members += 1 } else { others += 1 }
      let code = column[row]
      guard code.isFinite, levels.indices.contains(Int(code)) else { continue }
      if isMember[row] { own[Int(code)] += 1 } else { their[Int(code)] += 1 }
    }
    guard members > 0, others > 0 else { return nil }
    func share(_ counts: [Int], _ level: Int, _ total: Int) -> Double {
      Double(counts[level]) / Double(total)
    }
    let differences = levels.indices.map { share(own, $0, members) - share(their, $0, others) }
    guard let level = differences.indices.max(by: { differences[$0].magnitude < differences[$1].magnitude })
    else { return nil }
    return GroupTrait(
      variable: recipe.name, meaning: recipe.meaning(in: language),
      group: NumberText.percent(share(own, level, members)),
      others: NumberText.percent(share(their, level, others)), level: levels[level],
      difference: differences[level])
  }

  private func median(_ rows: [Int], _ column: SharedBuffer<Float>) -> Double? {
    let values = rows.map { column[$0] }.sorted()
    guard !values.isEmpty else { return nil }
    let middle = values.count / 2
    return values.count % 2 == 1 ? Double(values[middle]) : Double(values[middle - 1] + values[middle]) / 2
  }
}

import Calendar
import Configuration
import Metrics
import Parallel
import Retention
import Tabular
import Validation
import Variables

/// Shows how variables go with losses among the evaluated customers, and whether they have moved.
public struct VariableProfiler: Sendable {
  public let book: RecipeBook
  let trained: VariableDistributions
  /// Variables, outcomes and probabilities of the evaluated customers, or of evenly taken ones of them.
  public let evaluated: ColumnMatrix
  public let losses: [Bool]
  let probabilities: [Double]
  /// What the Float32s of each variable stand for; nil where they are the numbers themselves.
  let scales: [CellScale?]
  let team: ThreadTeam

  /// The variables that a report shows charts of.
  public static let shown = 12

  /// - Parameters:
  ///   - trained: how the variables were distributed among the rows trained on.
  ///   - evaluated: the variables of the customers evaluated, or of evenly taken ones of them, with their outcomes and
  ///     probabilities.
  public init(
    book: RecipeBook, trained: VariableDistributions, evaluated: ColumnMatrix, losses: [Bool],
    probabilities: [Double], scales: [CellScale?]? = nil, team: ThreadTeam
  ) {
    self.book = book
    self.trained = trained
    self.evaluated = evaluated
    self.losses = losses
    self.probabilities = probabilities
    self.scales = scales ?? book.recipes.map { _ in nil }
    self.team = team
  }

  /// The stability index of each variable.
  public var stability: [Double?] {
    let distributions = VariableDistributions(evaluated, bins: trained.distributions, team: team)
      .distributions
    return zip(distributions, trained.distributions).map { $0.stability(against: $1) }
  }

  /// The profile of one variable.
  public func profile(_ variable: Int, stability: Double?, language: Language) -> VariableProfile {
    struct Sums {
      var rows = 0.0
      var losses = 0.0
      var probabilities = 0.0
    }
    let (recipe, earlier) = (book.recipes[variable], trained.distributions[variable])
    var sums = [Sums](repeating: Sums(), count: earlier.counts.count + 1)
    let column = evaluated.column(variable)
    for row in 0..<evaluated.rowCount {
      let value = Double(column[row])
      let bin = value.isNaN ? earlier.counts.count : earlier.bin(of: value)
      sums[bin].rows += 1
      sums[bin].losses += losses[row] ? 1 : 0
      sums[bin].probabilities += probabilities[row]
    }
    let (all, trainedRows) = (Double(evaluated.rowCount), earlier.total)
    let bins = sums.indices.compactMap { bin -> VariableProfile.Bin? in
      let trainedCount = bin < earlier.counts.count ? earlier.counts[bin] : earlier.missing
      let found = sums[bin]
      guard found.rows > 0 || trainedCount > 0 else { return nil }
      return VariableProfile.Bin(
        label: label(bin, of: earlier, recipe, scales[variable], language),
        trainingShare: trainedRows > 0 ? trainedCount / trainedRows : 0,
        evaluatedShare: all > 0 ? found.rows / all : 0,
        lossRate: found.rows > 0 ? found.losses / found.rows : nil,
        predicted: found.rows > 0 ? found.probabilities / found.rows : nil)
    }
    return VariableProfile(
      name: recipe.name, meaning: recipe.meaning(in: language), stability: stability, bins: bins,
      orderedBins: recipe.isCategory
        ? 0 : earlier.counts.indices.count { sums[$0].rows > 0 || earlier.counts[$0] > 0 })
  }

  private func label(
    _ bin: Int, of distribution: Distribution, _ recipe: Recipe, _ scale: CellScale?, _ language: Language
  ) -> String {
    if bin == distribution.counts.count { return language.text("缺失", "missing") }
    if recipe.isCategory { return recipe.levelText(bin) ?? "–" }
    let edges = distribution.edges.map { scale?.cell(ofFloat: Float($0)) ?? $0 }
    guard let first = edges.first else { return language.text("全部", "all") }
    return bin == 0 ? "< \(Self.short(first, language))" : "≥ \(Self.short(edges[bin - 1], language))"
  }

  /// A number in three digits or so.
  private static func short(_ value: Double, _ language: Language) -> String {
    let size = value.magnitude
    if size >= 10_000 {
      return language == .chinese
        ? Language.fixed(value / 10_000, decimals: size >= 1_000_000 ? 0 : 1) + "万"
        : Language.grouped(value, decimals: 0)
    }
    let decimals =
      size == 0 || size == size.rounded() || size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3
    return Language.fixed(value, decimals: decimals)
  }
}

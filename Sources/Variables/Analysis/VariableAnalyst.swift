import Configuration
import Parallel

/// Analyses all variables of a table: bins, evidence, stability, correlations, and a verdict on each.
///
/// One parallel pass over the columns sorts each once and takes everything from the sorted rows: bins, ranks, counts by
/// period. A second one over blocks of rows makes both correlation matrices. The result does not depend on the number
/// of threads.
public struct VariableAnalyst: Sendable {
  /// Correlations are of at most this many rows, evenly spaced over the table.
  public static let correlatedRows = 300_000

  private let definition: BinningDefinition
  private let limits: AnalysisLimits
  private let team: ThreadTeam

  public init(
    binning: BinningDefinition = BinningDefinition(), limits: AnalysisLimits = AnalysisLimits(),
    team: ThreadTeam
  ) {
    definition = binning
    self.limits = limits
    self.team = team
  }

  /// Bins all variables and leaves the rest of the analysis out.
  ///
  /// - Complexity: O(variables · rows), in parallel.
  /// - Throws: what is wrong with the settings, all together.
  public func binnings(of table: AnalysisTable) throws(BinningError) -> [VariableBinning] {
    let options = try options(for: table)
    let binners = (0..<team.threadCount).map { _ in
      Worker(VariableBinner(labels: table.labels.view, weights: table.weights, total: table.total))
    }
    return team.map(table.variables.count) { index, worker in
      let variable = table.variables[index]
      let column = table.matrix.column(index)
      let binner = binners[worker].value
      return variable.levels.map {
        binner.bin(column, name: variable.name, levels: $0, options: options[index])
      }
        ?? binner.bin(column, name: variable.name, options: options[index])
    }
  }

  /// - Parameter progress: called with the number of variables done so far.
  /// - Complexity: O(variables · rows + variables² · rows + variables³), in parallel.
  /// - Throws: what is wrong with the settings, all together.
  public func analyse(_ table: AnalysisTable) throws(BinningError) -> AnalysisResult {
    let options = try options(for: table)
    let count = table.variables.count
    let step = max(1, (table.rowCount + Self.correlatedRows - 1) / Self.correlatedRows)
    let sampled = (table.rowCount + step - 1) / step
    var (values, ranks) = (
      ColumnMatrix(rowCount: sampled, columnCount: count), ColumnMatrix(rowCount: sampled, columnCount: count)
    )
    let stride = values.columnStride
    let examiners = (0..<team.threadCount).map { _ in Worker(ColumnExaminer(table, step: step)) }
    let examinations = values.withMutableStorage { values in
      ranks.withMutableStorage { ranks in
        team.map(count) { index, worker in
          examiners[worker].value.examine(
            index, options: options[index], values: values[index * stride..<index * stride + sampled],
            ranks: ranks[index * stride..<index * stride + sampled])
        }
      }
    }
    let pearson = correlations(
      examinations.enumerated().map { index, examination in
        examination.isPlain ? table.matrix.column(index) : values.column(index)
      })
    let spearman = correlations(examinations.indices.map { ranks.column($0) })
    var variables = examinations.map { VariableAnalysis($0, table: table) }
    let clusters = CorrelationClusters(
      worth: variables.map(\.informationValue), threshold: limits.correlation
    ) { a, b in
      let (first, second) = (pearson[a, b], spearman[a, b])
      return first.magnitude > second.magnitude ? first : second
    }
    let found = Dictionary(
      LeakFinder(losses: table.losses, team: team).leaks(in: table.variables, of: table.matrix)
        .map { ($0.column, $0) }, uniquingKeysWith: { first, _ in first })
    let leaks = variables.map { $0.leak(found[$0.name]) }
    let sizes = clusters.sizes
    let inflation = VarianceInflation(pearson)
    for index in variables.indices {
      variables[index].clusterSize = sizes[index]
      let leader = clusters.representative[index]
      if leader != index {
        variables[index].representative = VariableAnalysis.Related(
          name: variables[leader].name, correlation: clusters.correlation[index])
      }
      variables[index].vif = inflation.factors[index]
      variables[index].isSumOfOthers = inflation.isSumOfOthers[index]
      variables[index].verdict = VerdictMaker(limits: limits, leak: leaks[index]).verdict(
        on: variables[index])
    }
    let kept = variables.indices.filter { variables[$0].verdict.choice != .drop }
    let amongKept = VarianceInflation(pearson.part(kept))
    for (position, index) in kept.enumerated() {
      variables[index].vifAmongKept = amongKept.factors[position]
      variables[index].verdict = VerdictMaker(limits: limits).verdict(
        on: variables[index], isSumOfKept: amongKept.isSumOfOthers[position])
    }
    return AnalysisResult(
      rows: table.rowCount, counts: table.total, periods: table.periods,
      leaks: leaks.compactMap { $0 }.byStrength, variables: variables)
  }

  private func options(for table: AnalysisTable) throws(BinningError) -> [BinningOptions] {
    var problems: [String] = []
    var options: [BinningOptions] = []
    for variable in table.variables {
      do throws(BinningError) {
        options.append(try BinningOptions(definition, variable: variable.name, scale: variable.scale))
      } catch {
        problems += error.problems
      }
    }
    let names = Set(table.variables.map(\.name))
    for name in definition.variables.keys.sorted() where !names.contains(name) {
      let hint = Suggestion.closest(to: name, among: table.variables.map(\.name)).map {
        " Did you mean “\($0)”?"
      }
      problems.append("Binning of “\(name)”: there is no such variable.\(hint ?? "")")
    }
    guard problems.isEmpty else {
      // What is wrong with the settings of all variables is said once.
      var seen: Set<String> = []
      throw BinningError(problems: problems.filter { seen.insert($0).inserted })
    }
    return options
  }

  private func correlations(_ columns: [SharedBuffer<Float>]) -> Correlations {
    let scalings = team.map(columns.count) { index, _ in Correlations.Scaling(of: columns[index]) }
    return Correlations(columns, scalings: scalings, team: team)
  }
}

/// What one worker of a team alone uses.
struct Worker<Value>: @unchecked Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}

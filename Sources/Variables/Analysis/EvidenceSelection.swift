import Parallel

/// Chooses the variables that a model on weights of evidence may take, before it is fitted.
///
/// First the information value decides, then of variables that correlate only the one that is worth most stays, then
/// variables that the others explain leave, the most inflated first.
public struct EvidenceSelection: Sendable {
  /// Indices of the variables that stay, rising.
  public let kept: [Int]
  /// Numbers of variables that left by each test.
  public let uninformative: Int
  public let correlated: Int
  public let inflated: Int

  /// - Parameters:
  ///   - binnings: of all variables of the table.
  ///   - leastInformation: least information value; it must also be twice what as many bins have by chance.
  /// - Complexity: O(rows · variables² + variables⁴) with the informative variables.
  public init(
    _ binnings: [VariableBinning], of table: AnalysisTable, leastInformation: Double, correlation: Double,
    vif: Double, team: ThreadTeam
  ) {
    let informative = binnings.indices.filter { index in
      let binning = binnings[index]
      let filled = binning.bins.count { $0.counts.rows > 0 }
      let chance = Double(max(0, filled - 1)) * (1 / table.total.lost + 1 / table.total.kept)
      return binning.informationValue >= max(leastInformation, 2 * chance)
    }
    uninformative = binnings.count - informative.count
    let evidence = Self.matrix(
      of: informative.map { binnings[$0] }, columns: informative, table: table, team: team)
    let scalings = team.map(informative.count) { index, _ in Correlations.Scaling(of: evidence.column(index))
    }
    let correlations = Correlations(
      informative.indices.map { evidence.column($0) }, scalings: scalings, team: team)
    let worth = informative.map { binnings[$0].informationValue }
    let clusters = CorrelationClusters(worth: worth, threshold: correlation) { correlations[$0, $1] }
    var left = informative.indices.filter { clusters.representative[$0] == $0 }
    correlated = informative.count - left.count
    let before = left.count
    while left.count > 1 {
      let factors = VarianceInflation(correlations.part(left)).factors
      let order = left.indices.sorted { a, b in
        let (first, second) = (factors[a] ?? .infinity, factors[b] ?? .infinity)
        return first != second ? first > second : worth[left[a]] < worth[left[b]]
      }
      guard let worst = order.first, factors[worst] ?? .infinity > vif else { break }
      left.remove(at: worst)
    }
    inflated = before - left.count
    kept = left.map { informative[$0] }
  }

  /// Weights of evidence of some columns of a table.
  ///
  /// - Complexity: O(rows · columns), in parallel.
  public static func matrix(
    of binnings: [VariableBinning], columns: [Int], table: AnalysisTable, team: ThreadTeam
  ) -> ColumnMatrix {
    var matrix = ColumnMatrix(rowCount: table.rowCount, columnCount: columns.count)
    let stride = matrix.columnStride
    let codes = (0..<team.threadCount).map { _ in AlignedArray<UInt8>(count: table.rowCount) }
    matrix.withMutableStorage { storage in
      team.forEach(columns.count) { index, worker in
        let bins = codes[worker].view
        let binning = binnings[index]
        binning.writeBins(of: table.matrix.column(columns[index]), into: bins)
        let woe = binning.woe.map { Float($0) }
        let target = storage[index * stride..<index * stride + bins.count]
        woe.withUnsafeBufferPointer { woe in
          for row in 0..<bins.count { target[row] = woe[Int(bins[row])] }
        }
      }
    }
    return matrix
  }
}

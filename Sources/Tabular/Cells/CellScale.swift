/// The different cells of a column that Float32s do not tell apart, with a Float32 for each that keeps their order.
///
/// Binning, trees and ranks need the order of cells and no more: they take the Float32s, and what they find is told in
/// cells again. So a column costs four bytes a row as any other does, and account codes, dates as yyyymmdd and amounts
/// with cents stay apart.
public struct CellScale: Sendable, Hashable {
  /// The cells, and the borders that cells are to be compared with.
  private let scale: ThresholdScale
  /// Borders that were given, which splits keep as they are.
  private let borders: [Double]

  /// - Parameters:
  ///   - cells: the different cells, rising.
  ///   - borders: what they are to be compared with besides each other: cuts, special codes, edges; any order.
  public init(cells: [Double], borders: [Double] = []) {
    self.borders = borders.map { $0 + 0 }.sorted()
    scale =
      borders.isEmpty
      ? ThresholdScale(rising: cells)
      : ThresholdScale(cells + borders + borders.map { ($0 + 0).nextDown })
  }

  /// The Float32 of a cell.
  public func float(ofCell cell: Double) -> Float { scale.floats[scale.count(below: cell)] }

  /// The cell that a Float32 stands for; the next greater one where it stands for none.
  public func cell(ofFloat float: Float) -> Double {
    scale.thresholds[min(scale.count(belowFloat: float), scale.thresholds.count - 1)]
  }

  /// The least of the cells and borders.
  public var least: Double { scale.thresholds.first ?? 0 }

  /// Whether the nearest Float32s of the cells lie farther apart than a hundredth of all that the cells span: their size,
  /// rounded so, says little of them.
  public var isCoarse: Bool {
    guard let least = scale.thresholds.first, let greatest = scale.thresholds.last else { return false }
    return Double(Float(max(least.magnitude, greatest.magnitude)).ulp) > (greatest - least) / 100
  }

  /// The Float32 that a border which belongs to the numbers above it is compared as.
  public func float(ofCut cut: Double) -> Float {
    scale.float(ofThreshold: (cut + 0).nextDown)?.nextUp ?? Float(cut)
  }

  /// The Float32 that a border which belongs to the numbers below it, or a special code, is compared as.
  public func float(ofEdge edge: Double) -> Float { scale.float(ofThreshold: edge) ?? Float(edge) }

  /// What cells up to and including it go left of where their Float32s do so at `float`: a border that was given, else
  /// halfway between two cells.
  public func edge(ofFloat float: Float) -> Double {
    let (cells, after) = (scale.thresholds, scale.count(belowFloat: float.nextUp))
    guard after > 0 else { return cells[0].nextDown }
    let low = cells[after - 1]
    if scale.floats[after - 1] == float, borders.contains(low) { return low }
    guard after < cells.count else { return .greatestFiniteMagnitude }
    let middle = low / 2 + cells[after] / 2
    return middle >= low && middle < cells[after] ? middle : low
  }
}

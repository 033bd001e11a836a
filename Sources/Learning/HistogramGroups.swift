import CKernels
import Numerics

/// Fills histograms of gradient sums, a group of eight variables at a time.
///
/// A histogram holds ``BinnedMatrix/histogramBinCount`` sums, variable after variable. Only the variables drawn
/// for the tree are filled; the bins of the others are never read.
struct HistogramGroups: Sendable {
  /// What one group fills.
  private struct Group: Sendable {
    var index: Int
    /// Bits below each drawn variable's code in the eight codes of a row.
    var shifts: [UInt64]
    /// First histogram bin of each drawn variable.
    var starts: [Int]
    var variables: [Int]
  }

  /// How many rows before its turn a row is asked for.
  private static let rowsAhead = 16

  private let matrix: BinnedMatrix
  private let groups: [Group]

  /// Groups the drawn variables, which ascend.
  init(_ matrix: BinnedMatrix, drawn: [Int]) {
    self.matrix = matrix
    let width = BinnedMatrix.groupWidth
    var groups: [Group] = []
    for variable in drawn {
      let index = variable / width
      if groups.last?.index != index {
        groups.append(Group(index: index, shifts: [], starts: [], variables: []))
      }
      groups[groups.count - 1].shifts.append(UInt64(variable % width * 8))
      groups[groups.count - 1].starts.append(matrix.histogramStarts[variable])
      groups[groups.count - 1].variables.append(variable)
    }
    self.groups = groups
  }

  /// Number of groups that hold a drawn variable.
  var count: Int { groups.count }

  /// The drawn variables of a group, ascending.
  func variables(_ group: Int) -> [Int] { groups[group].variables }

  /// First bin of a variable in a histogram.
  func histogramStart(of variable: Int) -> Int { matrix.histogramStarts[variable] }

  /// Sums the derivatives of `rows` by the bins of the group's variables into `histogram`.
  func fill(
    _ group: Int, histogram: UnsafeMutablePointer<GradientSum>, rows: SharedBuffer<UInt32>,
    gradients: SharedBuffer<Gradients.Pair>
  ) {
    let group = groups[group]
    for variable in group.variables {
      let bins = histogram + matrix.histogramStarts[variable]
      bins.update(repeating: .zero, count: matrix.bins[variable].binCount)
    }
    let width = BinnedMatrix.groupWidth
    let codes = UnsafeRawPointer(matrix.groupCodes(group.index).base)
    let gradients = gradients.base
    let rows = rows.elements
    let count = group.shifts.count
    group.shifts.withUnsafeBufferPointer { shifts in
      group.starts.withUnsafeBufferPointer { starts in
        for index in 0..<rows.count {
          // Rows of deep nodes lie far apart: ask for a later row's codes while this one's are added.
          let ahead = Int(rows[min(index &+ Self.rowsAhead, rows.count &- 1)])
          churn_prefetch(codes + ahead &* width)
          churn_prefetch(gradients + ahead)
          let row = Int(rows[index])
          let pair = gradients[row]
          let sum = GradientSum(gradient: pair.gradient, hessian: pair.hessian)
          let word = UInt64(littleEndian: (codes + row &* width).loadUnaligned(as: UInt64.self))
          for place in 0..<count {
            let bin = starts[place] &+ Int(truncatingIfNeeded: word &>> shifts[place] & 0xFF)
            histogram[bin] += sum
          }
        }
      }
    }
  }

  /// Replaces the sums of a node by those of its other child: `whole` − `part`, in the group's variables.
  func subtract(
    _ group: Int, part: UnsafePointer<GradientSum>, from whole: UnsafeMutablePointer<GradientSum>
  ) {
    for variable in groups[group].variables {
      let start = matrix.histogramStarts[variable]
      for bin in start..<start + matrix.bins[variable].binCount { whole[bin] = whole[bin] - part[bin] }
    }
  }
}

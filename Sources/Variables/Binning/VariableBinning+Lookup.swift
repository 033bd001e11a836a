import Parallel

extension VariableBinning {
  /// Writes the bin of each value of a column; a variable has fewer than 256 bins.
  ///
  /// - Complexity: O(rows · cuts), in vector instructions.
  public func writeBins(of column: SharedBuffer<Float>, into bins: SharedBuffer<UInt8>) {
    precondition(bins.count >= column.count, "There must be an element for each row.")
    if let binOfLevel {
      let missing = UInt8(missingBin)
      for row in 0..<column.count {
        let code = Int(exactly: column[row]) ?? -1
        bins[row] = binOfLevel.indices.contains(code) ? UInt8(binOfLevel[code]) : missing
      }
      return
    }
    for row in 0..<column.count { bins[row] = 0 }
    for cut in cuts {
      for row in 0..<column.count { bins[row] &+= column[row] >= cut ? 1 : 0 }
    }
    for (index, special) in specials.enumerated() {
      let bin = UInt8(ordinaryCount + index)
      for row in 0..<column.count where column[row] == special { bins[row] = bin }
    }
    let missing = UInt8(missingBin)
    for row in 0..<column.count { bins[row] = column[row].isNaN ? missing : bins[row] }
  }
}

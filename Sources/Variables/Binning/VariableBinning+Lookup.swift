import Parallel

extension VariableBinning {
  /// Writes the bin of each value of a column; a variable has fewer than 256 bins.
  ///
  /// - Complexity: O(rows · cuts), in vector instructions.
  public func writeBins(of column: SharedBuffer<Float>, into bins: SharedBuffer<UInt8>) {
    precondition(bins.count >= column.count, "There must be a place for each row.")
    let (source, target) = (column.base, bins.base)
    if let binOfLevel {
      let missing = UInt8(missingBin)
      for row in 0..<column.count {
        let code = Int(exactly: source[row]) ?? -1
        target[row] = binOfLevel.indices.contains(code) ? UInt8(binOfLevel[code]) : missing
      }
      return
    }
    for row in 0..<column.count { target[row] = 0 }
    for cut in cuts {
      for row in 0..<column.count { target[row] &+= source[row] >= cut ? 1 : 0 }
    }
    for (place, special) in specials.enumerated() {
      let bin = UInt8(ordinaryCount + place)
      for row in 0..<column.count where source[row] == special { target[row] = bin }
    }
    let missing = UInt8(missingBin)
    for row in 0..<column.count { target[row] = source[row].isNaN ? missing : target[row] }
  }
}

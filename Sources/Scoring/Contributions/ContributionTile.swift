import Parallel

/// Some rows that pass through all trees together, and their sums; the memory is somebody else's.
struct ContributionTile {
  /// Row r's value of the variable with slot s at `valueStride * s + r`.
  let values: SharedBuffer<Float>
  let valueStride: Int
  /// Whole steps of rows, see `CHURN_CONTRIBUTION_STEP`.
  let rowCount: Int
  /// What the variable with slot s adds to row r at `shareStride * s + r`.
  let shares: SharedBuffer<Double>
  let shareStride: Int
}

import Tabular

/// A field of a PMML document, with the numbers that it is compared with.
struct PMMLVariable {
  let name: String
  let thresholds: ThresholdScale?

  /// Tools compare values as the type says.
  var dataType: String { thresholds == nil ? "float" : "double" }

  /// What numbers up to and including it go left of; in Float64, which tools that compare in Float64 need.
  func threshold(_ float: Float) -> Double { thresholds?.threshold(ofFloat: float) ?? Double(float) }

  /// What numbers from it on are right of.
  func cut(_ float: Float) -> Double {
    thresholds?.threshold(ofFloat: float.nextDown)?.nextUp ?? Double(float)
  }
}

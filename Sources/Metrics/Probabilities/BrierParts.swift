/// The parts of the Brier score over bins of similar probabilities.
///
/// `Brier = reliability − resolution + uncertainty + within` with, over bins `k` of weight `w_k`, mean probability
/// `f_k` and loss rate `o_k`: reliability `Σ w_k (f_k − o_k)²`, resolution `Σ w_k (o_k − ō)²`, uncertainty
/// `ō (1 − ō)` (A. H. Murphy 1973). What probabilities and outcomes vary within bins is the rest (D. B. Stephenson and
/// others 2008); it is 0 where all probabilities of a bin are equal.
public struct BrierParts: Sendable, Equatable, Codable {
  /// How far predicted and actual loss rates are apart: the less the better.
  public var reliability: Double
  /// How far the bins' loss rates differ from the mean: the more the better.
  public var resolution: Double
  /// The Brier score of predicting the loss rate for everybody.
  public var uncertainty: Double
  public var within: Double

  init(_ bins: [CalibrationBin], brier: Double) {
    let weight = bins.reduce(0) { $0 + $1.customers }
    let rate = bins.reduce(0) { $0 + $1.customers * $1.lossRate } / weight
    reliability =
      bins.reduce(0) { $0 + $1.customers * ($1.predicted - $1.lossRate) * ($1.predicted - $1.lossRate) }
      / weight
    resolution = bins.reduce(0) { $0 + $1.customers * ($1.lossRate - rate) * ($1.lossRate - rate) } / weight
    uncertainty = rate * (1 - rate)
    within = brier - (reliability - resolution + uncertainty)
  }
}

/// How much smaller the share of customers who lost assets is among the treated than in the control group.
///
/// The interval of the difference is Newcombe's hybrid score interval (Statistics in Medicine 17, 1998, method 10), made of
/// the two Wilson intervals; it is sound for few customers too.
public struct ShareDifference: Sendable, Equatable, Codable {
  public var treatedShare: Double
  public var controlShare: Double
  /// Control less treated: above zero where contacts helped.
  public var difference: Double
  public var interval: Interval

  enum CodingKeys: String, CodingKey {
    case difference, interval
    case treatedShare = "treated_share"
    case controlShare = "control_share"
  }

  /// Nil where one of the groups is empty.
  public init?(treatedEvents: Int, treated: Int, controlEvents: Int, control: Int) {
    guard let first = Interval.wilson(successes: Double(treatedEvents), of: Double(treated)),
      let second = Interval.wilson(successes: Double(controlEvents), of: Double(control))
    else { return nil }
    treatedShare = Double(treatedEvents) / Double(treated)
    controlShare = Double(controlEvents) / Double(control)
    difference = controlShare - treatedShare
    func reach(_ one: Double, _ other: Double) -> Double { (one * one + other * other).squareRoot() }
    interval = Interval(
      lower: difference - reach(controlShare - second.lower, first.upper - treatedShare),
      upper: difference + reach(second.upper - controlShare, treatedShare - first.lower))
  }
}

import Calendar
import Configuration

/// Which snapshot months are trained on, which decide when to stop, and which are evaluated on.
///
/// Months are taken in order: the last one is evaluated on (out-of-time), the one before decides when to stop
/// (validation), all earlier ones are trained on. With two months there is no third to evaluate on, with one not even
/// a second; then ``caution`` says in plain words what the figures are worth.
public struct TimeSplit: Sendable, Equatable, Codable {
  public enum Caution: String, Sendable, Codable {
    /// The validation month also evaluates, so the figures are somewhat too good.
    case validationAlsoEvaluates = "validationAlsoJudges"
    /// Customers of one month are split at random, so nothing is known about other months.
    case customersSplitAtRandom
  }

  public let training: [Month]
  public let validation: [Month]
  public let outOfTime: [Month]
  public let caution: Caution?

  /// Splits the snapshot months with known outcomes.
  public init(snapshots: [Month]) {
    let months = snapshots.sorted()
    switch months.count {
    case 0, 1:
      (training, validation, outOfTime, caution) = (months, [], [], .customersSplitAtRandom)
    case 2:
      (training, validation, outOfTime, caution) = ([months[0]], [months[1]], [], .validationAlsoEvaluates)
    default:
      training = Array(months.dropLast(2))
      validation = [months[months.count - 2]]
      outOfTime = [months[months.count - 1]]
      caution = nil
    }
  }

  /// The months that figures are given for.
  public var evaluated: [Month] {
    outOfTime.isEmpty ? (validation.isEmpty ? training : validation) : outOfTime
  }
}

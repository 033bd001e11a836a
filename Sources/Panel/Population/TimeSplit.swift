import Calendar
import Configuration

/// Which snapshot months are trained on, which decide when to stop, and which are evaluated on.
///
/// Months are taken in order: the last one is evaluated on (out-of-time), the one before decides when to stop
/// (validation), all earlier ones are trained on. With two months there is no third to evaluate on, with one not even
/// a second; then ``caution`` says in plain words what the figures are worth.
///
/// The first month of a panel has no month before it, so that variables of change are empty there. A model of that month
/// alone says little of what the final one, which knows change from the later months, will do. Where it would be the only
/// month to train on, the next one is trained on as well, and a quarter of its customers decides when to stop.
public struct TimeSplit: Sendable, Equatable, Codable {
  public enum Caution: String, Sendable, Codable {
    /// The validation month also evaluates, so the figures are somewhat too good.
    case validationAlsoEvaluates = "validationAlsoJudges"
    /// Customers of one month are split at random, so nothing is known about other months.
    case customersSplitAtRandom
    /// The same of the only month that has one before it; the first month is trained on besides.
    case customersWithHistorySplitAtRandom
  }

  public let training: [Month]
  public let validation: [Month]
  public let outOfTime: [Month]
  public let caution: Caution?

  /// Splits the snapshot months with known outcomes.
  ///
  /// - Parameters:
  ///   - firstMonth: the first month of the panel, where variables look back from a snapshot; nil: they do not.
  public init(snapshots: [Month], firstMonth: Month? = nil) {
    let months = snapshots.sorted()
    let lacksHistory = months.first != nil && months.first == firstMonth
    switch months.count {
    case 0, 1:
      (training, validation, outOfTime, caution) = (months, [], [], .customersSplitAtRandom)
    case 2 where lacksHistory:
      (training, validation, outOfTime) = (months, [months[1]], [])
      caution = .customersWithHistorySplitAtRandom
    case 2:
      (training, validation, outOfTime, caution) = ([months[0]], [months[1]], [], .validationAlsoEvaluates)
    case 3 where lacksHistory:
      (training, validation, outOfTime, caution) = ([months[0], months[1]], [months[1]], [months[2]], nil)
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

  /// Whether a quarter of the customers of ``validation``, or of the only month, decides when to stop, and is not trained on
  /// in any month.
  public var holdsOutCustomers: Bool { training.last == (validation.last ?? training.last) }

  /// Whether that quarter is evaluated on as well.
  public var evaluatesHeldOut: Bool { holdsOutCustomers && outOfTime.isEmpty }
}

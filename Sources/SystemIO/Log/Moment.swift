import Calendar
import Glibc

/// A moment, as logs and records name it: in UTC, to the millisecond, so that nothing of the machine shows.
public struct Moment: Sendable, Equatable, CustomStringConvertible {
  /// Milliseconds since 1970 began, by the system's clock.
  public let milliseconds: Int
  /// Seconds on a clock that nobody sets, so that no duration is below zero.
  private let steady: Double

  public init(milliseconds: Int, steady: Double) { (self.milliseconds, self.steady) = (milliseconds, steady) }

  /// The moment it is asked for.
  public static func now() -> Moment {
    let (wall, steady) = (time(of: CLOCK_REALTIME), time(of: CLOCK_MONOTONIC))
    return Moment(
      milliseconds: wall.tv_sec * 1000 + wall.tv_nsec / 1_000_000,
      steady: Double(steady.tv_sec) + Double(steady.tv_nsec) * 1e-9)
  }

  /// Seconds that have gone by since another moment of the same run, to the millisecond.
  public func seconds(since earlier: Moment) -> Double {
    ((steady - earlier.steady) * 1000).rounded() / 1000
  }

  /// Such as `2024-12-03T04:05:06.789Z`.
  public var description: String {
    let millisecondsADay = 86_400_000
    let (day, rest) = Self.divide(milliseconds, by: millisecondsADay)
    func digits(_ value: Int, _ count: Int) -> String {
      let text = "\(value)"
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    let (hour, minute, second) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60)
    return "\(CalendarDay(daysSince1970: day))T\(digits(hour, 2)):\(digits(minute, 2)):\(digits(second, 2))"
      + ".\(digits(rest % 1000, 3))Z"
  }

  /// Quotient and remainder, the latter never below zero.
  private static func divide(_ value: Int, by divisor: Int) -> (Int, Int) {
    let remainder = (value % divisor + divisor) % divisor
    return ((value - remainder) / divisor, remainder)
  }

  private static func time(of clock: clockid_t) -> timespec {
    var time = timespec()
    clock_gettime(clock, &time)
    return time
  }
}

/// When a run began, when its record was written, and how long that took.
///
/// It stands in a record as a key of its own, `run`: all else in a record is the same for the same run.
public struct RunTimes: Sendable, Equatable, Codable {
  public var start: String
  public var end: String
  public var seconds: Double

  public init(from start: Moment, to end: Moment) {
    (self.start, self.end) = (start.description, end.description)
    seconds = end.seconds(since: start)
  }
}

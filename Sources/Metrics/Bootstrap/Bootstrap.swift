import Parallel

/// Draws customers with replacement, over and over, to see how much figures depend on who happened to be there.
///
/// A round draws as many customers as there are, and each comes with all of its rows as often as it was drawn
/// (B. Efron 1979; by customer, because the months of one customer are no independent witnesses). Rows are ranked once;
/// a round only counts how often each customer was drawn and walks along the ranks. Rounds are independent of each
/// other and their random numbers depend on the seed and the round alone, so figures are the same for any number of
/// threads.
public struct Bootstrap: Sendable {
  public let rounds: Int
  public let seed: UInt64
  public let team: ThreadTeam

  /// Rounds that reports use.
  public static let standardRounds = 200

  public init(rounds: Int = Bootstrap.standardRounds, seed: UInt64, team: ThreadTeam) {
    precondition(rounds > 0, "A bootstrap has at least one round.")
    self.rounds = rounds
    self.seed = seed
    self.team = team
  }

  /// Counts how often each customer is drawn in a round.
  ///
  /// Whole numbers below the count by D. Lemire's method (2019), two of 32 bits from each random number. That a
  /// customer is drawn more than 255 times of as many draws as there are customers has a chance below 10⁻⁵⁰⁰.
  func draw(_ round: Int, into counts: SharedBuffer<UInt8>) {
    let count = counts.count
    counts.fill(with: 0)
    guard count > 0 else { return }
    var stream = RandomStream(seed: seed, stream: UInt64(round))
    let bound = UInt64(count)
    let unfair = (1 << 32) % bound
    var left = count
    while left > 0 {
      let bits = stream.next()
      let (low, high) = ((bits & 0xFFFF_FFFF) * bound, (bits >> 32) * bound)
      if low & 0xFFFF_FFFF >= unfair {
        counts[Int(truncatingIfNeeded: low >> 32)] &+= 1
        left -= 1
      }
      if left > 0, high & 0xFFFF_FFFF >= unfair {
        counts[Int(truncatingIfNeeded: high >> 32)] &+= 1
        left -= 1
      }
    }
  }
}

/// What a customer is about to do, unknown to the bank.
struct Intention: Equatable {
  enum Kind: Equatable {
    case none
    /// Moves money to own accounts elsewhere.
    case movingAway
    /// Uses the bank less and less.
    case fading
    /// Spends or moves more than comes in, month after month.
    case runningDown
    /// Gathers money for a great expense.
    case gathering
    /// Has taken a large part already and will take the rest, for the cause given.
    case departing(LossCause)
  }

  var kind = Kind.none
  /// Months in which the intention has been visible; 0 where none has passed yet.
  var months = 0

  static let none = Intention()
}

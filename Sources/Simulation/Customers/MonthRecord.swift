/// What the panel says of a customer and month; amounts in cents.
struct MonthRecord {
  var isPresent = false
  var demand = 0
  var time = 0
  var wealth = 0
  var loan = 0
  var transferIn = 0
  var transferOut = 0
  var ownTransferOut = 0
  var timeMaturing = 0
  var wealthMaturing = 0
  var productCount = 0
  var hasPayroll = false
  var mobileLogins = 0
  var serviceGrade = 0

  /// `A(t)`.
  var assets: Int { isPresent ? demand + time + wealth : 0 }
}

/// What a month brought a customer, for `truth.csv`.
struct MonthFate {
  /// Chance, before the month began, that a loss would strike in it.
  var probability = 0.0
  /// What struck, or nil.
  var cause: LossCause?
}

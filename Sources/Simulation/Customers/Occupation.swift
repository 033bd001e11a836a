/// What a customer does, and how money comes to them.
struct Occupation: Sendable {
  /// How money comes in and goes out over the year.
  enum Livelihood: Sendable {
    /// A salary every month.
    case salaried
    /// A pension every month.
    case retired
    /// Money when it comes.
    case free
    /// A shop or small firm: receipts before the new year, bills at the new year.
    case trading
    /// Crops: money in autumn, seed and fertiliser in spring.
    case growing
    /// Livestock: sold before the new year, restocked in spring.
    case livestock
  }

  let name: [UInt8]
  let livelihood: Livelihood
  /// How common it is among customers who neither farm nor are retired.
  let weight: Double
  /// Yuan a month for a customer with assets of 200,000.
  let income: Double

  init(_ name: String, _ livelihood: Livelihood, weight: Double = 0, income: Double) {
    self.name = Array(name.utf8)
    self.livelihood = livelihood
    self.weight = weight
    self.income = income
  }

  static let working = [
    Occupation("企业职员", .salaried, weight: 0.36, income: 9000),
    Occupation("公务员", .salaried, weight: 0.09, income: 9500),
    Occupation("教师", .salaried, weight: 0.09, income: 8500),
    Occupation("医生", .salaried, weight: 0.04, income: 13_000),
    Occupation("工人", .salaried, weight: 0.16, income: 6500),
    Occupation("自由职业", .free, weight: 0.09, income: 7000),
    Occupation("个体工商户", .trading, weight: 0.11, income: 11_000),
    Occupation("小微企业主", .trading, weight: 0.06, income: 20_000),
  ]
  static let pensioner = Occupation("退休", .retired, income: 4500)
  static let grower = Occupation("种植户", .growing, income: 1500)
  static let stockFarmer = Occupation("养殖户", .livestock, income: 1800)
}

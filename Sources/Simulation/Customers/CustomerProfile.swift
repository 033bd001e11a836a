import Parallel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Who a customer is: all that stays as it is over the months.
struct CustomerProfile: Sendable {
  /// From 1.
  let number: Int
  let household: Household
  let isMale: Bool
  /// Month of birth, as a ``Month`` index.
  let birth: Int
  let occupation: Occupation
  /// Month of the first account, from the panel's first month; below zero: before it.
  let opened: Int
  let openingDay: Int
  /// Assets at the beginning.
  let wealth: Double
  /// Yuan a month, before the season.
  let income: Double
  /// Share of the income that is saved.
  let savingShare: Double
  /// Share of the assets that is kept on demand.
  let demandShare: Double
  /// Share of the money put away that goes to time deposits, the rest to wealth products.
  let timePreference: Double
  let timeTerm: Int
  let wealthTerm: Int
  /// 0 to 1: how readily the customer follows better rates.
  let rateSensitivity: Double
  /// 0 to 1: how little ties the customer to the bank.
  let detachment: Double
  /// Logins in a usual month.
  let loginRate: Double
  /// Cards, insurance and other products besides the balances.
  let furtherProducts: Int
  let startsWithPayroll: Bool
  /// Brings money for the quarter's end, asked by the manager.
  let visitsAtQuarterEnd: Bool
  /// Share of assets sent to own accounts elsewhere every month, and fetched back: a habit without meaning.
  let habitualOwnTransfer: Double
  /// Standard deviation of the demand balance's monthly average against what the flows explain.
  let demandNoise: Double
  let startingLoan: Double
  /// Raised above the composite grade by hand.
  let isRaisedByHand: Bool
}

extension CustomerProfile {
  /// What all customers' profiles are drawn from.
  struct Source: Sendable {
    let options: SimulationOptions
    let network: BranchNetwork
    /// Mean of the logarithm of the wealth.
    let logMedian: Double
    /// Chance of a customer to enter in any one month.
    let entryRate: Double

    static let logDeviation = 1.15

    init(options: SimulationOptions) {
      self.options = options
      network = BranchNetwork(customers: options.customers)
      // At any time a part of the customers' money is elsewhere or spent. The figure is measured: with it the share
      // above the floor lies within three points of what was asked in the first year and falls slowly afterwards.
      let absentMoney = 0.36
      logMedian = log(200_000) + Source.logDeviation * normalQuantile(options.aboveFloorShare) + absentMoney
      entryRate = min(0.008, 0.5 / Double(options.months + Market.monthsBefore))
    }
  }

  /// Draws the customer `number` (from 1) from the customer's own stream.
  init(number: Int, source: Source, random: inout RandomStream) {
    let options = source.options
    self.number = number
    household = Household(customer: number - 1, options: options, network: source.network)
    isMale = household.isCouple && (number - 1) % 2 == 1 ? !household.firstIsMale : household.firstIsMale
    let years = min(88, max(18, household.age + (household.isCouple ? 2.5 * random.normal() : 0)))
    birth = options.firstMonth.index - Int(years * 12)

    let farms = random.chance(options.farmShare)
    let draw = random.uniform()
    if farms {
      occupation = draw < 0.65 ? .grower : .stockFarmer
    } else if years >= (isMale ? 60 : 55) && draw < 0.85 {
      occupation = .pensioner
    } else {
      occupation = Occupation.drawn(at: random.uniform())
    }
    let livelihood = occupation.livelihood

    let entry = Int(random.uniform() / source.entryRate)
    let monthsOfEntry = options.months - 1 + Market.monthsBefore
    if entry < monthsOfEntry {
      opened = entry - Market.monthsBefore + 1
    } else {
      opened = -Market.monthsBefore - random.below(min(240, max(12, Int(years - 17) * 12)))
    }
    openingDay = 1 + random.below(entry < monthsOfEntry ? 5 : 28)

    let deviate = household.isCouple ? 0.75 * household.wealth + 0.66 * random.normal() : household.wealth
    wealth = max(500, exp(source.logMedian + Source.logDeviation * deviate))
    income = occupation.income * pow(wealth / 200_000, 0.35) * exp(0.3 * random.normal())
    savingShare = random.uniform(0.02..<0.22)

    let keepsOnDemand = random.chance(livelihood == .trading ? 0.3 : 0.07)
    demandShare = keepsOnDemand ? random.uniform(0.45..<0.8) : random.uniform(0.06..<0.3)
    timePreference = min(1, max(0, 0.32 + 0.011 * (years - 40) + 0.3 * random.normal()))
    timeTerm = [3, 6, 12, 12, 24, 36][random.below(6)]
    wealthTerm = [2, 3, 6, 6, 12][random.below(5)]

    let readiness = random.uniform()
    rateSensitivity = readiness * readiness
    detachment = random.uniform()
    let youth = min(1, max(0.05, (85 - years) / 45))
    loginRate = (0.3 + 14 * youth) * exp(0.6 * random.normal()) * (1 + 0.5 * rateSensitivity)
    furtherProducts = random.below(3) + (random.chance(1 - detachment) ? 1 : 0)
    startsWithPayroll =
      (livelihood == .salaried || livelihood == .retired) && random.chance(0.75 - 0.4 * detachment)
    visitsAtQuarterEnd = random.chance(0.025)
    habitualOwnTransfer = random.chance(0.2) ? random.uniform(0.005..<0.035) : 0
    demandNoise = livelihood == .trading ? 0.07 : random.uniform(0.02..<0.06)
    startingLoan =
      random.chance(years < 60 ? 0.22 : 0.04)
      ? wealth * random.uniform(0.2..<1.2) * random.uniform(0.3..<1) : 0
    isRaisedByHand = random.chance(0.03)
  }
}

extension Occupation {
  /// The working occupation at a point from 0 to 1 of the weights.
  static func drawn(at point: Double) -> Occupation {
    var rest = point
    for occupation in working {
      rest -= occupation.weight
      if rest < 0 { return occupation }
    }
    return working[0]
  }
}

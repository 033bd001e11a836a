import Calendar
import Configuration
import Parallel

/// The text of one block of customers: a buffer for each month, and one for the truth.
///
/// Filled by one thread, then read by others; never both at once.
final class BlockText: @unchecked Sendable {
  let months: [TextBuffer]
  let truth = TextBuffer()
  private(set) var rowCount = 0

  init(months: Int) { self.months = (0..<months).map { _ in TextBuffer() } }

  /// Lives the customers of a block and writes their rows.
  func fill(customers: ClosedRange<Int>, plan: SimulationPlan) {
    for month in months { month.removeAll() }
    truth.removeAll()
    rowCount = 0
    for number in customers { append(customer: number, plan: plan) }
  }

  private func append(customer number: Int, plan: SimulationPlan) {
    let options = plan.options
    var random = RandomStream(seed: options.seed, stream: UInt64(number))
    let profile = CustomerProfile(number: number, source: plan.source, random: &random)
    let dirt = DirtyCells(
      dirtyShare: options.dirtyShare, unreadableShare: options.unreadableShare,
      random: RandomStream(seed: options.seed, stream: RandomStream.dirt + UInt64(number)))
    var rows = RowWriter(profile: profile, first: options.firstMonth, extended: options.extended, dirt: dirt)
    var life = CustomerLife(profile: profile, market: plan.market, random: random)
    while life.month + 1 < options.months {
      let wasShown = life.month >= 0 && life.record.isPresent
      var fate = MonthFate()
      if life.entersNext { life.enter() } else { fate = life.liveMonth() }
      let month = life.month
      if month < 0 { continue }
      if !life.isGone {
        rows.append(
          life.record, of: options.firstMonth + month, monthText: plan.monthTexts[month], to: months[month])
        rowCount += 1
      }
      if wasShown && options.truth
        && (fate.cause != nil || fate.probability >= SimulationPlan.leastProbability)
      {
        rows.append(fate, monthText: plan.monthTexts[month], to: truth)
      }
      if life.isGone { return }
    }
  }
}

import Calendar
import Configuration
import SystemIO

/// Tables beside the lists: who each customer is (360° profile), a column per group, and the white list of offers.
struct ProfileTable {
  /// Names of all groups, in the order of the configuration.
  let groups: [String]
  let language: Language
  let byteOrderMark: Bool

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  private func writer(_ sink: some ByteSink) throws(FileError) -> CSVWriter {
    CSVWriter(
      to: sink, neutralisesFormulas: true, byteOrderMark: byteOrderMark,
      lineEnd: byteOrderMark ? .returnAndNewline : .newline)
  }

  /// A row per customer; a group's cell is 1 where the customer is in it, else 0.
  func write(_ entries: [LossEntry], to sink: some ByteSink) throws(FileError) {
    let writer = try writer(sink)
    try writer.row(
      [
        say("客户号", "Customer"), say("层级", "Tier"), say("综合等级", "Composite grade"),
        say("服务等级", "Service grade"), say("客户象限", "Quadrant"), say("临界层级", "Near tier"),
        say("关系阶段", "Stage"), say("人生阶段", "Stage of life"), say("沉睡", "Dormant"), say("家庭", "Household"),
      ] + groups)
    for entry in entries {
      for text in [
        entry.customer, entry.tier, entry.compositeGrade, entry.serviceGrade,
        entry.quadrant?.name(in: language), entry.nearTier?.name, entry.stage?.name(in: language),
        entry.lifeStage?.name(in: language), entry.isDormant.map { $0 ? say("是", "yes") : say("否", "no") },
        entry.household?.id,
      ] { writer.text(text ?? "") }
      let members = Set(entry.groups)
      for group in groups { writer.number(members.contains(group) ? "1" : "0") }
      try writer.endRow()
    }
  }

  /// The white list: customer, offer, what it costs with the contact, and what it is expected to keep.
  func writeOffers(_ entries: [LossEntry], to sink: some ByteSink) throws(FileError) {
    let writer = try writer(sink)
    try writer.row([
      say("客户号", "Customer"), say("可用优惠", "Offer"), say("成本（元）", "Cost"),
      say("预计留存（元）", "Expected money kept"), say("最晚日期", "Until"), say("客户经理", "Manager"),
    ])
    for entry in entries {
      guard let action = entry.action else { continue }
      writer.text(entry.customer)
      writer.text(action.offer ?? "")
      writer.decimal(action.cost, places: 2)
      writer.decimal(action.expectedMoneyKept, places: 2)
      writer.number(action.latest?.description ?? "")
      writer.text(entry.manager ?? "")
      try writer.endRow()
    }
  }
}

import Configuration
import SystemIO

/// The bank's list for systems: one JSON object, its customers one to a line.
///
/// `{"record": …, "customers": [{…}, …]}`, key by key as `churn model schema list` says. Keys are stable and the same in both
/// languages; a key is left out where nothing is known. Numbers are written in the shortest form that reads back as the same
/// number.
struct ListJSON {
  /// Writes the object.
  ///
  /// - Parameter record: the JSON of the run's record.
  static func write(_ entries: some Sequence<RankedEntry>, record: [UInt8], to sink: some ByteSink)
    throws(FileError)
  {
    try sink.write(Array(#"{"record": "#.utf8))
    try sink.write(record.last == UInt8(ascii: "\n") ? record.dropLast() : record)
    try sink.write(Array(",\n\"customers\": [".utf8))
    var (line, isFirst) = ([UInt8](), true)
    for entry in entries {
      line.removeAll(keepingCapacity: true)
      line += Array((isFirst ? "\n" : ",\n").utf8)
      isFirst = false
      var object = JSONObjectBytes(bytes: line)
      Self.fill(&object, with: entry)
      line = object.closed()
      try sink.write(line)
    }
    try sink.write(Array("\n]}\n".utf8))
  }

  private static func fill(_ object: inout JSONObjectBytes, with ranked: RankedEntry) {
    object.add("rank", Double(ranked.rank))
    fill(&object, with: ranked.entry)
  }

  static func fill(_ object: inout JSONObjectBytes, with entry: LossEntry) {
    object.add("customer_id", entry.customer)
    object.add("month", entry.monthAtRisk?.description)
    object.add("probability", entry.probability)
    object.add("expected_loss", entry.expectedLoss)
    object.add("assets", entry.assets)
    object.add("tier", entry.tier)
    object.add("reasons", entry.reasons) { item, reason in
      item.add("cause", reason.cause.name)
      item.add("contribution", reason.contribution)
      item.add("text", reason.text)
    }
    object.add("branch", entry.branch)
    object.add("manager", entry.manager)
    object.add("control", entry.isControl)
    object.add("action", entry.action) { item, action in
      item.add("id", action.id)
      item.add("text", action.text)
      item.add("channel", action.channel)
      item.add("latest", action.latest?.description)
      item.add("offer", action.offer)
      item.add("cost", action.cost)
      item.add("expected_money_kept", action.expectedMoneyKept)
    }
    object.add("quadrant", entry.quadrant?.rawValue)
    object.add("composite_grade", entry.compositeGrade)
    object.add("service_grade", entry.serviceGrade)
    object.add("near_tier", entry.nearTier) { item, near in
      item.add("name", near.name)
      item.add("missing", near.missing)
    }
    if !entry.groups.isEmpty { object.add("groups", texts: entry.groups) }
    object.add("stage", entry.stage?.rawValue)
    object.add("life_stage", entry.lifeStage?.rawValue)
    object.add("dormant", entry.isDormant)
    object.add("household", entry.household) { item, household in
      item.add("id", household.id)
      item.add("members", Double(household.members))
      item.add("assets", household.assets)
      item.add("expected_loss", household.expectedLoss)
      item.add("tier", household.tier)
    }
  }
}

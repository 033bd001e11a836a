import SystemIO

extension CustomerExplanation {
  /// The explanation as UTF-8 bytes of JSON, key by key as `churn model schema explanation` says; `entry` is the customer's
  /// object of a list's JSON, see ``ListJSON``.
  public func json() -> [UInt8] {
    var object = JSONObjectBytes(bytes: [])
    object.add("program", program)
    object.add("model", model)
    object.add("customer", customer)
    object.add("snapshot_month", snapshot?.description)
    object.add("month_at_risk", monthAtRisk?.description)
    object.add("scored", Double(scored))
    object.add("rank", rank.map(Double.init))
    object.add("listing", listing, fill)
    object.add("entry", entry) { ListJSON.fill(&$0, with: $1) }
    object.add("score", score) { item, score in
      item.add("base", score.base)
      item.add("margin", score.margin)
      item.add("probability", score.probability)
      item.add("causes", score.groups, Self.fill)
    }
    object.add("history", history) { item, history in
      item.add("months", texts: history.months.map(\.description))
      item.add("columns", history.rows) { column, row in
        column.add("column", row.column)
        column.add("title", row.title)
        column.add("values", numbers: row.values)
      }
    }
    for (key, texts) in [("facts", facts), ("rules", rules)] as [(StaticString, [NamedText])] {
      object.add(key, texts) { item, text in
        item.add("name", text.name)
        item.add("text", text.text)
      }
    }
    object.add("similar", similar, fill)
    object.add("what_if", whatIf, Self.fill)
    return object.closed() + [UInt8(ascii: "\n")]
  }

  private func fill(_ item: inout JSONObjectBytes, _ listing: Listing) {
    switch listing {
    case .listed(let position, let all, let isControl):
      item.add("listed", true)
      item.add("position", Double(position))
      item.add("customers", Double(all))
      item.add("control", isControl)
    case .notListed(let reason, let all):
      item.add("listed", false)
      item.add("customers", Double(all))
      item.add("reason", reason.name)
    }
    item.add("text", listing.text(in: language))
  }

  private func fill(_ item: inout JSONObjectBytes, _ similar: SimilarCustomers) {
    item.add("month", similar.month?.description)
    item.add("customers", Double(similar.customers))
    item.add("losses", Double(similar.losses))
    item.add("probability_from", similar.from)
    item.add("probability_to", similar.to)
    item.add("interval_lower", similar.interval.lower)
    item.add("interval_upper", similar.interval.upper)
    item.add("trained_on", similar.areTrainedOn)
    item.add("text", similar.text(in: language))
  }

  private static func fill(_ item: inout JSONObjectBytes, _ group: ExplainedScore.Group) {
    item.add("cause", group.cause)
    item.add("title", group.title)
    item.add("contribution", group.contribution)
    item.add("variables", group.variables) { inner, variable in
      inner.add("name", variable.name)
      inner.add("meaning", variable.meaning)
      inner.add("value", variable.value)
      inner.add("text", variable.text)
      inner.add("contribution", variable.contribution)
    }
  }

  private static func fill(_ item: inout JSONObjectBytes, _ whatIf: WhatIf) {
    item.add("settings", whatIf.changes) { inner, change in
      inner.add("name", change.name)
      inner.add("value", change.value)
      inner.add("column", change.isColumn)
    }
    item.add("before", whatIf.before)
    item.add("after", whatIf.after)
    item.add("variables", whatIf.moved) { inner, moved in
      inner.add("name", moved.name)
      inner.add("meaning", moved.meaning)
      inner.add("from", moved.from)
      inner.add("to", moved.to)
      inner.add("contribution_before", moved.contributionBefore)
      inner.add("contribution_after", moved.contributionAfter)
    }
  }
}

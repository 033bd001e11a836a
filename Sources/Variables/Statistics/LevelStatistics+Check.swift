extension LevelStatistics {
  /// What makes the statistics impossible to look up, as a sentence; nil where nothing does.
  public var problem: String? {
    guard (0...1).contains(prior) else { return "the share of losses of an unseen level is \(prior)." }
    guard priorRows > 0, priorRows.isFinite else { return "it counts as \(priorRows) rows." }
    var names: Set<String> = []
    for column in columns {
      guard !column.name.isEmpty, names.insert(column.name).inserted else {
        return "the column “\(column.name)” stands twice or has no name."
      }
      // Codes are passed as Float32 in training, which holds every whole number up to here.
      if column.texts.count > 1 << 24 {
        return "“\(column.name)” has \(column.texts.count) levels, too many."
      }
      var seen: Set<String> = []
      if let twice = column.texts.first(where: { !seen.insert($0).inserted }) {
        return "the level “\(twice)” of “\(column.name)” stands twice."
      }
    }
    for (index, group) in groups.enumerated() {
      if let problem = problem(of: group) { return "group \(index): \(problem)" }
    }
    var taken: Set<[Int]> = []
    return groups.first { !taken.insert($0.columns).inserted }.map {
      "the columns \($0.columns.map { columns[$0].name }) are counted twice."
    }
  }

  private func problem(of group: Group) -> String? {
    guard (1...Self.mostColumns).contains(group.columns.count) else {
      return "\(group.columns.count) columns cannot be taken together."
    }
    guard group.columns.allSatisfy(columns.indices.contains),
      zip(group.columns, group.columns.dropFirst()).allSatisfy({ $0 < $1 })
    else { return "the columns \(group.columns) are not in rising order, or there are no such." }
    guard let strides = strides(of: group.columns) else { return "its columns have too many levels." }
    guard group.rows.count == group.keys.count, group.losses.count == group.keys.count else {
      return
        "\(group.keys.count) levels have \(group.rows.count) numbers of rows and \(group.losses.count) of losses."
    }
    let end = strides[0] * columns[group.columns[0]].codeCount
    guard zip(group.keys, group.keys.dropFirst()).allSatisfy({ $0 < $1 }), group.keys.last ?? 0 < end else {
      return "its levels are not in rising order, or there are no such."
    }
    return zip(group.rows, group.losses).first { $0 == 0 || $1 > $0 }.map {
      "a level has \($0) rows and \($1) losses."
    }
  }
}

import Calendar
import Configuration
import Messages
import Parallel
import Tabular

/// Reads a bank's tables into a ``CustomerPanel``.
///
/// Two passes: the first finds who has which assets in which month, the second reads everything else of the customers
/// above the floor (see ``FirstPass`` and ``SecondPass``). Both read in parallel and give the same panel for any
/// number of threads and any order of rows.
public struct PanelReader: Sendable {
  public let configuration: BankConfiguration
  public let request: PanelRequest
  let sources: ColumnSources

  /// - Parameter sources: where the tables of the configuration are found: files, or anything else with columns.
  public init(configuration: BankConfiguration, request: PanelRequest, sources: ColumnSources = .files) {
    self.configuration = configuration
    self.request = request
    self.sources = sources
  }

  /// Reads the panel.
  ///
  /// - Throws: ``TableError`` or `FileError`, naming file, line and column.
  public func read(team: ThreadTeam, progress: ReadingProgress = .silent) throws -> CustomerPanel {
    let (layout, monthsOfTables) = try layout(team: team)
    let tables = layout.tables
    let memory = ReadingMemory()
    var first = FirstPass(
      tables: tables, configuration: configuration, cutOff: request.cutOff, team: team, progress: progress,
      memory: memory)
    try first.run()
    if request.snapshots != .survey, let error = first.faults.error(of: first.refused) { throw error }
    // Where no month can be read, there is nothing to describe but that.
    if first.slots.months.isEmpty, let error = first.faults.error(of: [.unreadableMonth], moreHint: "") {
      throw error
    }
    let present = monthsOfTables.held.union(first.slots.months)
    let months = try PanelMonths(
      in: present, tables: tables, configuration: configuration, request: request)
    let membership =
      request.snapshots == .survey
      ? nil
      : Membership(
        first, request, snapshots: months.snapshots, configuration: configuration, team: team)
    if let membership, membership.keys.isEmpty {
      throw nobody(in: months.snapshots)
    }
    let storage = PanelStorage(
      customers: membership?.kept.count ?? 0, months: months.count, numberTables: layout.numbers.map(\.table),
      texts: layout.texts.count, attributeNumbers: layout.attributeNumbers.count,
      attributeTexts: layout.attributeTexts.count)
    if let membership {
      fillAssets(storage, first: first, membership: membership, months: months, team: team)
    }
    let namedCustomers = try monthsOfTables.known(among: request.namedCustomers, besides: first, team: team)
    let census = Census(first, floor: configuration.floor, team: team)
    first.forgetCustomers()
    var second = SecondPass(
      tables: tables, configuration: configuration, team: team, progress: progress, memory: memory,
      membership: membership,
      slots: first.slots, firstMonth: months.first, monthCount: months.count, numbers: layout.numbers,
      texts: layout.texts,
      storage: storage, wantsDistribution: request.wantsDistributions)
    try second.run(ledgers: first.rows)
    if request.snapshots != .survey, let error = second.faults.error(of: first.refused) { throw error }
    let keys = membership?.keys ?? CustomerKeys([])
    var attributeReader = AttributeReader(
      tables: layout.attributeTables, configuration: configuration, layout: layout, storage: storage,
      keys: keys, team: team)
    let attributes = try attributeReader.read()
    let report = try cleaningReport(
      first: first, second: second, layout: layout, tables: tables, census: census, membership: membership,
      attributes: attributes, team: team)
    if request.snapshots != .survey { try JoinSummary.check(report.joins ?? []) }
    return CustomerPanel(
      customers: keys, firstMonth: months.first, monthCount: months.count,
      numberColumns: layout.numberColumns,
      textColumns: layout.textColumns.map(\.name), textLevels: second.dictionaries.map(\.levels),
      attributeNumbers: layout.attributeNumberColumns,
      attributeTexts: layout.attributeTextColumns.map(\.name),
      attributeLevels: attributes.levels, monthsPresent: present, snapshots: months.snapshots,
      namedCustomers: namedCustomers, columns: layout.columns, report: report, storage: storage)
  }

  /// Opens all tables and finds out which columns they have, and which months where these were asked for.
  private func layout(team: ThreadTeam) throws -> (PanelLayout, MonthsOfTables) {
    let joined = try JoinedTables(
      ColumnStatements(configuration), columns: nil, missing: configuration.missing,
      unreadable: configuration.unreadable,
      isSurvey: request.snapshots == .survey, sources: sources, team: team)
    var tables = try openTables(joined)
    let months = try leaveOutMonths(of: &tables, team: team)
    let layout = try PanelLayout(
      tables: tables, joined: joined, configuration: configuration, request: request, sources: sources,
      team: team)
    return (layout, months)
  }

  private func nobody(in snapshots: [Month]) -> TableError {
    let when = snapshots.map(\.description).joined(separator: ", ")
    let floor = configuration.floor.formattedPlainly
    let who =
      switch configuration.asked.kind {
      case .loss: "no customer has assets above the floor of \(floor) in \(when)"
      case .winBack: "no customer who was above the floor of \(floor) has left it in \(when)"
      case .rules: "no customer has a row in \(when)"
      }
    return TableError(
      message: "\(who); lower `floor:` in the configuration or check which columns `assets:` adds up.")
  }

  private func openTables(_ joined: JoinedTables) throws -> [PanelTable] {
    guard !configuration.panel.isEmpty else {
      throw TableError(
        asking:
          "no panel is given; name its files\(RunInput.panel.given(else: " in the request")) or under `panel:` in the configuration."
      )
    }
    guard configuration.panel.count <= 32 else {
      throw TableError(
        message: "the configuration names \(configuration.panel.count) tables; 32 can be joined.")
    }
    let statements = ColumnStatements(configuration)
    return try configuration.panel.map {
      try PanelTable($0, stating: statements, joined: joined, cutOff: request.cutOff, sources: sources)
    }
  }

  private func fillAssets(
    _ storage: PanelStorage, first: FirstPass, membership: Membership, months: PanelMonths, team: ThreadTeam
  ) {
    let slots = (0..<months.count).map { first.slots.slot(of: months.first + $0) }
    let (assets, kept) = (storage.assets.view, membership.kept.view)
    let sources = first.shards.map { shard in slots.map { $0.map(shard.assets) } }
    team.forEachRange(kept.count, grain: 16_384) { range, _ in
      for index in range {
        let (source, customer) = (sources[Int(kept[index].shard)], Int(kept[index].customer))
        for month in 0..<source.count {
          if let known = source[month] { assets[index * source.count + month] = known[customer] }
        }
      }
    }
  }
}

extension Double {
  /// Without a fraction where there is none.
  var formattedPlainly: String {
    self == rounded() && magnitude < 1e15 ? String(Int(self)) : description
  }
}

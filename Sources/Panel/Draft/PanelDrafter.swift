import Calendar
import Configuration
import Parallel
import SystemIO
import Tabular

/// Drafts a configuration from files that nothing is known of: which table each file belongs to, where the customer and the
/// month stand, and which columns are assets. It always gives a draft; what it has guessed it asks about.
public struct PanelDrafter {
  let configuration: BankConfiguration
  let sources: ColumnSources
  let team: ThreadTeam
  var questions: [DraftQuestion] = []

  /// - Parameter configuration: names the files, and what is known already.
  public init(configuration: BankConfiguration, sources: ColumnSources = .files, team: ThreadTeam) {
    (self.configuration, self.sources, self.team) = (configuration, sources, team)
  }

  /// Looks at the files' names and first rows.
  ///
  /// - Throws: where a file is not there or is no table.
  public mutating func draft() throws -> PanelDraft {
    questions = []
    var draft = configuration
    var known: [PanelSource] = []
    var tables: [DraftTable] = []
    for source in configuration.panel {
      switch source.origin {
      case .byMonth: known.append(source)
      case .patterns(let patterns):
        var paths: [String] = []
        for pattern in patterns {
          for path in try sources.find(pattern) where !paths.contains(path) { paths.append(path) }
        }
        tables += try self.tables(of: paths, from: source)
      }
    }
    // Files without a month beside others with one are tables of customers.
    let attributes = tables.contains { !$0.isWithoutMonth } ? tables.filter(\.isWithoutMonth) : []
    var panel = tables.filter { table in !attributes.contains { $0.paths == table.paths } }
    var customers = attributes
    nameApart(&panel, &customers)
    let assets = chooseAssets(&panel, draft: &draft)
    if !customers.isEmpty { questions.append(.withoutMonth(customers.flatMap(\.paths))) }
    draft.panel = known + panel.map { source($0) }
    draft.attributes += customers.map { table in
      var source = AttributeSource(files: patterns(of: table))
      (source.customer, source.columns) = (name(table.customer, unless: "customer_id"), table.columns)
      return source
    }
    if !assets.isEmpty { draft.assets = assets }
    return PanelDraft(configuration: draft, questions: questions)
  }

  /// Files with the same columns make a table; with and without a month they make two.
  private mutating func tables(of paths: [String], from source: PanelSource) throws -> [DraftTable] {
    var tables: [DraftTable] = []
    for path in paths {
      let names = try sources.open(path).columnNames
      let month = PathMonth(path: path)
      let hasMonth = month.month != nil || month.monthOfYear != nil
      if let index = tables.firstIndex(where: {
        Set($0.sample.columns.map(\.name)) == Set(names) && ($0.month != nil || $0.isWithoutMonth != hasMonth)
      }) {
        tables[index].paths.append(path)
        tables[index].months.append(month)
        continue
      }
      let sample = try FileSample(path: path, missing: configuration.missing, sources: sources, team: team)
      let columnOfMonth = source.month ?? self.month(in: sample, isInPath: month.month != nil)
      let customer = source.customer ?? self.customer(in: sample, month: columnOfMonth)
      let table = DraftTable(
        paths: [path], sample: sample, months: [month], customer: customer, month: columnOfMonth,
        said: source, columns: source.columns)
      checkRows(of: table)
      tables.append(table)
    }
    return tables
  }

  /// The column of months: one that is called so, or else one of which all cells are months.
  private func month(in sample: FileSample, isInPath: Bool) -> String? {
    // A row's month is written in one way; days on which something happened are many.
    let months = sample.columns.filter {
      $0.filled == sample.rows && $0.months == $0.filled && $0.different == $0.differentMonths
    }
    // A column of our own name is the month's whatever it holds: that it cannot be read is told.
    if let named = sample.columns.first(where: { HeaderWords($0.name).canonical == "month" })
      ?? months.first(where: { HeaderWords($0.name).mayBeMonth })
    {
      return named.name
    }
    return isInPath ? nil : months.first { HeaderWords($0.name).canonical == nil && !$0.holdsNumbers }?.name
  }

  private mutating func customer(in sample: FileSample, month: String?) -> String {
    let candidates = sample.columns.filter { $0.name != month && !$0.name.isEmpty }
    if let named = candidates.first(where: { HeaderWords($0.name).canonical == "customer_id" })
      ?? candidates.first(where: { HeaderWords($0.name).mayBeCustomer })
    {
      return named.name
    }
    // Keys differ; of columns that differ as much the first one is it.
    let keys = candidates.filter { $0.filled == sample.rows && HeaderWords($0.name).role == nil }
    let most = keys.map(\.different).max() ?? 0
    let found = keys.first { 100 * $0.different >= 95 * most } ?? candidates.first
    let name = found?.name ?? ""
    questions.append(.customerGuessed(name))
    return name
  }

  private mutating func checkRows(of table: DraftTable) {
    let names = [table.customer] + [table.month].compactMap { $0 }
    if table.sample.repeats(names.compactMap(table.sample.column)) {
      questions.append(.severalRows(file: table.sample.path))
    }
    let stems = Dictionary(grouping: table.others.map(\.name)) { name in name.filter { !$0.isNumber } }
    let sideBySide = stems.values.filter { names in
      names.count > 1 && names.allSatisfy { PathMonth(path: $0).month != nil }
    }
    if let first = sideBySide.min(by: { $0[0] < $1[0] }) { questions.append(.monthsSideBySide(first)) }
  }

  /// A panel's table as the configuration has it.
  private mutating func source(_ table: DraftTable) -> PanelSource {
    var source = table.said
    source.files = .patterns(patterns(of: table))
    source.customer = name(table.customer, unless: "customer_id")
    source.columns = table.columns
    if let month = table.month {
      source.month = name(month, unless: "month")
    } else {
      source.files = filesByMonth(table)
    }
    return source
  }

  /// The table's files in words that next month's file fits too: the patterns that were given, or one of the files' common
  /// letters; only where neither fits just these files, the files one by one.
  private func patterns(of table: DraftTable) -> [String] {
    let paths = Set(table.paths)
    func fit(_ patterns: [String]) -> Bool {
      let found = patterns.map { (try? sources.find($0)) ?? [] }
      return found.allSatisfy { !$0.isEmpty } && Set(found.joined()) == paths
    }
    if case .patterns(let said) = table.said.files {
      let own = said.filter { pattern in ((try? sources.find(pattern)) ?? []).contains(where: paths.contains)
      }
      if fit(own) { return own }
    }
    guard table.paths.count > 1 else { return table.paths }
    let (beginning, ending) = commonEnds(of: table.paths)
    // What the months have in common, such as the year, next year's file need not have.
    let name = beginning.lastIndex(of: "/").map { beginning.index(after: $0) } ?? beginning.startIndex
    let own = beginning[name...]
    let letters = own.reversed().drop { $0.isNumber || "-_.".contains($0) }.count
    let separator = own.dropFirst(letters).prefix(1).filter { !$0.isNumber }
    let common = beginning[..<name] + own.prefix(letters) + separator + "*" + ending
    return fit([String(common)]) ? [String(common)] : table.paths
  }

  /// What a column is called, where that has to be said.
  private func name(_ column: String, unless canonical: String) -> String? {
    ColumnNames.canonical(for: column) == canonical ? nil : column
  }

  private mutating func filesByMonth(_ table: DraftTable) -> PanelFiles {
    var year: Int?
    var byMonth: [Month: [String]] = [:]
    let assumed = 2000
    for (index, (path, month)) in zip(table.paths, table.months).enumerated() {
      if let whole = month.month {
        byMonth[whole, default: []].append(path)
        if month.monthOfYear == whole.monthOfYear { year = year ?? month.year }
      } else {
        let number = month.monthOfYear ?? index % 12 + 1
        let found = Month(year: assumed, month: number) ?? Month(index: assumed * 12)
        byMonth[month.monthOfYear == nil ? found + 12 * (index / 12) : found, default: []].append(path)
        questions.append(
          month.monthOfYear == nil ? .monthAssumed(file: path, found) : .yearAssumed(assumed, isInPath: false)
        )
      }
    }
    if let year { questions.append(.yearAssumed(year, isInPath: true)) }
    questions = questions.enumerated().filter { index, question in !questions[..<index].contains(question) }
      .map(\.element)
    return .byMonth(byMonth.mapValues { pattern(of: $0) })
  }

  /// One name for the files of a month.
  private func pattern(of paths: [String]) -> String {
    guard paths.count > 1 else { return paths.first ?? "" }
    let (beginning, ending) = commonEnds(of: paths)
    return beginning + "*" + ending
  }

  /// What paths begin and end with alike, the one not reaching into the other.
  private func commonEnds(of paths: [String]) -> (String, String) {
    let beginning = paths.dropFirst().reduce(paths[0]) { $0.commonPrefix(with: $1) }
    let reversed = paths.map { String($0.dropFirst(beginning.count).reversed()) }
    let ending = reversed.dropFirst().reduce(reversed[0]) { $0.commonPrefix(with: $1) }
    return (beginning, String(ending.reversed()))
  }

  /// Gives columns of the same name in several tables names of their own.
  private mutating func nameApart(_ panel: inout [DraftTable], _ customers: inout [DraftTable]) {
    var taken: Set<String> = []
    var renamed: [String: String] = [:]
    func apart(_ table: inout DraftTable) {
      for column in table.others {
        let ours =
          table.columns.first { $0.value == column.name }?.key
          ?? ColumnNames.canonical(for: column.name) ?? column.name
        if taken.insert(ours).inserted { continue }
        let stem = String(
          FilePath.name(of: table.sample.path).prefix { $0 != "." }.filter { $0.isLetter || $0 == "_" })
        var name = "\(stem)_\(column.name)"
        while !taken.insert(name).inserted { name += "_" }
        table.columns[name] = column.name
        renamed[name] = column.name
      }
    }
    for index in panel.indices { apart(&panel[index]) }
    for index in customers.indices { apart(&customers[index]) }
    if !renamed.isEmpty { questions.append(.renamed(renamed)) }
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}

import Calendar
import Configuration
import Panel
import SystemIO
import Tabular

/// The files that a configuration's rules of lists name: who is never listed, and who was on a list lately.
///
/// They are read before the panel, which then tells whether it knows the customers that they name
/// (`PanelRequest.namedCustomers`): a file whose keys are written in another way would keep nobody off the list.
public struct ListFiles: Sendable {
  private let never: [NamedCustomers]
  private let lately: [(list: NamedCustomers, past: PastList)]
  private let rule: ListDefinition.CoolingOff
  /// Patterns of earlier lists that fit no file.
  private let emptyPatterns: [String]

  /// Reads the files.
  ///
  /// - Parameter readsEarlierLists: whether the list is one of those that customers are left in peace after.
  /// - Throws: ``ListRuleError`` with a sentence for each file that cannot be used.
  public init(_ definition: ListDefinition, readsEarlierLists: Bool = true) throws {
    var problems: [String] = []
    func attempt(_ body: () throws -> Void) {
      do { try body() } catch { problems.append("\(error)") }
    }
    var never: [NamedCustomers] = []
    var lately: [(NamedCustomers, PastList)] = []
    var empty: [String] = []
    for path in definition.suppress {
      attempt { never.append(NamedCustomers(file: path, customers: Set(try CustomerKeyFile.read(path)))) }
    }
    rule = definition.coolingOff
    for pattern in readsEarlierLists && rule.longest > 0 ? rule.lists : [] {
      attempt {
        let paths = try Self.earlierLists(pattern)
        if paths.isEmpty { empty.append(pattern) }
        for path in paths {
          let past = try PastList(path: path)
          lately.append((NamedCustomers(file: path, customers: Set(past.members.map(\.customer))), past))
        }
      }
    }
    if !problems.isEmpty { throw ListRuleError(problems) }
    (self.never, self.lately, emptyPatterns) = (never, lately, empty)
  }

  /// Before the first list there is none: a pattern may fit nothing in a folder that is there; a plain name must be there.
  private static func earlierLists(_ pattern: String) throws -> [String] {
    if TableAddress.isAddress(pattern) {
      return try RecordTable.holds(TableAddress(pattern)) ? [pattern] : []
    }
    do {
      return try FilePattern.expand(pattern, relativeTo: "")
    } catch {
      guard error.problem == .nothingMatches, FilePath.kind(of: folder(of: pattern)) == .folder else {
        throw error
      }
      return []
    }
  }

  /// The folder that a pattern looks into.
  private static func folder(of pattern: String) -> String {
    let folder = FilePath.folder(of: pattern)
    return folder.isEmpty ? "." : folder
  }

  /// All customers that the files name.
  public var customers: Set<String> {
    (never + lately.map(\.list)).reduce(into: []) { $0.formUnion($1.customers) }
  }

  /// Who is never listed, whatever the score.
  public var suppressed: Set<String> { never.reduce(into: []) { $0.formUnion($1.customers) } }

  /// Who is kept off the list of a snapshot month.
  ///
  /// - Parameter question: that the list is of.
  public func keptOff(in month: Month, question: String) -> KeptOff {
    var kept = KeptOff()
    kept.suppressed = suppressed
    kept.coolingOff = Set(lately.flatMap { $0.past.customers(rule, before: month + 1, about: question) })
    return kept
  }

  /// What is wrong with writing over earlier lists: one whose customers are to be left in peace next month too would be
  /// forgotten. This month's own list may be written anew.
  public func problems(ofReplacing month: Month, isReplaced: (_ file: String) -> Bool) -> [String] {
    lately.compactMap { list, past in
      // In a table, only the rows of the same month are replaced.
      if TableAddress.isAddress(list.file) { return nil }
      let needed = past.members.first { (1..<max(1, rule.longest)).contains(month + 1 - $0.month) }
      guard let needed, isReplaced(list.file) else { return nil }
      return
        "“\(list.file)” is the list for \(needed.month), whose customers `list.cooling_off` still leaves in peace; it "
        + "would be replaced and forgotten. Write this month's list to another place."
    }
  }

  /// Sets the files against the customers that a panel knows.
  ///
  /// - Parameters:
  ///   - panel: read with ``customers`` as its `PanelRequest.namedCustomers`.
  ///   - month: the snapshot month.
  /// - Returns: what a careful person would want to be told.
  /// - Throws: ``ListRuleError`` where a file keeps nobody off the list, because the panel knows none of its customers.
  public func remarks(on panel: CustomerPanel, month: Month) throws(ListRuleError) -> [Remark] {
    let files = never + lately.map(\.list)
    let problems = files.compactMap { $0.problem(in: panel) }
    if !problems.isEmpty { throw ListRuleError(problems) }
    var remarks = files.compactMap { $0.remark(in: panel) }
    remarks += emptyPatterns.map {
      let isTable = TableAddress.isAddress($0)
      return Remark(
        chinese: "“\($0)”\(isTable ? "这张表还不存在" : "没有匹配到任何文件")：没有已知的往期名单，冷静期规则没有排除任何客户。首次出名单时属正常；否则请更正 "
          + "`list.cooling_off.lists`。",
        english:
          "“\($0)” \(isTable ? "is no table yet" : "fits no file"): no earlier list is known, and nobody is left in peace because of one. Before the "
          + "first list that is right; else correct `list.cooling_off.lists`.")
    }
    let isOld = lately.allSatisfy { _, past in
      past.members.allSatisfy { !(1...max(1, rule.longest)).contains(month + 1 - $0.month) }
    }
    if !lately.isEmpty, isOld {
      remarks.append(
        Remark(
          chinese: "\(lately.count) 份往期名单都不在 \(month + 1) 之前的 \(rule.longest) 个月内：冷静期规则没有排除任何客户。",
          english:
            "None of the \(lately.count) earlier lists is for the \(rule.longest) months before \(month + 1): nobody "
            + "is left in peace because of one."))
    }
    return remarks
  }
}

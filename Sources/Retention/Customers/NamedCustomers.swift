import Calendar
import Panel

/// The customers that a file names, to be set against those that a panel knows.
public struct NamedCustomers: Sendable {
  public let file: String
  public let customers: Set<String>

  public init(file: String, customers: Set<String>) { (self.file, self.customers) = (file, customers) }

  /// A file of which the panel knows a smaller share is remarked on.
  private static let usualShare = 0.5
  /// Customers that are named in a sentence.
  private static let shown = 3

  /// What is wrong where the panel knows nobody, as a sentence; nil where it knows somebody or the file names nobody.
  ///
  /// - Parameter known: those of ``customers`` that are known; nil: the panel was read with them as its
  ///   `PanelRequest.namedCustomers`.
  public func problem(known: Set<String>? = nil, in panel: CustomerPanel) -> String? {
    let known = known ?? panel.namedCustomers
    guard !customers.isEmpty, customers.isDisjoint(with: known) else { return nil }
    return
      "“\(file)”: None of \(named) is in the panel (\(examples(known, panel).english)). Write the keys as the panel does, or "
      + "leave the file out."
  }

  /// What is odd where the panel knows few or none of the customers; nil where it knows most.
  public func remark(known: Set<String>? = nil, in panel: CustomerPanel) -> Remark? {
    let known = known ?? panel.namedCustomers
    let count = customers.count { known.contains($0) }
    guard Double(count) < Self.usualShare * Double(customers.count) else { return nil }
    let examples = examples(known, panel)
    return Remark(
      chinese: "“\(file)”：所列 \(NumberText.count(customers.count)) 户中，只有 \(NumberText.count(count)) 户在数据中"
        + "（找不到 \(examples.chinese)）。请核对客户号的写法。",
      english:
        "“\(file)”: Only \(NumberText.count(count)) of \(named) are in the panel (not \(examples.english)). Check "
        + "how the keys are written.")
  }

  private var named: String {
    customers.count == 1
      ? "the 1 customer that it names" : "the \(NumberText.count(customers.count)) customers that it names"
  }

  /// Customers that are not known, and how the panel writes its own.
  private func examples(_ known: Set<String>, _ panel: CustomerPanel) -> Remark {
    let unknown = customers.subtracting(known)
    let first = unknown.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.prefix(Self.shown)
    let quoted = first.map { "“\($0)”" }
    let isCut = unknown.count > Self.shown
    return Remark(
      chinese: quoted.joined(separator: "、") + (isCut ? "等" : "") + "；数据中的写法如“\(panel.customers[0])”",
      english: quoted.joined(separator: ", ") + (isCut ? ", …" : "")
        + "; the panel writes them like “\(panel.customers[0])”")
  }
}

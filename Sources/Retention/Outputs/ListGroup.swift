import Calendar
import Configuration

/// Whose lists are cut out of the bank's.
enum ListGroup: Sendable {
  case branch, manager

  /// Where the lists lie.
  var folder: String {
    switch self {
    case .branch: "branches"
    case .manager: "managers"
    }
  }

  var kind: ListManifest.Kind {
    switch self {
    case .branch: .branch
    case .manager: .manager
    }
  }

  /// The name of the file for those who have no branch or manager.
  func nobody(in language: Language) -> String {
    switch self {
    case .branch: language.text("无机构", "no branch")
    case .manager: language.text("无客户经理", "no manager")
    }
  }

  static func bankName(in language: Language) -> String { language.text("流失预警名单", "Loss list") }

  private func name(of entry: LossEntry) -> String? {
    let name =
      switch self {
      case .branch: entry.branch
      case .manager: entry.manager
      }
    return name.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A list with the indices of its entries in the bank's list.
  struct List: Sendable {
    /// Nil: customers who have nobody.
    let name: String?
    var indices: [Int]
  }

  /// The lists in the order of their names' bytes, customers without a name last; none where nobody has a name.
  func lists(of entries: [RankedEntry]) -> [List] {
    var indices: [String: [Int]] = [:]
    var nameless: [Int] = []
    for (index, ranked) in entries.enumerated() where ranked.entry.isControl != true {
      if let name = name(of: ranked.entry) {
        indices[name, default: []].append(index)
      } else {
        nameless.append(index)
      }
    }
    if indices.isEmpty { return [] }
    let named = indices.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map {
      List(name: $0.key, indices: $0.value)
    }
    return named + (nameless.isEmpty ? [] : [List(name: nil, indices: nameless)])
  }
}

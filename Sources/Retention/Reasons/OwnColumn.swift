/// Columns that sentences look up for themselves, besides a recipe's own.
enum OwnColumn: Int, CaseIterable, Sendable {
  case assets, transferIn, transferOut, ownTransferOut, timeMaturing, wealthMaturing, loanBalance, payroll
  case productCount, age, demand

  var name: String {
    switch self {
    case .assets: "assets"
    case .transferIn: "transfer_in"
    case .transferOut: "transfer_out"
    case .ownTransferOut: "own_transfer_out"
    case .timeMaturing: "time_maturing"
    case .wealthMaturing: "wealth_maturing"
    case .loanBalance: "loan_balance"
    case .payroll: "payroll"
    case .productCount: "product_count"
    case .age: "age"
    case .demand: "demand"
    }
  }
}

/// Where our columns stand among the facts' numbers.
struct OwnColumnIndices: Sendable {
  private let indices: [Int?]

  init(_ columns: FactColumns) { indices = OwnColumn.allCases.map { columns.index(ofNumber: $0.name) } }

  subscript(column: OwnColumn) -> Int? { indices[column.rawValue] }
}

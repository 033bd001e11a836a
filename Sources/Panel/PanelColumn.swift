import Tabular

extension ColumnKind {
  /// The kinds of the columns that the design names; other columns are looked at.
  public static let ofStandardColumns: [String: ColumnKind] = {
    var kinds: [String: ColumnKind] = [:]
    for name in [
      "demand", "time", "wealth", "loan_balance", "age", "product_count", "payroll", "mobile_logins",
      "transfer_in",
      "transfer_out", "own_transfer_out", "time_maturing", "wealth_maturing",
    ] {
      kinds[name] = .number
    }
    for name in ["gender", "occupation", "branch", "manager", "household_id", "service_grade"] {
      kinds[name] = .text
    }
    kinds["open_date"] = .date
    return kinds
  }()
}

/// A column of a panel under our name.
public struct PanelColumn: Sendable, Hashable, Codable {
  public var name: String
  public var kind: ColumnKind
  /// What a model compares a number column of a ready-made table with in Float64; nil: cells become the nearest Float32.
  public var thresholds: ThresholdScale?

  public init(name: String, kind: ColumnKind, thresholds: ThresholdScale? = nil) {
    self.name = name
    self.kind = kind
    self.thresholds = thresholds
  }

  private enum CodingKeys: String, CodingKey { case name, kind }
}

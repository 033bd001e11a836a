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

/// A column of a panel or table under our name.
public struct PanelColumn: Sendable, Hashable, Codable {
  public var name: String
  public var kind: ColumnKind
  /// All texts that stand for a missing value in it; nil: the usual ones of its kind, and those that the configuration
  /// names for all columns.
  public var missing: [String]?
  /// What a model compares a number column of a ready-made table with in Float64; nil: cells become the nearest Float32.
  public var thresholds: ThresholdScale?

  public init(name: String, kind: ColumnKind, missing: [String]? = nil, thresholds: ThresholdScale? = nil) {
    (self.name, self.kind, self.missing, self.thresholds) = (name, kind, missing, thresholds)
  }

  private enum CodingKeys: String, CodingKey { case name, kind, missing }

  /// The texts that stand for a missing value in it.
  ///
  /// - Parameter further: those that the configuration names for all columns.
  public func missingTexts(further: [String]) -> MissingTexts {
    missing.map { MissingTexts($0) }
      ?? (kind == .text ? MissingTexts.inTexts : MissingTexts.usual).adding(further)
  }

  /// The column with its missing texts written out, so that a later default changes nothing.
  public func settled(further: [String]) -> PanelColumn {
    PanelColumn(
      name: name, kind: kind,
      missing: kind == .text || missing != nil ? missingTexts(further: further).sorted : nil)
  }
}

import Calendar

/// Something that alone gives the label away, or nearly so.
///
/// A column that knows the next month (a closing date, a flag that a bank filled in later) makes a model that is splendid
/// on old rows and useless on the next ones.
public struct Leak: Sendable, Hashable, Codable {
  /// What gives the label away.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// The values of a column.
    case values
    /// A column that is the label itself, or its opposite.
    case label
    /// Whether a column has a value.
    case missing
    /// The order of the keys.
    case keyOrder = "key_order"
    /// The order in which the rows stand in their file.
    case rowOrder = "row_order"
  }

  public var kind: Kind
  /// The column, or the variable made of it; nil for the order of rows, and of keys without a name.
  public var column: String?
  /// Area under the curve of it alone; 0.5 and above.
  public var auc: Double
  /// Greatest distance between the shares of losses and of kept rows up to some value.
  public var ks: Double

  public init(kind: Kind, column: String?, auc: Double, ks: Double) {
    self.kind = kind
    self.column = column
    self.auc = auc
    self.ks = ks
  }

  /// The finding in a sentence, with what to do.
  public var remark: Remark {
    let (name, figures) = (
      column ?? "", "AUC \(Language.fixed(auc, decimals: 3)), KS \(Language.fixed(ks, decimals: 3))"
    )
    return switch kind {
    case .values:
      Remark(
        chinese: "单凭“\(name)”几乎就能分出流失（\(figures)）：它是否泄露了结果？请确认它在打分时已经可知，否则忽略这一列。",
        english:
          "“\(name)” alone tells nearly all losses apart (\(figures)): does it give the label away? Make sure that it "
          + "is known in time, or ignore the column.")
    case .label:
      Remark(
        chinese: "“\(name)”就是标签本身（\(figures)）：它泄露了结果，请忽略这一列。",
        english: "“\(name)” is the label itself (\(figures)): it gives the label away. Ignore the column.")
    case .missing:
      Remark(
        chinese: "“\(name)”是否有值几乎就能分出流失（\(figures)）：它是否事后才填写、泄露了结果？请确认，或忽略这一列。",
        english:
          "Whether “\(name)” has a value tells nearly all losses apart (\(figures)): is it filled in afterwards, and "
          + "gives the label away? Make sure, or ignore the column.")
    case .keyOrder:
      Remark(
        chinese: "主键\(column.map { "“\($0)”" } ?? "")的顺序几乎就能分出流失（\(figures)）：主键是否按结果编号？",
        english:
          "The order of the keys\(column.map { " in “\($0)”" } ?? "") tells nearly all losses apart (\(figures)): were "
          + "they numbered by the outcome?")
    case .rowOrder:
      Remark(
        chinese: "行的先后几乎就能分出流失（\(figures)）：文件是否按结果排序？由行号得来的列会泄露结果。",
        english:
          "The order of the rows tells nearly all losses apart (\(figures)): is the file sorted by the outcome? A "
          + "column that was made of row numbers gives the label away.")
    }
  }
}

extension [Leak] {
  /// The strongest first.
  public var byStrength: [Leak] {
    enumerated().sorted { ($1.element.auc, $0.offset) < ($0.element.auc, $1.offset) }.map(\.element)
  }
}

import Calendar
import Configuration
import Metrics
import Panel

/// All that the analysis says about one variable.
public struct VariableAnalysis: Sendable, Hashable, Codable {
  public var name: String
  public var isCategory: Bool
  public var binning: VariableBinning
  /// Share of the rows without a value.
  public var missingShare: Double
  public var informationValue: Double
  /// Information value that as many bins would have on average if the variable said nothing.
  public var chanceValue: Double
  public var grade: Grade
  /// Greatest distance between the shares of losses and of kept rows up to a bin, bins in the order of their WoE.
  public var ks: Double
  /// Area under the curve of the WoE as a score; 0.5 and above.
  public var auc: Double
  public var gini: Double { 2 * auc - 1 }
  /// What each period says; empty where rows have no time.
  public var periods: [Period]
  /// Name of the variable that stands for its correlation cluster, and the greater of both correlations with it; nil
  /// where it stands for itself.
  public var representative: Related?
  /// Number of variables of its correlation cluster, itself included.
  public var clusterSize: Int
  /// How much the variance of its coefficient grows because of the other variables; nil where it is a sum of others,
  /// or has no variance.
  public var vif: Double?
  /// The same among the variables that are not dropped; nil for those that are.
  public var vifAmongKept: Double?
  /// Whether it has no variance left once the other variables are known.
  public var isSumOfOthers: Bool
  public var verdict: Verdict

  /// A variable's evidence in one period.
  public struct Period: Sendable, Hashable, Codable {
    public var name: String
    public var counts: ClassCounts
    public var missingShare: Double
    /// Whether at least half as many rows as usual have a value. Periods without, such as a panel's first months for a
    /// variable that looks back further, say nothing of stability: the figures below are nil.
    public var isCovered: Bool
    /// Population stability index of its bins against the first covered period.
    public var psi: Double?
    /// Information value of its bins in this period; nil where only one class occurs.
    public var informationValue: Double?
    /// Area under the curve in this period of the WoE of all periods; below 0.5 where the variable has turned round.
    public var auc: Double?
  }

  /// Another variable and the correlation with it.
  public struct Related: Sendable, Hashable, Codable {
    public var name: String
    public var correlation: Double
  }

  /// Keep, watch or drop, and why.
  public struct Verdict: Sendable, Hashable, Codable {
    public enum Choice: String, Sendable, Hashable, Codable {
      case keep, watch, drop

      /// The word as a report prints it.
      public func word(in language: Language) -> String {
        switch self {
        case .keep: language.text("保留", rawValue)
        case .watch: language.text("留意", rawValue)
        case .drop: language.text("剔除", rawValue)
        }
      }
    }
    public var choice: Choice
    /// Sentences; for `keep` what speaks for it.
    public var reasons: [Remark]
  }

  /// Usual words for an information value (Siddiqi 2006).
  public enum Grade: String, Sendable, Hashable, Codable {
    /// Below 0.02.
    case none
    /// Below 0.1.
    case weak
    /// Below 0.3.
    case medium
    /// Below 0.5.
    case strong
    /// 0.5 and above: too good to be believed unseen.
    case suspicious

    public init(informationValue: Double) {
      switch informationValue {
      case ..<0.02: self = .none
      case ..<0.1: self = .weak
      case ..<0.3: self = .medium
      case ..<0.5: self = .strong
      default: self = .suspicious
      }
    }

    /// The word as a report prints it.
    public func word(in language: Language) -> String {
      let chinese =
        switch self {
        case .none: "无"
        case .weak: "弱"
        case .medium: "中"
        case .strong: "强"
        case .suspicious: "可疑"
        }
      return language.text(chinese, rawValue)
    }
  }
}

/// The analysis of a table.
public struct AnalysisResult: Sendable, Hashable, Codable {
  public var rows: Int
  public var counts: ClassCounts
  public var periods: [String]
  /// What gives the label away, variables and orders of rows; see ``LeakRule``.
  public var leaks: [Leak]
  /// In the order of the table's variables.
  public var variables: [VariableAnalysis]
  /// Columns that no variable is made of.
  public var leftOut: [LeftOutColumn] = []
}

extension VariableAnalysis {
  /// What a column alone says; correlations and the verdict are filled in later.
  init(_ examination: ColumnExamination, table: AnalysisTable) {
    let binning = examination.binning
    let counts = binning.bins.map(\.counts)
    let curve = BinCurve(counts)
    let filled = counts.count { $0.rows > 0 }
    name = binning.name
    isCategory = binning.isCategory
    self.binning = binning
    missingShare = counts[binning.missingBin].rows / table.total.rows
    informationValue = binning.informationValue
    chanceValue = Double(max(0, filled - 1)) * (1 / table.total.lost + 1 / table.total.kept)
    grade = Grade(informationValue: binning.informationValue)
    (ks, auc) = (curve.ks, curve.auc)
    representative = nil
    clusterSize = 1
    vif = nil
    vifAmongKept = nil
    isSumOfOthers = false
    verdict = Verdict(choice: .keep, reasons: [])
    let bins = counts.count
    let order = binning.woe.indices.sorted { binning.woe[$0] < binning.woe[$1] }
    let parts = table.periods.indices.map { Array(examination.periodCounts[$0 * bins..<($0 + 1) * bins]) }
    let missing = binning.missingBin
    let usual = 1 - missingShare
    var base: [Double]?
    periods = parts.indices.map { period in
      let own = parts[period]
      let total = own.reduce(ClassCounts(), +)
      let missingShare = total.rows > 0 ? own[missing].rows / total.rows : 0
      let isCovered = total.rows > 0 && 1 - missingShare >= usual / 2
      let rows = own.map(\.rows)
      if isCovered, base == nil { base = rows }
      let hasBoth = isCovered && total.kept > 0 && total.lost > 0
      return Period(
        name: table.periods[period], counts: total, missingShare: missingShare, isCovered: isCovered,
        psi: isCovered ? base.map { PopulationStability.index(expected: $0, actual: rows) ?? 0 } : nil,
        informationValue: hasBoth
          ? own.reduce(0) { $0 + WeightOfEvidence(of: $1, in: total).informationPart } : nil,
        auc: hasBoth ? BinCurve(inOrder: order.map { own[$0] }).auc : nil)
    }
  }

  /// The leak that the finder saw, or the one that the bins show.
  func leak(_ found: Leak?) -> Leak? {
    if let found { return found }
    guard LeakRule.isSuspicious(auc: auc, ks: ks, of: binning.total) else { return nil }
    return Leak(kind: .values, column: name, auc: auc, ks: ks)
  }

  /// The greatest PSI of all periods; nil where rows have no time.
  public var greatestShift: Double? { periods.compactMap(\.psi).max() }
}

import Calendar
import Configuration
import SystemIO

/// A column of the lists that people work with.
public struct ListColumn: Sendable {
  /// The same in every language and version; the JSON's name for it.
  public let key: String
  let chinese: String
  let english: String
  let kind: WorkbookColumn.Kind
  /// In characters.
  let width: Double
  /// Whether the column stands in every list; the others only where some customer has something in them.
  let isAlways: Bool
  /// What a person may fill in; none: the column is not to be filled in, or freely.
  let choices: @Sendable (Language) -> [String]
  /// Whether only programs read it, in a workbook.
  private(set) var isHidden = false
  let value: @Sendable (RankedEntry, Language) -> ListCell

  init(
    _ key: String, _ chinese: String, _ english: String, _ kind: WorkbookColumn.Kind = .text, width: Double,
    isAlways: Bool = false, choices: @escaping @Sendable (Language) -> [String] = { _ in [] },
    value: @escaping @Sendable (RankedEntry, Language) -> ListCell
  ) {
    self.key = key
    self.chinese = chinese
    self.english = english
    self.kind = kind
    self.width = width
    self.isAlways = isAlways
    self.choices = choices
    self.value = value
  }

  func title(in language: Language) -> String { language.text(chinese, english) }

  /// The title in every language, in small letters, by which the column is found when a list comes back.
  var titles: [String] { Language.allCases.map { title(in: $0).lowercased() } }

  /// The same column for programs only.
  var hidden: ListColumn {
    var column = self
    column.isHidden = true
    return column
  }

  func workbookColumn(in language: Language) -> WorkbookColumn {
    WorkbookColumn(
      title(in: language), kind: kind, width: width, choices: choices(language), isHidden: isHidden)
  }
}

/// An entry with its rank in the bank's list.
public struct RankedEntry: Sendable, Equatable {
  /// From 1; the same in the lists of branches and managers, so that everybody speaks of the same customer.
  public var rank: Int
  public var entry: LossEntry
}

/// Columns that several tables have.
extension ListColumn {
  static let customer = ListColumn("customer_id", "客户号", "Customer", width: 16, isAlways: true) { entry, _ in
    .text(entry.entry.customer)
  }
  static let tier = ListColumn("tier", "层级", "Tier", width: 9) { entry, _ in ListCell(entry.entry.tier) }
  static let latest = ListColumn("latest", "最晚日期", "Until", .date, width: 11) { entry, _ in
    entry.entry.action?.latest.map(ListCell.day) ?? .none
  }
  static let offer = ListColumn("offer", "可用优惠", "Offer", .sentence, width: 16) { entry, _ in
    ListCell(entry.entry.action?.offer)
  }
  static let quadrant = ListColumn("quadrant", "客户象限", "Quadrant", width: 9) { entry, language in
    ListCell(entry.entry.quadrant?.name(in: language))
  }
  static let compositeGrade = ListColumn("composite_grade", "综合等级", "Composite grade", width: 10) {
    entry, _ in
    ListCell(entry.entry.compositeGrade)
  }
  static let serviceGrade = ListColumn("service_grade", "服务等级", "Service grade", width: 10) { entry, _ in
    ListCell(entry.entry.serviceGrade)
  }
  static let nearTier = ListColumn("near_tier", "临界层级", "Near tier", width: 10) { entry, _ in
    ListCell(entry.entry.nearTier?.name)
  }
  static let stage = ListColumn("stage", "关系阶段", "Stage", width: 11) { entry, language in
    ListCell(entry.entry.stage?.name(in: language))
  }
  static let lifeStage = ListColumn("life_stage", "人生阶段", "Stage of life", width: 11) { entry, language in
    ListCell(entry.entry.lifeStage?.name(in: language))
  }
  static let household = ListColumn("household", "家庭", "Household", width: 12) { entry, _ in
    ListCell(entry.entry.household?.id)
  }
  static let manager = ListColumn("manager", "客户经理", "Manager", width: 12) { entry, _ in
    ListCell(entry.entry.manager)
  }
  static let month = ListColumn("month", "预警月份", "Month at risk", .month, width: 10) { entry, _ in
    entry.entry.monthAtRisk.map(ListCell.month) ?? .none
  }
  static let control = ListColumn("control", "对照组", "Control group", width: 8) { entry, language in
    entry.entry.isControl.map { ListCell($0, language) } ?? .none
  }
}

extension ListColumn {
  /// All columns in the order in which a manager reads them: who, how urgent, why, what to do.
  static let all: [ListColumn] =
    [
      ListColumn("rank", "序号", "Rank", .whole, width: 6, isAlways: true) { entry, _ in
        .number(Double(entry.rank))
      },
      .customer,
      .tier,
      ListColumn("assets", "资产（元）", "Assets", .money, width: 15) { entry, _ in
        ListCell(entry.entry.assets)
      },
      ListColumn("probability", "流失概率", "Probability", .percent, width: 9, isAlways: true) { entry, _ in
        .number(entry.entry.probability)
      },
      ListColumn("expected_loss", "预计流失（元）", "Expected loss", .money, width: 14) { entry, _ in
        ListCell(entry.entry.expectedLoss)
      },
    ] + reasons + [
      ListColumn("action", "建议措施", "What to do", .sentence, width: 36) { entry, _ in
        ListCell(entry.entry.action?.text)
      },
      ListColumn("channel", "渠道", "How", width: 12) { entry, _ in ListCell(entry.entry.action?.channel) },
      .latest,
      .offer,
      .quadrant,
      .compositeGrade,
      .serviceGrade,
      .nearTier,
      ListColumn("near_tier_missing", "距临界层级（元）", "Missing to it", .money, width: 14) { entry, _ in
        ListCell(entry.entry.nearTier.flatMap { $0.isPoints ? nil : $0.missing })
      },
      ListColumn("near_tier_points", "距临界层级（分）", "Points missing to it", .whole, width: 14) { entry, _ in
        ListCell(entry.entry.nearTier.flatMap { $0.isPoints ? $0.missing.rounded(.up) : nil })
      },
      ListColumn("groups", "客群", "Groups", .sentence, width: 16) { entry, language in
        ListCell(entry.entry.groups.joined(separator: language.text("、", ", ")))
      },
      .stage,
      .lifeStage,
      ListColumn("dormant", "沉睡客户", "Dormant", width: 8) { entry, language in
        entry.entry.isDormant == true ? ListCell(true, language) : .none
      },
      .household,
      ListColumn("household_assets", "家庭资产（元）", "Household assets", .money, width: 15) { entry, _ in
        ListCell(entry.entry.household?.assets)
      },
      ListColumn("household_expected_loss", "家庭预计流失（元）", "Household's loss", .money, width: 14) { entry, _ in
        ListCell(entry.entry.household?.expectedLoss)
      },
      ListColumn("household_tier", "家庭层级", "Household tier", width: 10) { entry, _ in
        ListCell(entry.entry.household?.tier)
      },
      ListColumn("branch", "机构", "Branch", width: 14) { entry, _ in ListCell(entry.entry.branch) },
      .manager,
      .month,
      .control,
    ]

  private static let reasons = (0..<LossListWriter.reasonCount).map { index in
    ListColumn(
      "reason_\(index + 1)", "原因\(["一", "二", "三"][index])", "Reason \(index + 1)", .sentence, width: 34,
      isAlways: index == 0
    ) { entry, _ in
      ListCell(index < entry.entry.reasons.count ? entry.entry.reasons[index].text : nil)
    }
  }

  /// The columns in which a list has something, always the same ones for all lists of a run.
  static func used(by entries: some Sequence<RankedEntry>, language: Language) -> [ListColumn] {
    var isUsed = all.map(\.isAlways)
    var open = all.indices.filter { !isUsed[$0] }
    for entry in entries where !open.isEmpty {
      for column in open where all[column].value(entry, language) != .none { isUsed[column] = true }
      open.removeAll { isUsed[$0] }
    }
    return all.indices.filter { isUsed[$0] }.map { all[$0] }
  }
}

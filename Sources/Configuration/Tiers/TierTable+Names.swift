import Calendar

extension TierTable {
  /// The preset that the table is, in whichever language its tiers are called; nil for a bank's own table.
  var preset: TierPreset? {
    TierPreset.allCases.first { $0.table == self || $0.englishTable == self }
  }

  /// The table with its tiers called as lists in a language call them: those of a preset have a name in each language, a
  /// bank's own are called as the bank calls them.
  public func named(in language: Language) -> TierTable {
    guard let preset else { return self }
    return switch language {
    case .chinese: preset.table
    case .english: preset.englishTable
    }
  }

  /// The indices of the grades by all names that they go by, so that rules may be written in either language.
  public var gradeIndices: [String: Int] {
    Dictionary(knownGrades.map { ($0.name, $0.index) }, uniquingKeysWith: { first, _ in first })
  }

  /// All names that the grades go by, those of this table first.
  public var gradeNames: [String] { knownGrades.map(\.name) }

  private var knownGrades: [(name: String, index: Int)] {
    let tables = [self] + Language.allCases.map(named(in:)).filter { $0 != self }
    return tables.flatMap { table in table.grades.enumerated().map { ($1.name, $0) } }
  }
}

extension TierPreset {
  /// What English lists call the tiers and stars of all presets.
  private static let englishNames = [
    "大众级": "Mass", "黄金级": "Gold", "白金级": "Platinum", "钻石级": "Diamond", "私行级": "Private",
    "普通卡": "Ordinary card", "金卡": "Gold card", "金葵花": "Sunflower card", "钻石": "Diamond",
    "私人银行": "Private banking", "大众": "Mass", "黄金": "Gold", "白金": "Platinum", "普通": "Ordinary", "贵宾": "VIP",
    "准星级": "Below three stars", "三星级": "Three stars", "四星级": "Four stars", "五星级": "Five stars",
    "六星级": "Six stars", "七星级": "Seven stars",
  ]

  /// ``table`` with its tiers called in English.
  var englishTable: TierTable {
    func named(_ tiers: [TierTable.Tier]) -> [TierTable.Tier] {
      tiers.map { tier in
        var named = tier
        named.name = Self.englishNames[tier.name] ?? tier.name
        return named
      }
    }
    var english = table
    english.tiers = named(table.tiers)
    english.points?.stars = named(table.points?.stars ?? [])
    return english
  }
}

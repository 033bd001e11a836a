import Calendar

/// Groups of customers (客群) that banks commonly work with, as rules over the usual columns.
public enum GroupPreset: String, Sendable, CaseIterable, Codable {
  case elderly
  case farmers
  case women
  case smallBusiness = "small_business"
  case merchants
  case payroll
  case rateSensitive = "rate_sensitive"
  case fewProducts = "few_products"
  case nearMaturity = "near_maturity"

  /// The rule in words; a figure that stands on a border is decided as written.
  public var rule: String {
    switch self {
    case .elderly: "age >= 50"
    case .farmers:
      // Not 农 alone: a clerk of 农业银行 is no farmer. Traders and visitors of quarters' ends have seasons as well, so money
      // speaks only where nothing is known of the occupation.
      "occupation contains (农民, 农户, 农夫, 务农, 农林, 农业生产, 农业劳动, 牧民, 牧业, 畜牧, 种植, 养殖, 渔民, 渔业, farm, livestock, fisher)"
        + " or (occupation_known = 0 and seasonal_inflow = 1 and payroll = 0)"
    case .women: "gender in (女, 女性, F, f, female, 2)"
    case .smallBusiness: "occupation contains (企业主, 业主, owner, self-employed)"
    case .merchants: "occupation contains (个体, 商户, 经商, merchant, trader, shop)"
    case .payroll: "payroll > 0"
    // Regular: in three of the last six months, and not only pennies.
    case .rateSensitive: "months(own_transfer_out, 6) >= 3 and sum(own_transfer_out, 6) >= 10000"
    case .fewProducts: "product_count < 3"
    case .nearMaturity: "matures_next_month >= 10000"
    }
  }

  /// The rule as a condition.
  public var condition: Condition { Self.conditions[self] ?? .any([]) }

  private static let conditions: [GroupPreset: Condition] = {
    var conditions: [GroupPreset: Condition] = [:]
    for preset in allCases { conditions[preset] = try? ConditionParser.condition(preset.rule) }
    return conditions
  }()

  public func name(in language: Language) -> String {
    switch (self, language) {
    case (.elderly, .chinese): "中老年"
    case (.farmers, .chinese): "种养殖户"
    case (.women, .chinese): "女性"
    case (.smallBusiness, .chinese): "小微企业主"
    case (.merchants, .chinese): "商户"
    case (.payroll, .chinese): "代发"
    case (.rateSensitive, .chinese): "利率敏感"
    case (.fewProducts, .chinese): "产品少于三个"
    case (.nearMaturity, .chinese): "临近到期"
    case (.elderly, .english): "middle-aged and elderly"
    case (.farmers, .english): "farmers"
    case (.women, .english): "women"
    case (.smallBusiness, .english): "small-business owners"
    case (.merchants, .english): "merchants"
    case (.payroll, .english): "payroll"
    case (.rateSensitive, .english): "rate-sensitive"
    case (.fewProducts, .english): "fewer than three products"
    case (.nearMaturity, .english): "near maturity"
    }
  }
}

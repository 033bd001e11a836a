/// Tier tables that banks publish, by name: `tiers: { preset: cmb }`.
///
/// Banks change their tables, and branches have exceptions; what a bank uses should be checked against its own rules.
public enum TierPreset: String, Sendable, CaseIterable {
  /// 大众/黄金/白金/钻石/私行 by assets and loans, with the near bands 30,000–50,000 and 200,000–500,000.
  case standard
  /// China Merchants Bank.
  case cmb
  /// China Construction Bank.
  case ccb
  /// Shanghai Pudong Development Bank.
  case spdb
  /// Bank of Shanghai.
  case bos
  /// Stars by points in the manner of the Industrial and Commercial Bank of China.
  case icbc

  /// The names of all, for messages.
  static var allNames: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// Where the figures come from.
  public var source: String {
    switch self {
    case .standard: "Tiers by assets and loans as joint-stock and city banks commonly have them."
    case .cmb:
      "China Merchants Bank, conditions of the 金卡, 金葵花卡, 钻石卡 and 私人银行卡: total assets, the month's daily average."
    case .ccb:
      "China Construction Bank, tiers from 200,000 and 500,000 of financial assets, or by loans or a year's card "
        + "payments; the amounts of these two alternatives differ by branch and are this program's. 6 million for the "
        + "private bank."
    case .spdb:
      "Shanghai Pudong Development Bank: 1 million for distinguished customers, 8 million for the private bank."
    case .bos: "Bank of Shanghai: 1 million for distinguished customers, 8 million for the private bank."
    case .icbc:
      "Industrial and Commercial Bank of China, stars by 星点值 (50, 500, 2,000, 10,000, 80,000); a point for 100 of "
        + "assets gives its published amounts; points for loans and products are this program's."
    }
  }

  public var table: TierTable {
    switch self {
    case .standard:
      TierTable(tiers: [
        .init(name: "大众级", from: 0), .init(name: "黄金级", from: 50_000, near: 30_000),
        .init(name: "白金级", from: 500_000, near: 200_000),
        .init(name: "钻石级", from: 5_000_000, near: 3_000_000),
        .init(name: "私行级", from: 10_000_000, near: 6_000_000),
      ])
    case .cmb:
      TierTable(tiers: [
        .init(name: "普通卡", from: 0), .init(name: "金卡", from: 50_000, near: 30_000),
        .init(name: "金葵花", from: 500_000, near: 200_000), .init(name: "钻石", from: 5_000_000, near: 3_000_000),
        .init(name: "私人银行", from: 10_000_000, near: 6_000_000),
      ])
    case .ccb:
      TierTable(tiers: [
        .init(name: "大众", from: 0),
        .init(
          name: "黄金", from: 200_000, near: 120_000,
          alternatives: ["loan_balance": 500_000, "card_spending_year": 100_000]),
        .init(
          name: "白金", from: 500_000, near: 300_000,
          alternatives: ["loan_balance": 1_000_000, "card_spending_year": 200_000]),
        .init(name: "私人银行", from: 6_000_000, near: 4_000_000),
      ])
    case .spdb, .bos:
      TierTable(tiers: [
        .init(name: "普通", from: 0), .init(name: "贵宾", from: 1_000_000, near: 600_000),
        .init(name: "私人银行", from: 8_000_000, near: 5_000_000),
      ])
    case .icbc:
      TierTable(
        tiers: TierTable.standard.tiers,
        points: PointsScheme(
          units: ["assets": 100, "loan_balance": 200], products: ["payroll": 50, "mobile_logins": 20],
          stars: [
            .init(name: "准星级", from: 0), .init(name: "三星级", from: 50), .init(name: "四星级", from: 500),
            .init(name: "五星级", from: 2_000), .init(name: "六星级", from: 10_000),
            .init(name: "七星级", from: 80_000),
          ]))
    }
  }
}

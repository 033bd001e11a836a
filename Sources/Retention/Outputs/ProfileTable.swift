/// Columns of the tables beside the lists: who each customer is (360° profile), and the white list of offers.
enum ProfileTable {
  /// The customer with a column per group, which is 1 where the customer is in it, else 0.
  ///
  /// - Parameter groups: Names of all groups, in the order of the configuration.
  static func profiles(groups: [String]) -> [ListColumn] {
    [
      .customer, .tier, .compositeGrade, .serviceGrade, .quadrant, .nearTier, .stage, .lifeStage, dormant,
      .household,
    ]
      + groups.map { group in
        ListColumn(group, group, group, .whole, width: 0) { entry, _ in
          .number(entry.entry.groups.contains(group) ? 1 : 0)
        }
      }
  }

  /// Customer, offer, what it costs with the contact, and what it is expected to keep.
  static let offers: [ListColumn] = [
    .customer, .offer,
    ListColumn("cost", "成本（元）", "Cost", .money, width: 0) { entry, _ in ListCell(entry.entry.action?.cost) },
    ListColumn("expected_money_kept", "预计留存（元）", "Expected money kept", .money, width: 0) { entry, _ in
      ListCell(entry.entry.action?.expectedMoneyKept)
    },
    .latest, .manager,
  ]

  /// Unlike the lists' column it says no as well.
  private static let dormant = ListColumn("dormant", "沉睡", "Dormant", width: 0) { entry, language in
    entry.entry.isDormant.map { ListCell($0, language) } ?? .none
  }
}

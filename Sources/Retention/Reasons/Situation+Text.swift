import Variables

extension Situation {
  /// A cause in words; nil where the customer's numbers give it no message.
  ///
  /// Each sentence stands in a function of its own that begins with its condition: where the numbers do not show what the
  /// sentence would say, or hardly do, there is none.
  ///
  /// - Parameter strongestFirst: The cause's variables with a contribution above zero.
  func message(of cause: Cause, strongestFirst: [Int]) -> String? {
    func first(_ sentence: (Int) -> String?) -> String? { strongestFirst.lazy.compactMap(sentence).first }
    if strongestFirst.isEmpty { return nil }
    return switch cause {
    case .ownTransfer: ownTransferText()
    case .maturity: maturityText()
    case .balanceFalling: first(fallingText)
    case .recentInflow: first(inflowText)
    case .lifeEvent: gatheringText()
    case .unsteadyBalance: first(unsteadyText)
    case .activityFading, .activityRising: first { activityText($0, isRising: cause == .activityRising) }
    case .fewProducts: fewProductsText()
    case .season: first(seasonText)
    case .nearFloor: first(nearFloorText)
    case .newCustomer: newCustomerText()
    case .salary: salaryText()
    case .loans: first(loansText)
    case .composition: first(compositionText)
    case .column: first(columnText)
    case .profile, .unclear: nil
    }
  }

  /// What the score rests on most, where no cause has a message.
  func driverText(_ index: Int) -> String {
    let text = nothingText(index) ?? sizeText(index) ?? statement(index)
    return language.text(
      "没有突出迹象；评分主要依据：\(text)", "No outstanding sign; the score rests most on this: \(text)")
  }

  /// That something is not there which the column would tell of.
  private func nothingText(_ index: Int) -> String? {
    guard let series = series(ofRecipe: index), series.now == 0 else { return nil }
    switch reasoner.recipes[index].columns.first {
    case "time_maturing": return language.text("下月没有定期存款到期", "No time deposits fall due next month")
    case "wealth_maturing": return language.text("下月没有理财到期", "No wealth products fall due next month")
    case "own_transfer_out" where ownTransfers == 0:
      let known = series.knownMonths
      return language.text(
        "\(wording.months(known))没有转往本人他行账户",
        "No transfers to own accounts at other banks in \(wording.lastMonths(known))")
    default: return nil
    }
  }

  /// That assets are larger or smaller than most customers'; nil where they are neither, it is not known, or
  /// the variable is another.
  private func sizeText(_ index: Int) -> String? {
    guard reasoner.plans[index].statement == .level, reasoner.recipes[index].columns.first == "assets",
      let assets = assetsNow, !reasoner.usual.isEmpty, let usual = reasoner.usual[index]
    else { return nil }
    let words = words("assets")
    let amount = words.amount(assets, wording)
    if assets > usual.upperBound {
      return language.text(
        "\(words.beginning) \(amount)，高于多数客户",
        "\(words.beginning) of \(amount), more than most customers have")
    }
    if assets < usual.lowerBound {
      return language.text(
        "\(words.beginning) \(amount)，低于多数客户",
        "\(words.beginning) of \(amount), less than most customers have")
    }
    return nil
  }

  /// A column by its own name. Of a ready-made table, where columns are all there is, everything is told; of a panel only
  /// what moved noticeably or lies outside the middle half of the customers.
  private func columnText(_ index: Int) -> String? {
    let statement = reasoner.plans[index].statement
    let isCompared = statement == .level || statement == .sum || statement == .age
    let usual = isCompared && !reasoner.usual.isEmpty ? reasoner.usual[index] : nil
    let comparison = isCompared ? wording.comparison(variables[index], with: usual) : ""
    if !reasoner.assets.isEmpty {
      switch statement {
      case .level, .sum, .age: if comparison.isEmpty { return nil }
      case .movement:
        guard let movement = movement(ofRecipe: index), movement.isNoticeable else { return nil }
      case .share, .unsteadiness, .usual, .peak, .outflow, .monthsAtZero, .monthsAboveZero, .netFlow, .floor,
        .tier, .tenure, .firstHundredDays, .season, .category:
        return nil
      }
    }
    return self.statement(index) + comparison + language.text("，推高流失风险", ", which raises the risk")
  }
}

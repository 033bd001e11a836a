import Variables

extension Situation {
  /// A cause in words.
  ///
  /// - Parameter strongestFirst: The cause's variables with a contribution above zero; at least one.
  func text(of cause: Cause, strongestFirst: [Int]) -> String {
    guard let strongest = strongestFirst.first else { return "" }
    let sentence: String? =
      switch cause {
      case .ownTransfer: ownTransferText()
      case .maturity: maturityText()
      case .balanceFalling: fallingText(strongest)
      case .recentInflow: inflowText(strongest)
      case .lifeEvent: gatheringText()
      case .unsteadyBalance: unsteadyText(strongest)
      case .activityFading, .activityRising: activityText(strongest)
      case .fewProducts: fewProductsText()
      case .season: seasonText(strongest)
      case .nearFloor: nearFloorText(strongest)
      case .newCustomer: newCustomerText(strongestFirst)
      case .salary: salaryText()
      case .loans: loansText()
      case .composition: compositionText(strongest)
      case .profile: profileText(strongestFirst)
      case .column: columnText(strongest)
      }
    return sentence ?? statement(strongest)
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

  private func columnText(_ index: Int) -> String {
    let isLevel = reasoner.plans[index].statement == .level
    let usual = isLevel && !reasoner.usual.isEmpty ? reasoner.usual[index] : nil
    let comparison = wording.comparison(variables[index], with: usual)
    return (nothingText(index) ?? statement(index)) + comparison
      + language.text("，推高流失风险", ", which raises the risk")
  }
}

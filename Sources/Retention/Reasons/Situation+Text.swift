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

  private func columnText(_ index: Int) -> String {
    let value = Double(variables[index])
    var comparison = ""
    if !reasoner.usual.isEmpty, let usual = reasoner.usual[index], !reasoner.recipes[index].isCategory {
      if value > usual.upperBound { comparison = say(zh: "（高于一般水平）", en: " (higher than usual)") }
      if value < usual.lowerBound { comparison = say(zh: "（低于一般水平）", en: " (lower than usual)") }
    }
    return statement(index) + comparison + say(zh: "，推高流失风险", en: ", which raises the risk")
  }
}

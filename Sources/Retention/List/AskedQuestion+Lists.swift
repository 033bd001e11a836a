import Configuration
import Messages

extension AskedQuestion {
  /// Refuses what lists of the loss alone have: the folder for branches and managers, and an order by the playbook, whose
  /// actions are there to keep money.
  public func checkLists(areAsked: Bool, order: ListDefinition.Order) throws(RunError) {
    if isLoss { return }
    if areAsked {
      throw RunError(
        "The lists of branches and managers speak of losses, and the question is “\(name)”; leave \(RunInput.lists.named(else: "the folder of lists")) out and name the list's file\(RunInput.output.given)."
      )
    }
    if order == .keptPerCost {
      throw RunError(
        "The playbook's actions keep money that may be lost, and the question is “\(name)”; choose \(RunInput.order.named(else: "the order")) expected_loss (here: the money that is expected) or probability."
      )
    }
  }
}

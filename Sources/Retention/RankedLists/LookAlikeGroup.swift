import Calendar
import Messages
import Metrics

/// The group that look-alikes are sought for, among the customers of a month.
public struct LookAlikeGroup: Sendable {
  /// The file that names it.
  public var path: String
  /// Customers that it names, and how many of these are above the floor.
  public var named: Int
  public var members: Int
  /// All customers above the floor.
  public var population: Int
  public var month: Month

  /// A group of fewer customers than this says nothing.
  public static let leastMembers = 20

  public init(path: String, named: Int, members: Int, population: Int, month: Month) {
    self.path = path
    self.named = named
    self.members = members
    self.population = population
    self.month = month
  }

  /// - Throws: where models that have not seen the group's customers cannot tell them from the others: a list would be one of
  ///   customers drawn by lot.
  public func check(_ evaluation: Evaluation) throws(RunError) {
    guard let auc = evaluation.auc, let interval = evaluation.aucInterval, interval.lower <= 0.5 else {
      return
    }
    let (lower, upper) = (
      NumberText.decimal(interval.lower, places: 3), NumberText.decimal(interval.upper, places: 3)
    )
    throw RunError(
      "The customers in “\(path)” have nothing in common that the data show: models that have not seen them tell them from "
        + "the others with an AUC of \(NumberText.decimal(auc, places: 3)) (95% interval \(lower) to \(upper)), and 0.5 "
        + "would be chance. No list is written; give a group that was chosen for a reason, or columns that hold that reason."
    )
  }

  /// - Throws: where too few customers are in the group, or too few outside of it.
  public func checked() throws(RunError) -> LookAlikeGroup {
    guard members >= Self.leastMembers else {
      throw RunError(
        "Of the \(NumberText.count(named)) customers in “\(path)”, \(NumberText.count(members)) are above the floor in "
          + "\(month); at least \(Self.leastMembers) are needed to learn what they have in common. Give more, check that the "
          + "keys are written as in the panel, or lower `floor:` in the configuration.")
    }
    guard population - members >= Self.leastMembers else {
      throw RunError(
        "“\(path)” names \(NumberText.count(members)) of the \(NumberText.count(population)) customers above the floor "
          + "in \(month), so hardly anybody is left who could be like them; give a smaller group.")
    }
    return self
  }
}

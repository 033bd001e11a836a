import Calendar
import Messages

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

  /// - Throws: where too few customers are in the group, or too few outside of it.
  public func check() throws(RunError) {
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
  }
}

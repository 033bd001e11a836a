import Calendar
import Configuration
import Panel

/// The bank's own rules for a month's lists, read and checked: groups, grades, playbook.
public struct ListRules: Sendable {
  let configuration: BankConfiguration
  /// The bank's groups, in the order of the configuration.
  public let groups: [GroupDefinition]
  public let planner: ActionPlanner
  /// What the rules look at.
  let facts: PanelFacts
  let grades: GradeRules
  let viewer: CustomerViewer

  /// - Throws: ``ListRuleError`` with all that is wrong with group rules, overrides and playbook, each with file and
  ///   line; what keeps the panel's headers from being read.
  public init(_ needs: ListNeeds, configuration: BankConfiguration, panel: CustomerPanel, month: Month) throws
  {
    let files = ListRuleFiles(configuration, groups: needs.groups, today: CalendarDay(month, atMost: 31))
    let problems =
      GroupMatcher.problems(
        of: needs.groups, known: try PanelHeader.columns(of: configuration),
        texts: Set(panel.textColumns + panel.attributeTexts),
        numbers: Set((panel.numberColumns + panel.attributeNumbers).map(\.name))) + files.problems
    if !problems.isEmpty { throw ListRuleError(problems) }
    let tiers = configuration.tiers
    self.configuration = configuration
    groups = needs.groups
    grades = GradeRules(
      tiers: tiers, definition: configuration.grades, month: month, overrides: files.overrides)
    planner = ActionPlanner(
      playbook: files.playbook, groups: needs.groups, tiers: tiers, language: configuration.language)
    facts = PanelFacts(panel: panel, month: month, window: needs.months)
    var held = 0
    while panel.monthsPresent.contains(month - held) { held += 1 }
    viewer = CustomerViewer(
      tiers: tiers, groups: GroupMatcher(needs.groups),
      stages: StageRules(
        floor: configuration.floor, lossShare: configuration.loss.share, window: configuration.window,
        monthsHeld: held))
  }

  /// The tier that lists show: by the bank's scheme, which may look at more than assets and loans.
  func tier(ofCustomer customer: Int) -> String? { viewer.grade(facts.facts(of: customer))?.name }

  /// The tier that the members of a family have together.
  func tier(ofFamily members: [Int]) -> String? {
    viewer.grade(together: members.map(facts.facts(of:)))?.name
  }
}

import Calendar
import Configuration
import Panel
import Retention

/// The bank's own rules for a month's lists, read and checked: groups, grades, playbook.
struct ListRules {
  let needs: ListNeeds
  let configuration: BankConfiguration
  let panel: CustomerPanel
  let month: Month
  let grades: GradeRules
  let planner: ActionPlanner
  let facts: PanelFacts
  private let viewer: CustomerViewer

  /// - Throws: all that is wrong with group rules, overrides and playbook, together, each with file and line.
  init(_ needs: ListNeeds, configuration: BankConfiguration, panel: CustomerPanel, month: Month) throws {
    (self.needs, self.configuration, self.panel, self.month) = (needs, configuration, panel, month)
    var problems = GroupMatcher.problems(
      of: needs.groups, known: try PanelHeader.columns(of: configuration),
      texts: Set(panel.textColumns + panel.attributeTexts),
      numbers: Set((panel.numberColumns + panel.attributeNumbers).map(\.name)))
    let tiers = configuration.tiers
    let files = ListRuleFiles(configuration, groups: needs.groups, today: CalendarDay(month, atMost: 31))
    problems += files.problems
    if !problems.isEmpty { throw RunError(problems: problems) }
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

  /// Says of every listed customer who they are by the bank's rules.
  ///
  /// - Parameter entries: those of `listed`, in its order.
  func complete(
    _ entries: inout [LossEntry], listed: ArraySlice<Int>, scores: PanelScores, grades: PopulationGrades,
    households: Households?
  ) {
    for (place, row) in zip(entries.indices, listed) {
      let view = viewer.view(facts.facts(of: Int(scores.rows[row].customer)))
      entries[place].tier = view.grade?.name ?? entries[place].tier
      entries[place].nearTier = view.nearTier
      entries[place].stage = view.stage
      entries[place].lifeStage = view.lifeStage
      entries[place].isDormant = view.isDormant
      entries[place].groups = view.groups.map { needs.groups[$0].name }
      if let own = grades.grades[row] {
        entries[place].compositeGrade = own.composite.name
        entries[place].serviceGrade = own.service.name
        entries[place].quadrant = self.grades.quadrant(of: own)
      }
      entries[place].household = households?.facts(ofRow: row, rules: self)
    }
  }

  /// What the playbook's action for each scored customer is expected to keep for its cost.
  ///
  /// Entries are made a part of the population at a time and forgotten: they are many times the size of a figure.
  func keptPerCost(scores: PanelScores, grades: PopulationGrades, entryMaker: EntryMaker) -> [Double] {
    var kept: [Double] = []
    kept.reserveCapacity(scores.rows.count)
    let all = Array(scores.rows.indices)
    for start in stride(from: 0, to: all.count, by: Self.entriesAtOnce) {
      let part = all[start..<min(all.count, start + Self.entriesAtOnce)]
      var entries = entryMaker.entries(for: part, of: scores)
      complete(&entries, listed: part, scores: scores, grades: grades, households: nil)
      kept += entries.map(planner.keptPerCost)
    }
    return kept
  }

  private static let entriesAtOnce = 16_384
}

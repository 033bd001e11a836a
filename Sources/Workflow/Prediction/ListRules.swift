import Configuration
import Panel
import Retention
import SystemIO

/// The bank's own rules for a month's lists, read and checked: groups, grades, playbook.
struct ListRules {
  let needs: ListNeeds
  let configuration: BankConfiguration
  let panel: Panel
  let month: Month
  let grades: GradeRules
  let planner: ActionPlanner
  let facts: PanelFacts
  private let viewer: CustomerViewer

  /// - Throws: all that is wrong with group rules, overrides and playbook, together, each with file and line.
  init(_ needs: ListNeeds, configuration: BankConfiguration, panel: Panel, month: Month) throws {
    (self.needs, self.configuration, self.panel, self.month) = (needs, configuration, panel, month)
    var problems = GroupMatcher.problems(
      of: needs.groups, known: try PanelHeader.columns(of: configuration),
      texts: Set(panel.textColumns + panel.attributeTexts),
      numbers: Set((panel.numberColumns + panel.attributeNumbers).map(\.name)))
    let tiers = configuration.tiers
    var overrides: [ServiceOverride] = []
    if let path = configuration.grades.overrides {
      do {
        overrides = try ServiceOverrideFile.read(
          path, grades: tiers.grades.map(\.name), today: CalendarDay(month, atMost: 31))
      } catch let error as ServiceOverrideFile.Problems {
        problems += error.texts
      } catch let error as FileError {
        problems.append("\(error)")
      }
    }
    let vocabulary = ActionPlanner.vocabulary(groups: needs.groups, tiers: tiers)
    var playbook = Playbook()
    do throws(ConfigurationError) {
      if let path = configuration.playbook {
        playbook = try Playbook.load(path: path, vocabulary: vocabulary)
      } else {
        playbook = try Playbook(yaml: Playbook.standardText, file: "playbook", vocabulary: vocabulary)
      }
    } catch {
      problems += error.problems.map(\.description)
    }
    if !problems.isEmpty { throw RunError(problems: problems) }
    grades = GradeRules(tiers: tiers, definition: configuration.grades, month: month, overrides: overrides)
    planner = ActionPlanner(
      playbook: playbook, groups: needs.groups, tiers: tiers, language: configuration.language)
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
      entries[place].household = households?.facts(ofRow: row)
    }
  }
}

import Calendar
import Configuration
import Panel

/// The files that a configuration's rules of lists name, read as far as they can be.
struct ListRuleFiles {
  private(set) var overrides: [ServiceOverride] = []
  private(set) var playbook = Playbook()
  /// All that is wrong with them, each with its file and line.
  private(set) var problems: [String] = []

  /// - Parameter today: the day on which overrides must not have ended; nil where it is not known yet.
  init(_ configuration: BankConfiguration, groups: [GroupDefinition], today: CalendarDay?) {
    let tiers = configuration.tiers
    if let path = configuration.grades.overrides {
      do {
        overrides = try ServiceOverrideFile.read(path, grades: tiers.gradeNames, today: today)
      } catch let error as ListRuleError {
        problems += error.problems
      } catch {
        problems.append("\(error)")
      }
    }
    let vocabulary = ActionPlanner.vocabulary(groups: groups, tiers: tiers)
    do throws(ConfigurationError) {
      if let path = configuration.playbook {
        playbook = try Playbook.load(path: path, vocabulary: vocabulary)
      } else {
        playbook = try Playbook(yaml: "\(Playbook.standardText)", file: "playbook", vocabulary: vocabulary)
      }
    } catch {
      problems += error.problems.map(\.description)
    }
  }
}

extension ListRuleError {
  /// All problems of a configuration that cannot be read in full, and of the rules and files that it names.
  public init(configuration path: String, month: Month?) throws {
    let (configuration, problems) = try BankConfiguration.loadPart(path: path)
    let groups = ListNeeds.groups(of: configuration)
    let known = try? PanelHeader.columns(of: configuration)
    self.init(
      problems.map(\.description)
        + (known.map { GroupMatcher.problems(of: groups, known: $0, texts: [], numbers: []) } ?? [])
        + ListRuleFiles(configuration, groups: groups, today: month.map { CalendarDay($0, atMost: 31) })
        .problems)
  }
}

import Foundation
import Testing
import Yams

@testable import Configuration

@Suite("Every declared setting")
struct DeclaredSettingsTests {
  @Test("is read, and comes back from YAML and JSON as it was")
  func roundTrip() throws {
    var generator = SettingsGenerator(generator: Generator(state: 11))
    for _ in 0..<150 {
      let written = generator.configuration()
      let text = written.yaml
      do {
        let configuration = try BankConfiguration(yaml: text, file: "bank.yaml")
        let again = configuration.yaml()
        #expect(try BankConfiguration(yaml: again, file: "bank.yaml") == configuration)
        let data = try JSONEncoder().encode(configuration)
        #expect(try JSONDecoder().decode(BankConfiguration.self, from: data) == configuration)
        let node = try #require(try YAMLDocument.compose(again))
        let missing = differences(written, try #require(try YAMLDocument.compose(text)), node, path: "")
        #expect(missing.isEmpty, "\(missing)")
      } catch {
        Issue.record("\(error)\n\(text)")
      }
    }
  }

  /// Paths of values that stand otherwise in the file that was written from what was read.
  private func differences(_ written: SettingsGenerator.Written, _ given: Node, _ found: Node?, path: String)
    -> [String]
  {
    switch written {
    case .section(let entries):
      entries.flatMap { entry in
        given[entry.key].map { differences(entry.value, $0, found?[entry.key], path: "\(path).\(entry.key)") } ?? []
      }
    case .text where given.scalar == nil: []
    case .text: given.string == found?.string ? [] : [path]
    case .list: found?.sequence?.count == given.sequence?.count ? [] : [path]
    }
  }

  @Test("refuses what lies just outside its range, by its name and line")
  func refusals() throws {
    var count = 0
    for setting in DeclaredSetting.all {
      for value in setting.unfitting {
        count += 1
        let lines = setting.lines(value)
        let found = problems(lines.joined(separator: "\n"))
        let place = "bank.yaml, line \(lines.count): "
        #expect(
          found.contains { $0.hasPrefix(place) && $0.contains(setting.key) },
          "\(setting.path): \(value): \(found)")
      }
    }
    #expect(count > 200)
  }

  @Test("has a sentence that says what it does, and a key of its own")
  func comments() {
    let all = DeclaredSetting.all
    for setting in all {
      #expect(setting.comment.hasSuffix("."), "\(setting.path)")
      #expect(setting.key == setting.key.lowercased() || setting.key == "NAME", "\(setting.path)")
    }
    #expect(Set(all.map(\.path)).count == all.count && all.count > 100)
  }
}

/// A setting with the way to it.
struct DeclaredSetting {
  /// A key on the way, and how what lies under it is written.
  struct Step {
    var key: String
    /// Whether the section under the key is an element of a list.
    var isList = false
  }

  let way: [Step]
  let description: SettingDescription

  var key: String { description.key }
  var comment: String { description.comment }
  var path: String { (way.map { $0.key + ($0.isList ? "[]" : "") } + [key]).joined(separator: ".") }

  static var all: [DeclaredSetting] { under(BankConfiguration.descriptions, way: []) }

  private static func under(_ settings: [SettingDescription], way: [Step]) -> [DeclaredSetting] {
    settings.flatMap { setting in
      let step = Step(key: setting.key)
      let own = [DeclaredSetting(way: way, description: setting)]
      return switch setting.accepted {
      case .section(let inner), .other(_, _, _, let inner): own + under(inner, way: way + [step])
      case .sections(let inner): own + under(inner, way: way + [Step(key: setting.key, isList: true)])
      case .namedSections(let inner): own + under(inner, way: way + [step, Step(key: "NAME")])
      case .number, .whole, .flag, .choice, .name, .names, .lists, .numbers, .mapping: own
      }
    }
  }

  /// A file with this setting alone, a line for each key on the way.
  func lines(_ value: String) -> [String] {
    var lines: [String] = []
    var (indent, prefix) = ("", "")
    for step in way {
      lines.append(indent + prefix + step.key + ":")
      indent += String(repeating: " ", count: prefix.count + 2)
      prefix = step.isList ? "- " : ""
    }
    return lines + [indent + prefix + key + ": " + value]
  }

  /// Values that must not stand there.
  var unfitting: [String] {
    // A tier's keys are refused along with the tiers around it.
    if way.first?.key == "tiers" || way.isEmpty && key == "tiers" { return tierValues }
    return Self.unfitting(description.accepted)
  }

  private var tierValues: [String] {
    if case .other(_, _, let unfitting, _) = description.accepted { return unfitting }
    return []
  }

  private static func unfitting(_ accepted: AcceptedText) -> [String] {
    switch accepted {
    case .number(let range):
      let below = range.excludesLowest ? range.lowest : range.lowest.nextDown
      let above = range.highest.nextUp
      return ["abc", "[1]", below.isFinite ? "\(below)" : "-1e999", above.isFinite ? "\(above)" : "1e999"]
    case .whole(let lowest, let highest, _):
      return [
        "1.5", "{ a: 1 }", lowest == 0 ? "-1" : "\(lowest - 1)",
        highest == .max ? "18446744073709551616" : "\(highest + 1)",
      ]
    case .flag: return ["maybe"]
    case .choice(let choices): return [choices[0] + "?", "[]"]
    case .name: return ["\"\"", "[a]"]
    case .names: return ["[a, a]", "[\"\"]"]
    case .lists: return ["[[a, a]]"]
    case .numbers: return ["[a]", "[[1]]"]
    case .mapping(let element): return ["[a]"] + unfitting(element).map { "{ a: \($0) }" }
    case .section, .sections, .namedSections: return ["text"]
    case .other(_, _, let unfitting, _): return unfitting
    }
  }
}

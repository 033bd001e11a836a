import Foundation
import Testing
import Yams

@testable import Configuration

@Suite("The reference of the configuration")
struct ReferenceTests {
  @Test("in docs/configuration.md is what the declarations say; CHURN_WRITE_DOCS=1 writes it")
  func isCurrent() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/configuration.md").standardizedFileURL
    let text = try ConfigurationReference().text
    if ProcessInfo.processInfo.environment["CHURN_WRITE_DOCS"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let written = try? String(contentsOf: file, encoding: .utf8)
    #expect(written == text, "docs/configuration.md is not current; “make docs” writes it anew.")
  }
}

/// The reference as a page of Markdown.
private struct ConfigurationReference {
  /// The file that the program writes where nothing else is said, for the defaults.
  private let defaults: Node

  init() throws {
    var configuration = BankConfiguration()
    configuration.aggregate = AggregateDefinition()
    configuration.table = TableSource()
    defaults = try #require(try YAMLDocument.compose(configuration.yaml()))
  }

  var text: String {
    """
    # The configuration

    One YAML file describes a bank. Every key below may be left out and then has its default; a key that is not here is an
    error. `churn describe --draft bank.yaml` writes a first file from the tables. This page is written from the
    declarations of the settings in `Sources/Configuration`, by `make docs`.

    `[]` after a key: there may be several such sections in a list. `NAME`: any name.

    \(BankConfiguration.descriptions.map(chapter).joined(separator: "\n"))
    # A playbook's file

    `churn playbook` writes one to begin with.

    | key | accepts | |
    |---|---|---|
    \(Playbook.keys.flatMap { rows($0, under: "", default: nil, hasDefault: false) }.joined(separator: "\n"))

    """
  }

  private func chapter(_ setting: SettingDescription) -> String {
    let inner = rows(setting, under: "", default: defaults[setting.key]).dropFirst()
    let heading = "## \(setting.key)\n\n\(setting.comment)\n"
    let value = shown(defaults[setting.key])
    if inner.isEmpty {
      return heading + "\nAccepts \(setting.accepted.words). Default: \(value).\n"
    }
    let accepts: String
    switch setting.accepted {
    case .section, .sections, .namedSections: accepts = ""
    default: accepts = "\nAccepts \(setting.accepted.words). Default: \(value).\n"
    }
    return heading + accepts + "\n| key | accepts | default | |\n|---|---|---|---|\n"
      + inner.joined(separator: "\n") + "\n"
  }

  /// The rows of a setting and of those inside it.
  private func rows(
    _ setting: SettingDescription, under path: String, default node: Node?, hasDefault: Bool = true
  ) -> [String] {
    let path = path + setting.key
    let (inner, prefix): ([SettingDescription], String) =
      switch setting.accepted {
      case .section(let inner), .other(_, _, _, let inner): (inner, "\(path).")
      case .sections(let inner): (inner, "\(path)[].")
      case .namedSections(let inner): (inner, "\(path).NAME.")
      case .number, .whole, .flag, .choice, .name, .names, .lists, .numbers, .mapping: ([], "")
      }
    var value = shown(node)
    if case .section = setting.accepted { value = "" }
    let standard = hasDefault ? " \(value) |" : ""
    let own = "| `\(path)` | \(setting.accepted.words) |\(standard) \(setting.comment) |"
    return [own]
      + inner.flatMap {
        rows($0, under: prefix, default: node?.mapping == nil ? nil : node?[$0.key], hasDefault: hasDefault)
      }
  }

  private func shown(_ node: Node?) -> String {
    guard let node, let text = flow(node), !text.isEmpty else { return "none" }
    return "`\(text)`"
  }

  private func flow(_ node: Node) -> String? {
    switch node {
    case .scalar(let scalar): scalar.string
    case .sequence(let sequence):
      sequence.isEmpty ? nil : "[\(sequence.compactMap { flow($0) }.joined(separator: ", "))]"
    case .mapping(let mapping):
      mapping.isEmpty
        ? nil
        : "{ \(mapping.map { "\(flow($0.key) ?? ""): \(flow($0.value) ?? "")" }.joined(separator: ", ")) }"
    case .alias: nil
    }
  }
}

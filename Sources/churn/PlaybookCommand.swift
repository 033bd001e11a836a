import ArgumentParser
import Calendar
import Configuration
import Retention
import SystemIO
import Workflow

struct PlaybookCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "playbook",
    abstract: "Writes the standard playbook, to be edited: which action, channel and offer for whom.",
    discussion: """
      Name the edited file in the configuration, `playbook: playbook.yaml`; `churn predict --lists` takes the actions of
      its lists from it. The file explains itself.

      Example:
        churn playbook --out playbook.yaml
      """)

  @Option(
    help: ArgumentHelp("The file to write; one that is there is not replaced.", valueName: "file"),
    completion: .file())
  var out: String

  @OptionGroup var spoken: LanguageOptions
  @OptionGroup var logging: LogOptions

  func run(_ terminal: Terminal) throws {
    try StandardPlaybookFile(path: out, text: Playbook.standardText.text(naming: \.option)).write()
    try terminal.result(
      (spoken.language ?? .chinese).text(
        "标准措施手册在 \(out)；请在配置中写明：`playbook: \(out)`。",
        "The standard playbook is in \(out); name it in the configuration: `playbook: \(out)`."))
  }
}

import ArgumentParser
import Foundation
import SystemIO
import Testing
import Workflow

@testable import churn

@Suite("What the program ends with")
struct ExitStatusTests {
  private typealias Status = churn.ExitStatus

  @Test("says that output was lost")
  func lostOutput() throws {
    for verb in ["model schema report", "--version", "--help"] {
      let lost = try shell("$CHURN \(verb) > /dev/full")
      #expect(
        lost.status == Status.refused.rawValue && lost.errors.contains("No space left on device"),
        "\(verb)")
      let closed = try shell("$CHURN \(verb) >&-")
      #expect(closed.status == Status.refused.rawValue, "\(verb)")
    }
    let version = try shell("$CHURN --version")
    #expect(version.status == 0 && version.output.contains("churn") && version.errors.isEmpty)
  }

  @Test("tells limits on files and memory instead of dying or waiting")
  func limits() throws {
    let file = try shell(
      "cd \"$(mktemp -d)\"; ulimit -f 8; $CHURN simulate --customers 3000 --months 3 --out d --quiet; s=$?; ls -A; exit $s"
    )
    #expect(
      file.status == Status.refused.rawValue && file.errors.contains("ulimit -f") && file.output.isEmpty)
    for kilobytes in [100_000, 200_000, 300_000, 600_000] {
      let memory = try shell("ulimit -v \(kilobytes); timeout 60 $CHURN --version")
      #expect(memory.status != 124, "hangs with \(kilobytes) kB")
    }
  }

  @Test("is one number for each kind of end, and the page has all of them")
  func statuses() throws {
    func status(_ arguments: [String]) -> Status? {
      do {
        var command = try Churn.parseAsRoot(arguments)
        try command.run()
        return nil
      } catch {
        return Status(error)
      }
    }
    #expect(status(["predikt"]) == .usage && status(["describe", "--threads", "0"]) == .usage)
    #expect(status(["describe", "--config", "/nowhere/bank.yaml"]) == .refused)
    #expect(
      Status(ExitCode(Status.red.rawValue)) == .red && Status(CleanExit.helpRequest()) == .done)
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../docs/operation.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    for status in Status.allCases { #expect(text.contains("| \(status.rawValue) |"), "\(status)") }
  }

  @Test("shows names from data harmlessly")
  func escapes() throws {
    let shown = try shell(
      """
      cd "$(mktemp -d)"; printf 'panel: [ { files: p.csv, customer: id, month: month } ]\\nassets: [a]\\nfloor: 10\\n' > b.yaml
      printf 'id,month,a,\\033]0;X\\007\\nk,2024-01,100,5\\n' > p.csv; $CHURN describe --config b.yaml --quiet
      printf 'id,month,a\\n\\033]0;X\\007,2024-01,1\\n\\033]0;X\\007,2024-01,1\\n' > p.csv
      $CHURN winback --config b.yaml --quiet --out o
      """)
    #expect(shown.status == Status.refused.rawValue)
    for text in [shown.output, shown.errors] {
      #expect(!text.contains("\u{1B}") && text.contains("\\u{1B}]0;X"))
    }
  }
}

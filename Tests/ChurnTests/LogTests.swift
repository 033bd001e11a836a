import Foundation
import Testing

@testable import churn

@Suite("The log that a verb is asked for")
struct LogTests {
  /// A shell in a folder of its own, in which a simulated bank of 300 customers lies.
  private func inFolder(_ script: String) throws -> (status: Int32, output: String, errors: String) {
    try shell(
      """
      cd "$(mktemp -d)"
      $CHURN simulate --customers 300 --months 3 --language en --out bank --quiet --log first.log
      \(script)
      """)
  }

  @Test("holds what was run, its steps, what it did, and what it ended with, although it was quiet")
  func file() throws {
    let run = try inFolder("cat first.log")
    let lines = run.output.split(separator: "\n").map { String($0.dropFirst(25)) }
    #expect(run.errors.isEmpty)
    #expect(lines.first?.contains("churn simulate --customers 300") == true, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("progress ") } && lines.contains { $0.hasPrefix("note     Wrote") })
    #expect(lines.last?.hasPrefix("exit     status 0, ") == true)
  }

  @Test("holds the sentence and the status of a run that fails, and of a command line that is wrong")
  func failures() throws {
    let run = try inFolder(
      """
      $CHURN describe --config nowhere.yaml --log run.log 2> /dev/null; echo $?
      $CHURN predikt --log run.log 2> /dev/null; echo $?
      $CHURN monitor --log=run.log 2> /dev/null; echo $?
      cat run.log
      """)
    #expect(run.output.hasPrefix("1\n64\n64\n"))
    #expect(run.output.contains("error    Error: “nowhere.yaml”") || run.output.contains("nowhere.yaml"))
    #expect(run.output.contains("predikt") && run.output.contains("Name the model to watch"))
    #expect(run.output.components(separatedBy: "exit     status 64").count == 3, "\(run.output)")
    #expect(run.output.components(separatedBy: "exit     status 1,").count == 2, "\(run.output)")
  }

  @Test("goes to the error stream alone where only its form is named")
  func stream() throws {
    let run = try inFolder(
      "$CHURN describe --config bank/bank.yaml --log-format json > /dev/null; $CHURN predikt --log-format json"
    )
    let lines = run.errors.split(separator: "\n")
    #expect(lines.count > 4)
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["time"] is String && object?["level"] is String, "\(line)")
    }
  }

  @Test("is added to nothing that the run reads or writes")
  func others() throws {
    let run = try inFolder(
      """
      cp bank/bank.yaml before.yaml
      $CHURN describe --config bank/bank.yaml --log bank/bank.yaml > /dev/null; echo $?
      ln -s bank/bank.yaml link.log
      $CHURN describe --config bank/bank.yaml --log link.log > /dev/null; echo $?
      $CHURN describe --config bank/bank.yaml --log "$(ls bank/panel*.csv* | head -1)" > /dev/null; echo $?
      $CHURN describe --config bank/bank.yaml --json same.json --log ./same.json > /dev/null; echo $?
      cmp bank/bank.yaml before.yaml && ls same.json
      """)
    #expect(run.output == "64\n64\n1\n64\n", "\(run.output) \(run.errors)")
    #expect(run.errors.contains("is there and is no log") && run.errors.contains("a file of its own"))
  }

  @Test("tells where it cannot be written, before any work")
  func unwritable() throws {
    let run = try inFolder(
      "$CHURN simulate --customers 9 --months 2 --out no --log nowhere/x.log; echo $?; ls")
    #expect(run.output.hasPrefix("1\n") && !run.output.contains("no\n"), "\(run.output)")
    #expect(run.errors.contains("nowhere/x.log"))
  }
}

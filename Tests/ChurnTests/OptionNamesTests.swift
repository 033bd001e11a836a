import ArgumentParser
import Calendar
import Foundation
import Messages
import Testing

@testable import churn

@Suite("What errors of lower rooms ask for")
struct OptionNamesTests {
  @Test("has an option of its own, which a verb knows")
  func options() {
    let options = RunInput.allCases.map(\.option)
    #expect(Set(options).count == options.count)
    let help = Churn.configuration.subcommands.map { Churn.helpMessage(for: $0) }.joined()
    for option in options where option.hasPrefix("--") { #expect(help.contains("\(option) "), "\(option)") }
  }

  @Test(
    "is named by its option in what the program prints",
    arguments: [
      (
        ["train", "--out", "m"],
        "Name a configuration with --config bank.yaml, panel files with --panel, or a ready-made table with --table."
      ),
      (["predict", "--model", "m"], "name the list's file with --out, or a folder for lists with --lists."),
      (
        ["predict", "--model", "m", "--out", "l.csv", "--top", "0", "--share", "0.2"],
        "--top and --share cannot be used together"
      ),
      (["simulate", "--customers", "10", "--out", "/dev/null"], "hoose another folder with --out."),
    ])
  func printed(_ arguments: [String], _ sentence: String) throws {
    let program = Process()
    program.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "churn")
    program.arguments = arguments
    let errors = Pipe()
    (program.standardError, program.standardOutput) = (errors, FileHandle.nullDevice)
    try program.run()
    let printed = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    program.waitUntilExit()
    #expect(program.terminationStatus != 0 && printed.contains(sentence), "\(printed)")
  }
}

import Configuration
import Foundation
import Panel
import Testing

@testable import Workflow

@Suite("From files to a list by a draft")
struct DraftToListTests {
  /// Drafts, trains and predicts, and gives what the draft asks and the list's lines.
  private func list(_ patterns: [String], in folder: TemporaryFolder, answer: (String) -> String = { $0 })
    throws
    -> (questions: [DraftQuestion], lines: [Substring])
  {
    let context = SimulatedBank.context(threads: 2)
    let draft = folder.file("bank.yaml")
    let described = try DescriptionRun(input: InputSelection(panelPatterns: patterns), draftPath: draft).run(
      context)
    folder.write(answer(folder.text("bank.yaml")), as: "bank.yaml")
    let input = InputSelection(configurationPath: draft)
    _ = try TrainingRun(
      input: input, algorithm: nil, seed: nil, month: nil, folder: folder.file("model"), commandLine: ""
    ).run(context)
    _ = try PredictionRun(
      modelPath: folder.file("model"), input: input, month: nil, selection: .share(0.2), order: .probability,
      outputPath: folder.file("list.csv")
    ).run(context)
    return (described.questions, folder.text("list.csv").split(separator: "\n"))
  }

  @Test("a file a month with the month in its name alone, amounts in 万元, one question answered")
  func fileAMonth() throws {
    let folder = TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.file("a/b/c"), withIntermediateDirectories: true)
    for month in 6..<11 {
      var text = "客户编号,活期(万元),定期(万元),登录次数\n"
      for customer in 0..<400 {
        let loses = (customer + month) % 9 == 0
        text +=
          "K\(customer),\(loses ? "20.25" : "30.25"),\(10 + customer % 7).5,\((customer + month + 1) % 9 == 0 ? 9 : 1)\n"
      }
      folder.write(text, as: "a/b/c/对私m\(month).csv")
    }
    let (questions, lines) = try list([folder.file("a/b/c/*.csv")], in: folder) {
      $0.replacing("\"2000-", with: "\"2024-")
    }
    #expect(questions.contains(.yearAssumed(2000, isInPath: false)))
    #expect(
      questions.contains(.unit(column: "活期(万元)", unit: "万元", factor: 10_000, name: "demand")))
    #expect(lines.count > 20 && folder.text("list.json").contains("2024-11"))
    // Who is about to lose logs in nine times; they stand first.
    let first = lines.dropFirst().prefix(20).map { line in line.split(separator: ",")[1].dropFirst() }
    #expect(first.allSatisfy { (Int($0) ?? 0) % 9 == 7 }, "\(first)")
  }

  @Test("two real months of a Chinese city bank, nothing answered")
  func twoRealMonths() throws {
    let data = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
        "shared/data/xiamen-bank-2019q3"
      ).path
    guard FileManager.default.fileExists(atPath: data) else {
      print("Skipped: the real data are not at \(data).")
      return
    }
    let folder = TemporaryFolder()
    let (questions, lines) = try list([data + "/cunkuan_m[89].csv.gz"], in: folder)
    #expect(
      questions == [
        .assetsByMagnitude(["C1"]), .yearAssumed(2019, isInPath: true), .fewMonths(2, window: 1),
      ])
    #expect(lines.count > 4_000 && folder.text("list.json").contains("2019-10"))
  }

  @Test("a panel that cannot be read yet is drafted all the same, and why is the first question")
  func unreadable() throws {
    let folder = TemporaryFolder()
    folder.write("customer_id,month,demand\nc1,soon,5\nc2,later,6\n", as: "panel.csv")
    let draft = folder.file("bank.yaml")
    let outcome = try DescriptionRun(
      input: InputSelection(panelPatterns: [folder.file("panel.csv")], language: .english), draftPath: draft
    ).run(SimulatedBank.context(threads: 1))
    guard case .unreadable(let problem)? = outcome.questions.first else {
      Issue.record("\(outcome.questions)")
      return
    }
    #expect(problem.contains("“soon” is no month"))
    #expect(
      folder.text("bank.yaml").hasPrefix("# To decide:\n#   - The panel cannot be read by this draft yet"))
    #expect(try BankConfiguration.load(path: draft).assets == ["demand"])
  }

  @Test("paths of a draft are as seen from its folder")
  func relativePaths() throws {
    let configuration = BankConfiguration.forTest(files: ["exports/p_2024-01.csv"])
    let text = PanelDraft(configuration: configuration).text(of: [], in: "drafts/new")
    #expect(
      text.contains("files: [../../exports/p_2024-01.csv]")
        || text.contains("\"../../exports/p_2024-01.csv\""))
  }
}

extension BankConfiguration {
  fileprivate static func forTest(files: [String]) -> BankConfiguration {
    var configuration = BankConfiguration()
    configuration.panel = [PanelSource(files: .patterns(files))]
    return configuration
  }
}

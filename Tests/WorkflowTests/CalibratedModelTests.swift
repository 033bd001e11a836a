import Configuration
import Foundation
import ModelFile
import Reporting
import Scoring
import SystemIO
import Testing

@testable import Workflow

@Suite("A calibrated model", .serialized)
struct CalibratedModelTests {
  private func bank(calibration: String) throws -> SimulatedBank {
    let bank = try SimulatedBank(customers: 6000, months: 8)
    let file = URL(fileURLWithPath: bank.configurationPath)
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(
      (text + "\ntraining: { calibration: \(calibration), ensemble: never, trees: { learning_rate: 0.2 } }\n")
        .utf8
    ).write(to: file)
    return bank
  }

  private func probabilities(_ list: String) -> [String: Double] {
    var found: [String: Double] = [:]
    for line in list.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      found[String(cells[1])] = Double(cells[3])
    }
    return found
  }

  @Test(
    "keeps its correction in the file; lists have it, the order by probability and the reasons stay",
    arguments: ["platt", "beta", "isotonic"])
  func kept(method: String) throws {
    let bank = try bank(calibration: method)
    try bank.train("m")
    let document = try ModelCoder.read(bank.model("m") + "/model.churn")
    let calibration = try #require(document.calibration)
    #expect(calibration.method.rawValue == method)
    try bank.predict("m", to: "with.csv")
    var plain = document
    plain.calibration = nil
    let bytes = try ModelCoder.encode(plain, path: "model.churn")
    #expect(!String(decoding: bytes, as: UTF8.self).contains("\"calibration\" : {"))
    _ = FileManager.default.createFile(atPath: bank.model("m") + "/model.churn", contents: Data(bytes))
    try bank.predict("m", to: "without.csv")
    let (with, without) = (
      probabilities(bank.folder.text("with.csv")), probabilities(bank.folder.text("without.csv"))
    )
    let both = with.keys.filter { without[$0] != nil }
    #expect(both.count > 100)
    for customer in both {
      let raw = try #require(without[customer])
      let margin = calibration.margin(of: log(raw / (1 - raw)))
      #expect(abs((with[customer] ?? 0) - 1 / (1 + exp(-margin))) < 1e-4)
    }
    let order = { (list: [String: Double]) in both.sorted { (list[$1] ?? 0, $0) < (list[$0] ?? 0, $1) } }
    let ranks = Dictionary(uniqueKeysWithValues: order(without).enumerated().map { ($1, $0) })
    let ranked = order(with).map { without[$0] ?? 0 }
    #expect(zip(ranked, ranked.dropFirst()).allSatisfy { $0 >= $1 - 1e-4 } && ranks.count == both.count)
  }

  @Test("says what was tried and the outcome in figures and report; exports say that they lack it")
  func reported() throws {
    let bank = try bank(calibration: "auto")
    try bank.train("m")
    let report = bank.folder.text("m/model/report.html")
    #expect(report.contains("概率校准") && report.contains("对数损失（交叉验证）"))
    let figures = try DeterministicJSON.decode(Figures.self, from: bank.folder.bytes("m/model/figures.json"))
    let calibration = try #require(figures.calibration)
    #expect(calibration.trials.map(\.method) == [.none, .platt, .beta, .isotonic])
    #expect(calibration.months == figures.split?.validation && calibration.losses >= 50)
    let forced = try self.bank(calibration: "platt")
    try forced.train("m")
    let returned = try ExportRun(
      modelPath: forced.model("m"), format: .xgboost, outputPath: forced.folder.file("x.json")
    ).run()
    #expect(
      returned.remarks.contains { $0.english.contains("uncalibrated") }
        && forced.folder.text("x.json").contains("\"remark\":\"The probability is the uncal"))
  }

  @Test("has none where no month is to spare, and says so")
  func tooFewMonths() throws {
    let bank = try SimulatedBank(customers: 3000, months: 3)
    try bank.train("m", algorithm: .logistic)
    #expect(try ModelCoder.read(bank.model("m") + "/model.churn").calibration == nil)
    #expect(bank.folder.text("m/model/report.html").contains("没有可单独用于校准的月份"))
  }
}

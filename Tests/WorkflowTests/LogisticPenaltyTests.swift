import Configuration
import ModelFile
import Scoring
import Testing

@testable import Workflow

@Suite("Logistic regressions by the penalty that the configuration names", .serialized)
struct LogisticPenaltyTests {
  private func input(_ bank: SimulatedBank, _ settings: String) -> InputSelection {
    let lines = "training: { algorithm: logistic, logistic: { \(settings) } }\n"
    let path = bank.folder.write(bank.folder.text("bank/bank.yaml") + lines, as: "bank/changed.yaml")
    return InputSelection(configurationPath: path)
  }

  private func weights(_ bank: SimulatedBank, _ name: String) throws -> [String: Double] {
    let document = try LoadedModel(path: bank.model(name)).document
    guard case .linear(let linear) = document.scoring else { return [:] }
    var weights: [String: Double] = [:]
    for case .numeric(let term) in linear.terms {
      weights[document.recipes.recipes[term.variable].name] = term.weight
    }
    return weights
  }

  @Test(
    "a lasso is chosen on later months, leaves most columns, and is the same bytes for any number of threads")
  func lasso() throws {
    let bank = try SimulatedBank(customers: 2500, months: 9)
    let input = input(bank, "penalty: lasso, penalties: 12, folds: 2")
    let returned = try [1, 3].map { try bank.train("lasso\($0)", threads: $0, input: input) }
    #expect(bank.modelBytes("lasso1").count > 1000 && bank.modelBytes("lasso1") == bank.modelBytes("lasso3"))
    #expect(
      returned[0].model.fit.warnings.contains { $0.english.contains("was chosen among 12 by 2 later months") }
    )
    let weights = try weights(bank, "lasso1")
    #expect(weights.values.contains(0) && weights.values.contains { $0 != 0 })
    try bank.predict("lasso1", to: "list.csv", input: input)
    #expect(bank.folder.text("list.csv").split(separator: "\n").count > 50)
  }

  @Test(
    "signs are kept, with a ridge and with an elastic net, and a name that is no number is refused with a hint"
  )
  func signs() throws {
    let bank = try SimulatedBank(customers: 2000, months: 7)
    try bank.train("free", input: input(bank, "l2: 3"))
    let free = try weights(bank, "free")
    let (name, weight) = try #require(free.max { $0.value.magnitude < $1.value.magnitude })
    let sign = weight > 0 ? "negative" : "positive"
    for penalty in ["ridge", "elastic_net"] {
      try bank.train(
        penalty, input: input(bank, "l2: 3, penalty: \(penalty), penalties: 8, signs: { \(name): \(sign) }"))
      let bound = try weights(bank, penalty)[name] ?? 0
      #expect(weight > 0 ? bound <= 0 : bound >= 0)
    }
    // Bounds that are not reached change nothing.
    try bank.train(
      "kept", input: input(bank, "l2: 3, signs: { \(name): \(weight > 0 ? "positive" : "negative") }"))
    let kept = try weights(bank, "kept")
    #expect(free.allSatisfy { ((kept[$0.key] ?? .infinity) - $0.value).magnitude < 1e-3 })
    #expect {
      try bank.train("wrong", input: input(bank, "signs: { \(name)x: positive }"))
    } throws: {
      "\($0)".contains("names “\(name)x”, which is no number among the variables. Did you mean “\(name)”?")
    }
  }
}

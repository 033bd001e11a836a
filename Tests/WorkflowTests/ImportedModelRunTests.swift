import Configuration
import Messages
import ModelFile
import Parallel
import Reporting
import SystemIO
import Testing
import Validation

@testable import Workflow

/// A model of another tool that asks one question: is `x` below 500?
enum ImportedTool: String, CaseIterable {
  case lightGBM, xgBoost, catBoost

  var file: String {
    switch self {
    case .lightGBM:
      """
      tree
      version=v4
      num_class=1
      num_tree_per_iteration=1
      label_index=0
      max_feature_idx=0
      objective=binary sigmoid:1
      feature_names=x
      feature_infos=[0:1000]

      Tree=0
      num_leaves=2
      num_cat=0
      split_feature=0
      threshold=499.5
      decision_type=2
      left_child=-1
      right_child=-2
      leaf_value=-2 1
      leaf_count=10 10
      internal_count=20
      shrinkage=1

      end of trees


      """
    case .xgBoost:
      """
      {"learner":{"attributes":{},"feature_names":["x"],"gradient_booster":{"model":{"trees":[
      {"tree_param":{"num_nodes":"3","size_leaf_vector":"1"},"left_children":[1,-1,-1],"right_children":[2,-1,-1],
      "split_indices":[0,0,0],"split_conditions":[500,-2,1],"default_left":[1,0,0],"sum_hessian":[2,1,1],
      "split_type":[0,0,0],"categories_nodes":[],"categories_segments":[],"categories_sizes":[],"categories":[]}
      ]},"name":"gbtree"},"learner_model_param":{"base_score":"5E-1","num_class":"0","num_feature":"1","num_target":"1"},
      "objective":{"name":"binary:logistic"}},"version":[3,2,0]}
      """
    case .catBoost:
      """
      {"features_info":{"float_features":[{"flat_feature_index":0,"feature_id":"x","nan_value_treatment":"AsIs",
      "borders":[499.5]}]},"model_info":{},"scale_and_bias":[1,[0]],
      "oblivious_trees":[{"splits":[{"split_type":"FloatFeature","float_feature_index":0,"border":499.5}],
      "leaf_values":[-2,1],"leaf_weights":[3,4]}]}
      """
    }
  }
}

@Suite("Models of other tools are watched and validated as our own", .serialized)
struct ImportedModelRunTests {
  private let folder = TemporaryFolder()

  private func rows(_ range: Range<Int>, shift: Int = 0) -> String {
    var text = "id,x,lost\n"
    for row in range {
      var random = RandomStream(seed: 9, key: "\(row)")
      let x = random.below(1000)
      text += "k\(row),\(x + shift),\(random.below(100) < (x < 500 ? 10 : 60) ? 1 : 0)\n"
    }
    return text
  }

  private func input(_ text: String, _ name: String = "now.csv") -> InputSelection {
    InputSelection(
      language: .english,
      table: TableSelection(
        patterns: [folder.write(text, as: name)], label: "lost", positive: nil, key: "id", timeColumn: nil))
  }

  private func imported(_ tool: ImportedTool, _ name: String, reference: [String]) throws -> String {
    _ = try ImportRun(
      filePath: folder.write(tool.file, as: "\(tool.rawValue).model"), outputPath: folder.file(name),
      label: "lost", key: "id", reference: reference
    ).run(SimulatedBank.context(threads: 2))
    return folder.file(name)
  }

  private func watch(_ model: String, _ text: String, reference: [String] = []) throws -> MonitorOutcome {
    try MonitorRun(
      modelPath: model, input: input(text), month: nil, reference: reference, listPath: nil,
      outputPath: folder.file("w.json"), reportPath: nil, commandLine: "monitor"
    ).run(SimulatedBank.context(threads: 2))
  }

  private func validate(_ model: String, _ text: String) throws -> ValidationOutcome {
    try ValidationRun(modelPath: model, input: input(text), month: nil, outputPath: nil).run(
      SimulatedBank.context(threads: 2))
  }

  @Test(
    "with their training rows at hand at the import: drift, outcomes, and what they were trained on",
    arguments: ImportedTool.allCases)
  func withReference(tool: ImportedTool) throws {
    let train = folder.write(rows(0..<1500), as: "train.csv")
    let model = try imported(tool, "m", reference: [train])
    let quiet = try watch(model, rows(5000..<6200))
    #expect(quiet.verdict == .green && quiet.cautions.isEmpty, "\(quiet.findings)")
    let shifted = try watch(model, rows(5000..<6200, shift: 200))
    #expect(shifted.verdict == .red && shifted.findings.contains { $0.variable == "x" })
    #expect(try watch(model, rows(0..<1500)).cautions.count == 2)
    #expect(try validate(model, rows(0..<1500)).overlap.isWhole)
    let new = try validate(model, rows(5000..<6200))
    #expect(new.overlap.isNone && (new.evaluated.auc ?? 0) > 0.7)
    #expect((290...310).contains(try validate(model, rows(1200..<1800)).overlap.trained ?? 0))
    // The same scores with and without.
    let bare = try imported(tool, "bare", reference: [])
    let same = try validate(bare, rows(5000..<6200))
    #expect(same.evaluated.auc == new.evaluated.auc && same.evaluated.losses == new.evaluated.losses)
    #expect(same.overlap.doubt == .notKept && same.overlap.text(in: .chinese)?.contains("其他工具") == true)
  }

  @Test(
    "without them: rows that are named later, whose outcomes are no measure where they may be training rows",
    arguments: ImportedTool.allCases)
  func withoutReference(tool: ImportedTool) throws {
    let train = folder.write(rows(0..<1500), as: "train.csv")
    let model = try imported(tool, "m", reference: [])
    #expect(throws: RunError.self) { try watch(model, rows(5000..<6200)) }
    let quiet = try watch(model, rows(5000..<6200), reference: [train])
    #expect(
      quiet.verdict == .green && quiet.cautions.count == 1 && quiet.cautions[0].contains("is not known"))
    let content = try DeterministicJSON.decode(MonitorContent.self, from: folder.bytes("w.json"))
    #expect(content.outcome?.trainingAUC == nil && content.outcome?.evaluation.auc != nil)
    #expect(try watch(model, rows(5000..<6200, shift: 200), reference: [train]).verdict == .red)
    // An earlier month that it was not trained on is a measure.
    let known = try imported(tool, "known", reference: [train])
    let earlier = folder.write(rows(3000..<4500), as: "earlier.csv")
    _ = try watch(known, rows(5000..<6200), reference: [earlier])
    let measured = try DeterministicJSON.decode(MonitorContent.self, from: folder.bytes("w.json"))
    #expect((measured.outcome?.trainingAUC ?? 0) > 0.7)
  }

  @Test("training rows that lack a column of the model are refused, and no model is left")
  func lackingColumn() throws {
    let other = folder.write("id,y,lost\n1,2,0\n", as: "other.csv")
    #expect(throws: (any Error).self) { try imported(.lightGBM, "m", reference: [other]) }
    #expect(folder.text("m/model.churn").isEmpty)
  }

  @Test("two of them are compared with one of our own")
  func comparing() throws {
    let train = folder.write(rows(0..<1500), as: "train.csv")
    let (one, other) = (
      try imported(.xgBoost, "one", reference: [train]), try imported(.catBoost, "other", reference: [])
    )
    let content = try ComparisonRun(
      championPath: one, challengerPath: other, input: input(rows(1200..<2400)), month: nil, outputPath: nil,
      reportPath: nil, commandLine: "compare"
    ).run(SimulatedBank.context(threads: 2))
    #expect(content.comparison.auc.difference == 0 && content.notes.count == 2)
    #expect(
      content.notes[0].contains("“one” was trained on about") && content.notes[1].contains("is not known"))
    #expect(content.others == nil)
  }
}

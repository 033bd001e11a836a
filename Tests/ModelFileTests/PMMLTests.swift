import Foundation
import Parallel
import Scoring
import Testing

@testable import ModelFile

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What the files say, read by a slow reader of the parts of PMML that are written.
@Suite("PMML")
struct PMMLTests {
  private func root(_ model: ScoringModel, _ variables: [String]) throws -> XMLElement {
    let bytes = try PMMLWriter.bytes(model, variables: variables, producer: "test")
    return try #require(try XMLDocument(data: Data(bytes)).rootElement())
  }

  private func children(_ element: XMLElement) -> [XMLElement] {
    (element.children ?? []).compactMap { $0 as? XMLElement }
  }

  private func attribute(_ element: XMLElement, _ name: String) throws -> String {
    try #require(optionalAttribute(element, name), "\(name) of \(element.name ?? "")")
  }

  /// `attribute(forName:)` of FoundationXML finds none where a namespace is set.
  private func optionalAttribute(_ element: XMLElement, _ name: String) -> String? {
    element.attributes?.first { $0.name == name }?.stringValue
  }

  /// Nil where a predicate cannot be answered because the value is missing.
  private func holds(_ predicate: XMLElement, _ row: [String: Float]) throws -> Bool? {
    if predicate.name == "True" { return true }
    let value = row[try attribute(predicate, "field")].flatMap { $0.isNaN ? nil : Double($0) }
    if predicate.name == "SimpleSetPredicate" {
      guard let value else { return nil }
      let codes = try #require(children(predicate).first?.stringValue).split(separator: " ").compactMap {
        Double($0)
      }
      return codes.contains(value) == (try attribute(predicate, "booleanOperator") == "isIn")
    }
    let split = try attribute(predicate, "operator")
    if split == "isMissing" { return value == nil }
    guard let value else { return nil }
    let bound = try #require(Double(try attribute(predicate, "value")))
    switch split {
    case "lessOrEqual": return value <= bound
    case "greaterThan": return value > bound
    case "lessThan": return value < bound
    case "equal": return value == bound
    default: throw InterchangeError(place: split, problem: "Not an operator that is written.")
    }
  }

  private func score(ofTree root: XMLElement, _ row: [String: Float]) throws -> Double {
    var node = root
    while let fallback = optionalAttribute(node, "defaultChild") {
      let below = children(node).filter { $0.name == "Node" }
      var next: XMLElement?
      for child in below {
        guard let answer = try holds(try #require(children(child).first), row) else {
          next = try below.first { try attribute($0, "id") == fallback }
          break
        }
        if answer {
          next = child
          break
        }
      }
      node = try #require(next)
    }
    return try #require(Double(try attribute(node, "score")))
  }

  @Test("of a forest with categories and missing values gives its margins")
  func forest() throws {
    let url = try #require(
      Bundle.module.url(forResource: "Golden/interchange/lightgbm.txt", withExtension: nil))
    let imported = try ImportedModel.read([UInt8](try Data(contentsOf: url)))
    #expect(!ImportedModel.categories(of: imported.forest).isEmpty)
    let names = imported.variables.map { "<\($0)> & \"co\"" }
    let root = try root(.forest(imported.forest), names)
    let mining = try #require(root.elements(forName: "MiningModel").first)
    let trees = try #require(mining.elements(forName: "Segmentation").first).elements(forName: "Segment")
      .compactMap { $0.elements(forName: "TreeModel").first?.elements(forName: "Node").first }
    #expect(trees.count == imported.forest.trees.count + 1)
    var random = RandomStream(seed: 5)
    let matrix = ColumnMatrix(
      columns: names.indices.map { column in
        (0..<200).map { _ in
          random.chance(0.1)
            ? .nan : column >= 5 ? Float(random.below(column == 5 ? 9 : 45)) : Float(random.normal())
        }
      })
    let margins = try Scorer(.forest(imported.forest)).margins(of: matrix, team: ThreadTeam(threadCount: 1))
    for row in 0..<matrix.rowCount {
      let values = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, matrix[row, $0]) })
      let found = try trees.reduce(0) { $0 + (try score(ofTree: $1, values)) }
      #expect((found - margins[row]).magnitude < 1e-12)
    }
  }

  @Test("of a scorecard gives its margins and says which variables they come from")
  func scorecard() throws {
    let model = LinearModel(
      variableCount: 2, intercept: -1.5,
      terms: [
        .binned(
          BinnedTerm(
            variable: 0, cuts: [0, 2.5], specials: [-1], addends: [0.25, -0.5, 1, 4, 8], meanAddend: 0.125)),
        .category(CategoryTerm(variable: 1, weights: [1, 2], otherWeight: 16, meanWeight: 1.5)),
      ])
    let card = try #require(try root(.linear(model), ["a", "b"]).elements(forName: "Scorecard").first)
    #expect(try attribute(card, "reasonCodeAlgorithm") == "pointsAbove")
    let parts = try #require(card.elements(forName: "Characteristics").first)
    let characteristics = parts.elements(forName: "Characteristic")
    #expect(try characteristics.map { try attribute($0, "reasonCode") } == ["a", "b"])
    let matrix = ColumnMatrix(columns: [[-2, -1, 0, 2.5, .nan, 2.25, 1], [0, 1, 2, .nan, 0, 1, -1]])
    let margins = try Scorer(.linear(model)).margins(of: matrix, team: ThreadTeam(threadCount: 1))
    for row in 0..<matrix.rowCount {
      var sum = try #require(Double(try attribute(card, "initialScore")))
      for characteristic in characteristics {
        let first = try #require(
          try characteristic.elements(forName: "Attribute").first { attribute in
            guard let predicate = children(attribute).first else { return false }
            return try holds(predicate, ["a": matrix[row, 0], "b": matrix[row, 1]]) == true
          })
        sum += try #require(Double(try attribute(first, "partialScore")))
      }
      #expect(sum == margins[row])
    }
  }

  @Test("holds no model that mixes bins with plain numbers, and says so")
  func mixed() throws {
    let model = LinearModel(
      variableCount: 2, intercept: 0,
      terms: [
        .binned(BinnedTerm(variable: 0, cuts: [], specials: [], addends: [0, 1], meanAddend: 0)),
        .numeric(
          NumericTerm(variable: 1, lowest: 0, highest: 1, imputation: 0, mean: 0, scale: 1, weight: 1)),
      ])
    let error = #expect(throws: InterchangeError.self) {
      try PMMLWriter.bytes(.linear(model), variables: ["a", "b"], producer: "test")
    }
    #expect(error?.place == "variable “b”")
  }
}

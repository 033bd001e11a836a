import ModelFile
import SystemIO

/// What a model is, as the interface tells it in JSON.
struct ModelDescription: Encodable {
  struct Column: Encodable {
    let name: String
    let kind: NeededColumn.Kind
  }

  struct Variable: Encodable {
    let name: String
    let columns: [String]
    let importance: Double
  }

  let name: String
  let producedBy: String
  let kind: ModelDocument.Kind
  let algorithm: String
  let label: String?
  let positive: String?
  let columns: [Column]
  let variables: [Variable]
  let expectedMargin: Double
  let hasPoints: Bool
  let baseRate: Double
  let rounds: Int?

  init(_ document: ModelDocument) throws {
    (name, producedBy, kind) = (document.name, document.producedBy, document.kind)
    (algorithm, label, positive) = (document.algorithm.rawValue, document.label, document.positive)
    columns = document.columns.map { Column(name: $0.name, kind: $0.kind) }
    variables = zip(document.recipes.recipes, document.variables).map {
      Variable(name: $0.name, columns: $0.columns, importance: $1.importance)
    }
    expectedMargin = try document.scorer().expectedMargin
    (hasPoints, baseRate, rounds) = (document.scorecard != nil, document.baseRate, document.rounds)
  }

  private enum CodingKeys: String, CodingKey {
    case name, kind, algorithm, label, positive, columns, variables, rounds
    case producedBy = "produced_by"
    case expectedMargin = "expected_margin"
    case hasPoints = "has_points"
    case baseRate = "base_rate"
  }

  func json() throws -> String { String(decoding: try DeterministicJSON.encode(self), as: UTF8.self) }
}

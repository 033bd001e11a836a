import Calendar
import Configuration
import Learning
import Retention
import SystemIO
import Workflow

/// What a verb is asked for, in JSON: its keys are the names of the program's options.
struct RunRequest: Decodable {
  private(set) var configuration: String?
  private(set) var panel: [String]?
  private(set) var language: Language?
  private(set) var question: String?
  private(set) var model: String?
  private(set) var month: String?
  private(set) var algorithm: TrainingDefinition.Algorithm?
  private(set) var seed: UInt64?
  private(set) var tune: String?
  private(set) var all: Bool?
  private(set) var top: Int?
  private(set) var share: Double?
  private(set) var above: Double?
  private(set) var order: ListDefinition.Order?
  private(set) var lists: String?
  private(set) var accept: String?
  private(set) var customer: String?
  private(set) var set: [String]?
  private(set) var list: String?
  private(set) var backtest: Int?
  private(set) var draft: String?
  private(set) var full: Bool?
  private(set) var out: String?
  private(set) var report: String?
  /// What a report says that it was made by.
  private(set) var command: String?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case configuration, panel, language, question, model, month, algorithm, seed, tune, all, top, share, above
    case order, lists, accept, customer, set, list, backtest, draft, full, out, report, command
  }

  /// The keys that a request has, whatever they are.
  private struct Keys: Decodable {
    let names: [String]

    private struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      names = try decoder.container(keyedBy: Key.self).allKeys.map(\.stringValue).sorted()
    }
  }

  /// - Throws: ``CallError`` where it is no JSON, or has a key that no verb knows.
  static func read(_ json: String) throws -> RunRequest {
    let bytes = Array(json.utf8)
    let known = CodingKeys.allCases.map(\.rawValue)
    do {
      if let name = try DeterministicJSON.decode(Keys.self, from: bytes).names.first(where: {
        !known.contains($0)
      }) {
        let hint = Suggestion.closest(to: name, among: known).map { "; did you mean “\($0)”?" } ?? "."
        throw CallError("The request has a key “\(name)” that no verb knows\(hint)")
      }
      return try DeterministicJSON.decode(RunRequest.self, from: bytes)
    } catch let error as CallError {
      throw error
    } catch {
      throw CallError("The request is not as churn.h says: \(error)")
    }
  }

  // MARK: As the runs take it

  var input: InputSelection {
    InputSelection(
      configurationPath: configuration, panelPatterns: panel ?? [], language: language, question: question)
  }

  func monthGiven() throws(CallError) -> Month? {
    guard let month else { return nil }
    guard let known = Month(parsing: month) else {
      throw CallError("“\(month)” is no month; write it as 2024-07.")
    }
    return known
  }

  func tuning() throws(CallError) -> TuningBudget? {
    guard let tune else { return nil }
    guard let budget = TuningBudget(parsing: tune) else {
      throw CallError(
        "“\(tune)” says not how long to search; give a number of trials, as 27, or of minutes, as 15m.")
    }
    return budget
  }

  /// What only some verbs need.
  func needed(_ key: CodingKeys, _ value: String?) throws(CallError) -> String {
    guard let value else { throw CallError("The request lacks “\(key.rawValue)”; give it.") }
    return value
  }
}

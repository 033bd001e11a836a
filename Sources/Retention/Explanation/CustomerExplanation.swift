import Calendar
import Configuration

/// All that there is to say of one customer's score: how high it is, what it is made of, why the customer is listed or not,
/// what came before, what became of similar customers, and what would be if.
public struct CustomerExplanation: Sendable, Equatable {
  public var language: Language
  /// What the probability is of.
  public var words = QuestionWords.loss
  public var program: String
  public var model: String
  /// The customer, or the key of a ready-made table's row.
  public var customer: String
  /// The snapshot month; nil for a ready-made table.
  public var snapshot: Month?
  /// The customer as on the list, whether listed or not; nil where there is no score.
  public var entry: LossEntry?
  /// The place among all who were scored, in the order of the list; nil where there is no score.
  public var rank: Int?
  /// How many were scored.
  public var scored: Int
  public var listing: Listing
  /// What the score is made of; nil where there is none.
  public var score: ExplainedScore?
  /// The months up to the snapshot month; nil for a ready-made table.
  public var history: CustomerHistory?
  /// Who the customer is and what is to be done, as on the list.
  public var facts: [NamedText] = []
  /// The rules that say so.
  public var rules: [NamedText] = []
  /// What became of customers with similar scores; nil where no outcomes are known.
  public var similar: SimilarCustomers?
  /// What would be if; nil where nothing was asked.
  public var whatIf: WhatIf?

  public init(
    language: Language, program: String, model: String, customer: String, snapshot: Month?, scored: Int,
    listing: Listing
  ) {
    (self.language, self.program, self.model) = (language, program, model)
    (self.customer, self.snapshot, self.scored, self.listing) = (customer, snapshot, scored, listing)
  }

  /// The month in which assets may be lost.
  public var monthAtRisk: Month? { snapshot.map { $0 + 1 } }
}

/// A text with what it is of.
public struct NamedText: Sendable, Equatable {
  public var name: String
  public var text: String

  public init(_ name: String, _ text: String) { (self.name, self.text) = (name, text) }
}

extension CustomerExplanation {
  /// Fills in all that there is to say of a scored customer.
  ///
  /// - Parameters:
  ///   - row: of the population.
  ///   - list: all who are listed.
  ///   - settings: figures that are to be other ones; none: nothing is asked.
  /// - Throws: `RunError` naming every figure that is not known or cannot be read.
  public mutating func fill(
    _ row: Int, in ranked: RankedPopulation, _ list: ExplainedList, settings: [String]
  ) throws {
    let (found, score) = list.explained(row)
    self.score = score
    rank = ranked.ranking.rows.firstIndex(of: row).map { $0 + 1 }
    if let view = ranked.view {
      let entry = list.fitted(found, view.rules.planner)
      (self.entry, rules) = (entry, view.rules(ofRow: row, entry))
    } else {
      entry = found
    }
    facts = entry?.facts(in: language) ?? []
    if !settings.isEmpty { whatIf = try list.whatIf(row, settings) }
  }

  /// Fills in all that there is to say of a table's row.
  public mutating func fill(_ row: Int, in ranking: LossRanking, _ entries: TableEntries, settings: [String])
    throws
  {
    rank = ranking.rows.firstIndex(of: row).map { $0 + 1 }
    (entry, score) = (entries.entries(for: [row]).first, entries.score(row))
    if !settings.isEmpty { whatIf = try entries.whatIf(row, settings) }
  }
}

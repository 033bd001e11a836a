import Calendar
import Learning
import Metrics
import Panel
import Parallel
import Scoring
import Variables

/// Scores rows of a panel and evaluates the scores.
public struct Evaluator {
  public let scorer: Scorer
  public let maker: VariableMaker
  public let team: ThreadTeam
  /// What the event of the model's question moves; nil for the loss.
  public let money: EventMoney?

  public init(scorer: Scorer, maker: VariableMaker, money: EventMoney? = nil, team: ThreadTeam) {
    (self.scorer, self.maker, self.money, self.team) = (scorer, maker, money, team)
  }

  /// The probability of a loss of each row, computed block by block.
  ///
  /// - Throws: `RunError` where a row's score to start from is no probability.
  public func probabilities(of rows: [SnapshotRow]) throws -> [Double] {
    let result = AlignedArray<Double>(count: rows.count)
    let view = result.view
    let scorer = scorer
    let check = StartingScoreCheck(scorer.model, book: maker.book)
    let faults = maker.mapBlocks(rows, team: team) { range, variables, _ in
      scorer.probabilities(of: variables, into: view[range])
      return check?.firstFault(in: variables).map { (row: range.lowerBound + $0.row, value: $0.value) }
    }
    if let check, let fault = faults.lazy.compactMap({ $0 }).first {
      throw check.problem(key: maker.panel.customers[Int(rows[fault.row].customer)], value: fault.value)
    }
    return Array(result.view.elements)
  }

  /// The rows with their scores.
  public func scored(_ table: OutcomeTable) throws -> ScoredTable {
    let loans = maker.panel.numberColumns.firstIndex { $0.name == "loan_balance" }
    let stakes = money.map { money in
      table.rows.indices.map { row in
        let (customer, month) = (Int(table.rows[row].customer), Month(index: Int(table.rows[row].month)))
        let owed = loans.map { Double(maker.panel.number(customer, month, column: $0)) } ?? 0
        return table.stakes[row] * money.share(assets: table.assets[row], loans: owed)
      }
    }
    return try ScoredTable(table, scores: probabilities(of: table.rows), stakes: stakes)
  }

  /// How good the scores of the rows are.
  public func evaluation(of table: OutcomeTable) throws -> Evaluation {
    Evaluation(try scored(table).sample)
  }

  /// Sudden losses by the scores of everybody else; nil where there is none.
  public func sudden(in table: OutcomeTable, against headline: ScoredTable) throws -> SuddenLossFigures? {
    let sudden = table.rows(with: [.suddenLoss])
    if sudden.count == 0 { return nil }
    return SuddenLossFigures(try scored(sudden).sample, against: RankedSample(headline.sample))
  }
}

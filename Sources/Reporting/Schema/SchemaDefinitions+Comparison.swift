extension SchemaDefinitions {
  /// What `churn compare` says.
  static let comparison = """
    comparison: All that `churn compare` says, as data: the page and the JSON are made of nothing else.
      challenger! string
      champion! string
      comparison! PairedComparison
      customers! integer: Customers and snapshot months.
      language! Language
      losses! integer: Losses among them.
      months! [month]: Snapshot months that both are evaluated on; none for the rows of a table.
      notes! [string]: Sentences about what weakens the comparison, in the report's language.
      others Comparison.Others: The comparison on rows of a table that neither was trained on, where one was trained on others of them.
      program! string
      question QuestionSubject: What the models were asked; absent for the loss.
      reproduction! Reproduction
      training_overlap! Comparison.Overlaps
    Comparison.Others: A part of the rows by itself.
      comparison! PairedComparison
      losses! integer: Losses among them.
      rows! integer
    Comparison.Overlaps: Whether either model was trained on what they are compared on.
      challenger! TrainingOverlap
      champion! TrainingOverlap
    Moves: Who stands on the lists of two models of the same length.
      off! Moves.Group: On the champion's list alone: they would move off.
      on! Moves.Group: On the challenger's list alone: they would move on.
      on_both! Moves.Group
      share! number: Share of all customers on either list.
    Moves.Group: Customers who stand on one list, the other or both.
      customers! number: Customers and snapshot months.
      losses! number: Losses among them.
      lost_assets! number: Assets lost by them, in currency units.
    PairedComparison: Two models on the same rows: their figures, the differences, and how sure these are.  Customers are drawn anew for both models at once, so that what the models have in common cancels out: the interval is that of the difference, and a difference is sure where 0 lies outside of it.
      auc! PairedComparison.Difference
      average_precision! PairedComparison.Difference
      brier! PairedComparison.Difference
      kolmogorov_smirnov! PairedComparison.Difference
      lists! [PairedComparison.List]
      log_loss! PairedComparison.Difference
      moves! Moves: Who moves on and off a list of the share moveShare by expected loss (by score where there are no assets).
      rounds! integer: Rounds of the bootstrap.
    PairedComparison.Difference: One figure of both.
      challenger number
      champion number
      difference number: Challenger − champion.
      interval Interval
    PairedComparison.List: What lists of some length catch.
      captured_lost_assets! PairedComparison.Difference: Share of the lost assets on the list by expected loss; without amounts all nil.
      lift! PairedComparison.Difference
      recall! PairedComparison.Difference: Share of the losses on the list by probability.
      share! number
    """
}

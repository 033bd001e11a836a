extension SchemaDefinitions {
  /// What `churn monitor` says.
  static let monitor = """
    monitor: All that `churn monitor` says of a month, as data: the page and the JSON are made of nothing else.
      customers! integer: Customers and snapshot months.
      findings! [MonitorContent.Finding]
      flow! [MonitorContent.Flow]
      language! Language
      limits! MonitorDefinition
      model! string
      month month: The month that is watched; absent for the rows of a table.
      outcome MonitorContent.Outcome
      program! string
      question QuestionSubject: What the model was asked; absent for the loss.
      reproduction! Reproduction
      score! MonitorContent.Drift
      score_before! Spread: How the probabilities are distributed, over the same bins: trained on, and now.
      score_now! Spread
      training_overlap! TrainingOverlap: Whether the model was trained on the rows that are watched.
      unseen_season! boolean: Whether none of the training months was this month of the year.
      variables! [MonitorContent.Drift]: The variables, those that ask for most attention first.
      verdict! Light: The worst light of all findings.
    Light = green | amber | red: How much something asks for attention.
    MonitorContent.Drift: One variable, or the score, of the month against the training months.
      importance number
      light! Light
      meaning string
      missing_before number
      missing_now number
      name! string: Name of the variable or group.
      new_share number: Share of the customers with a text that the model has never seen, and the commonest of these texts.
      new_texts! [string]
      stability number: Population stability index; nil where nobody is there.
      usual_stability number: The greatest index of a single training month against all.
    MonitorContent.Finding: Something that is amber or red, in a sentence in the report's language.
      light! Light
      shift MonitorContent.Finding.Shift: Set where nothing but a variable's distribution has moved: many such findings are said in one line.
      text! string
      variable string: Name of the variable that it is about; nil where it is about none.
    MonitorContent.Finding.Shift: A variable whose distribution has moved.
      name! string: What the variable is, in the report's language.
      stability! number: Population stability index against the months trained on.
    MonitorContent.Flow: One month of the panel.
      customers! integer: Customers and snapshot months.
      entering! integer
      leaving! integer
      month! month
      population! integer
    MonitorContent.ListOutcome: The outcome of the customers on a loss list that was issued.
      all_losses! integer
      all_lost_assets! number
      customers! integer: Customers on the list whose outcome is known.
      expected_losses! number: Sum of the list's probabilities: as many losses were predicted.
      losses! integer: Losses among them, and all losses of the month; sudden ones included.
      lost_assets! number
      without_outcome! integer: Customers on the list who are not in the panel's population of that month, or whose outcome is unknown.
    MonitorContent.Outcome: The outcome of the month before, or of the rows of a table.
      judgement! Judgement
      learnt_auc number: The AUC of the model's own report.
      list MonitorContent.ListOutcome
      others Judgement: Rows of a table that it was not trained on, where it was trained on others of them.
      snapshot month
      sudden SuddenLossFigures
      training_overlap! TrainingOverlap: Whether the model was trained on what the figures are of.
    MonitorDefinition: When `churn monitor` calls a month amber or red.
      auc! MonitorDefinition.Limits: By how much the AUC may lie below that of the model's own report.
      least_importance! number: Variables that do less than this share of the model's work are shown for information only.
      losses! MonitorDefinition.Limits: How many times as many losses may come as were predicted, or be predicted as came.
      population! MonitorDefinition.Limits: By which share the population may grow or shrink in a month.
      share! MonitorDefinition.Limits: By how much the share of customers without a value, or with a text that was never seen, may grow.
      stability! MonitorDefinition.Limits: Population stability index of a variable or the score, beyond what training months differ.
      unseen_season! MonitorDefinition.Limits: The same for variables in a month of the year that none of the training months was, as long as the score has not moved: what comes back every year, such as bonuses and the year's end, is no drift.
    MonitorDefinition.Limits: From `amber` on something asks for a look, from `red` on it asks for action.
      amber! number: From here on amber.
      red! number: From here on red.
    Spread: How the values of a variable or score are distributed over bins, by which samples of different months are compared.  Categories are distributed by their codes 0, 1, 2, …, a bin for each.
      counts! [number]: Rows in each bin, one more than edges.
      edges! [number]: Edges of the bins, rising: a bin holds values from its edge up to the next one, the first all below the first edge.
      missing! number: Rows without a value.
    """
}

extension SchemaDefinitions {
  /// What a model report says (`report.json`).
  static let report = """
    report: All that a model report says, as data: the page is made of nothing else, and the JSON beside it is this.
      algorithm! TrainingDefinition.Algorithm
      backtest Backtest: Models trained anew at the end of each of the last months; nil where it was not asked for.
      calibration CalibrationReport: How probabilities were made to come true; nil where nothing is known of it.
      cross_validation CrossValidation: Models of a ready-made table that were trained fold by fold; nil where it was not asked for.
      data! [ReportTable]: What was read and what cleaning found; in the report's language.
      judgements! [JudgedSet]: The sets of customers that the model was evaluated on.
      language! Language
      leaks [Leak]: What gives the label away, the strongest first; nil where it was not looked for.
      model! string: Name of the model.
      modelTables! [ReportTable]: What the model is made of: settings, size; in the report's language.
      occasion! Occasion
      population! [PopulationMonth]: Month by month, oldest first; empty for a ready-made table.
      program! string: The program's name and version.
      reproduction! Reproduction
      segmentations! [Segmentation]: The headline set's customers by month, tier, branch and other groups.
      split! SplitReport
      subject! Subject
      sudden SuddenLossFigures: Sudden losses of the headline set's months.
      variables! VariablesReport
    Backtest: A rolling-origin back-test: at the end of one month after the other a model is trained on what was known then, and evaluated on the month after, beside simple rules that a bank would use without any model.
      absent_rules! [SimpleRule]: Rules whose columns the panel lacks.
      model! Backtest.Score: Over all rounds.
      rounds! [Backtest.Round]: Oldest first.
      rules! [Backtest.RuleScore]
    Backtest.Round: One month.
      customers! integer: Customers and snapshot months.
      learnt_from! [month]: Snapshot months that the model was trained on.
      losses! integer: Losses among them.
      lost_assets! number: Assets that customers with a loss no longer had, in currency units.
      model! Backtest.Score
      rules! [Backtest.RuleScore]: A figure for each of SimpleRule; a rule whose columns are absent has none.
      snapshot! month: The month at whose end we stood.
    Backtest.RuleScore
      rule! SimpleRule
      score! Backtest.Score
    Backtest.Score: How well an order of customers finds losses.
      auc number: Area under the ROC curve.
      auc_interval Interval: DeLong's interval.
      captured_lost_assets number: Share of the lost assets that the first tenth of customers holds.
      lift number: Losses over the loss rate among the first tenth of customers.
      recall number: Share of the losses that the first tenth of customers holds.
    CalibrationReport: How probabilities were made to come true, or why they were left as they are.
      customers! integer: Customers and snapshot months.
      log_loss_after number
      log_loss_before number: Mean log-loss on the evaluated customers without and with the correction; nil where there is none.
      losses! integer: Losses among them.
      method! CalibrationReport.Method
      months! [month]: Snapshot months that it was trained on.
      reason CalibrationReport.Reason
      trials! [CalibrationReport.Trial]
    CalibrationReport.Method = none | platt | beta | isotonic
    CalibrationReport.Reason = none_better | no_month_to_spare | few_losses | turned_off: Why there is no correction. none_better: No method did better than none on customers that it was not fitted to; no_month_to_spare: All months are needed to learn and to evaluate
    CalibrationReport.Trial: A method on customers that it was not fitted to.
      log_loss number: Mean log-loss, less is better; nil where the method found no correction that rises.
      method! CalibrationReport.Method
    CrossValidation: How models do on rows that they were not trained on, fold by fold: each figure as its mean with an interval.
      column string: The column that the folds are made by; nil: rows are numbered.
      figures! [CrossValidation.Figure]
      folds! [CrossValidation.Fold]
      kind! CrossValidation.Kind
    CrossValidation.Figure: A figure of all folds.
      folds! [CrossValidation.Value]: Of each fold that has the figure.
      interval Interval: Nil with fewer than two such folds.
      mean! number: The mean of the folds that have the figure.
      name! CrossValidation.Name
    CrossValidation.Fold: What is told of each fold.
      losses! integer: Losses among them.
      rows! integer
      trained_rows! integer
    CrossValidation.Kind = key | column | time: What the folds are made by. key: Rows of a key stay together; column: Rows with the same value of a column stay together; time: Each fold is later than all that its model was trained on, by a column of time
    CrossValidation.Name = auc | kolmogorov_smirnov | average_precision | h_measure | lift | recall | log_loss | brier | calibration_error | loss_rate | predicted_loss_rate: The figures. lift: Losses over the loss rate among the tenth with the highest scores; recall: Share of all losses in that tenth; loss_rate: Share of losses, and the one that was predicted
    CrossValidation.Value: A figure of one fold.
      fold! integer: Number of the fold, from 1 on.
      value! number
    Leak: Something that alone gives the label away, or nearly so.
      auc! number: Area under the curve of it alone; 0.5 and above.
      column string: The column, or the variable made of it; nil for the order of rows, and of keys without a name.
      kind! Leak.Kind
      ks! number: Greatest distance between the shares of losses and of kept rows up to some value.
    Leak.Kind = values | label | missing | key_order | row_order: What gives the label away. values: The values of a column; label: A column that is the label itself, or its opposite; missing: Whether a column has a value; key_order: The order of the keys; row_order: The order in which the rows stand in their file
    LeftOutColumn: A column that no variable is made of, and why.
      count integer: Number of different texts; of columns without a name, how many there are.
      name! string: Empty where the column has none.
      reason! LeftOutColumn.Reason
    LeftOutColumn.Reason = empty | one_level | many_levels | key | identifier | date | unnamed
    LossDefinition: What counts as a loss, and which losses are sudden; see `Panel` for the formulas.
      rule! LossDefinition.Rule
      share! number: Share of the assets that must go under the rule `drop`.
      sudden! SuddenDefinition
    LossDefinition.Rule = drop | floor | demotion
    Occasion = training | validation: What the report was written for. training: A model was trained; validation: A model that stood already was evaluated
    PopulationMonth: The population of one snapshot month.
      assets! number: Assets of the population, in currency units.
      customers! integer: Customers that the panel holds.
      losses integer: Losses in the performance month, sudden ones included; nil where that month is not known yet.
      population! integer: Those with assets above the floor.
      snapshot! month
      sudden integer: Sudden losses among them.
    ReportTable: A table handed in by the caller, its cells ready to be shown.
      columns! [ReportTable.Column]
      folded ReportTable.Folded: Rows that are shown where they are asked for, below a line that says what they are; nil: none.
      note string: A sentence below the table.
      rows! [[string]]
      title! string
    ReportTable.Folded: Rows of a table that few readers ask for.
      rows! [[string]]
      title! string: What they are, in the report's language.
    ReportTable.Column
      is_number! boolean: Numbers stand flush right.
      title! string
    SimpleRule = last_months_fall | fewest_logins | maturing_products: A rule by which a bank without a model would order its customers. last_months_fall: Whose assets fell most, as a share, in the month that ends; fewest_logins: Who logged in least in the month that ends, first of all those who did not; maturing_products: Of whose assets the greatest share falls due in the month to come
    SplitReport: Which months (or rows of a table) served for what.
      notes! [string]: Whole sentences in the report's language, such as why there were too few months.
      parts! [SplitReport.Part]
      refitted! boolean: Whether the model was fitted once more on all rows with known outcomes after it had been evaluated.
    SplitReport.Part
      losses! integer: Losses among them.
      months! [month]: Snapshot months; empty for a ready-made table without months.
      role! JudgedSet.Role
      rows! integer
    Subject: {"description": "What the model was asked to predict.", "oneOf": [{"type": "object", "description": "Next month's loss of customers above a floor, in currency units.", "additionalProperties": false, "required": ["panel"], "properties": {"panel": {"type": "object", "additionalProperties": false, "required": ["floor", "loss"], "properties": {"floor": {"type": "number"}, "loss": {"$ref": "#/$defs/LossDefinition"}}}}}, {"type": "object", "description": "Another question of a panel's customers.", "additionalProperties": false, "required": ["question"], "properties": {"question": {"type": "object", "additionalProperties": false, "required": ["asked"], "properties": {"asked": {"$ref": "#/$defs/QuestionSubject"}}}}}, {"type": "object", "description": "The label column of a ready-made table.", "additionalProperties": false, "required": ["table"], "properties": {"table": {"type": "object", "additionalProperties": false, "required": ["label"], "properties": {"label": {"type": "string"}, "key": {"type": "string"}}}}}]}
    SuddenDefinition: A loss of at least `share` after `quietMonths` months that all lie within `band` of their median.
      band! number
      quiet_months! number
      share! number
    TrainingDefinition.Algorithm = logistic | trees
    VariableContributions: What one variable did to the scores of evaluated customers: a point for each of some customers, evenly taken.
      meaning string
      name! string: Name of the variable or group.
      points! [VariableContributions.Point]
    VariableContributions.Point
      contribution! number: The variable's share of the customer's log odds.
      rank number: Where the customer's value stands among those of the others: 0 the least, 1 the greatest; nil where it is missing, and for texts, which have no order.
    VariableProfile: How one variable goes with losses, and whether its values have moved since the training months.
      bins! [VariableProfile.Bin]
      meaning string
      name! string: Name of the variable or group.
      ordered_bins integer: How many of the first bins follow each other in order: none of a category's, all but that of missing values of a number's; nil in reports of earlier versions.
      stability number: Population stability index between the training customers and those evaluated; nil where either has nobody.
    VariableProfile.Bin: Customers whose values lie in one range, or have one text.
      foretold number: Mean probability of the bin's evaluated customers; nil without customers.
      judged_share! number: Share of the evaluated customers.
      label! string: The range or text, in the report's language.
      learnt_share! number: Share of the training customers.
      loss_rate number: Share of the bin's evaluated customers with a loss; nil without customers.
    VariablesReport: The variables of the model.
      contributions [VariableContributions]: What the most important ones did to the scores of evaluated customers; nil where it was not looked at.
      count! integer: How many the model has.
      left_out! [LeftOutColumn]: Columns that were read and that no variable is made of.
      measure string: How importance is measured, in a sentence in the report's language.
      profiles! [VariableProfile]: How the most important ones go with losses.
      top! [VariablesReport.Variable]: The most important ones, most important first.
    VariablesReport.Variable
      auc_fall number: How far the AUC of the evaluated customers falls when its values are shuffled among them.
      importance! number: Share of all importance, 0 to 1.
      information_value number
      meaning string: What it is in words, in the report's language.
      name! string: Name of the variable or group.
      splits integer: Nodes of all trees that split on it; nil where the model has no trees.
      stability number: Population stability index between the training customers and those evaluated.
    """
}

extension SchemaDefinitions {
  /// What the record of a run says, which stands beside each list.
  static let record = """
    record: What was run to make a loss list.
      accepted string: Why somebody went on where the delivery would have stopped the run; nil where nobody had to.
      configuration Reproduction.File: The configuration's file; nil where none was given and the model's own holds.
      counts! [RunRecord.Count]: From rows read to customers listed, in the order of the steps.
      inputs! [Reproduction.File]: All that was read besides: the panel or table, and the files that rules of lists name.
      language! Language
      list Reproduction.File: The list that it is the record of, by name; a folder's manifest has the checksums of its own.
      model! RunRecord.Model: The model that scored.
      month_at_risk month: The month after it, in which assets may be lost.
      order! ListDefinition.Order
      program! string: The program's name and version.
      question string: The question that the model asks; absent for the loss.
      run RunTimes: The only key that changes when the same run is done again; the copy within bank.json has none.
      selection! Selection
      snapshot_month month: The last month that was looked at; nil for a ready-made table.
      unseen_rule UnseenRule: What the model takes texts for that training never saw; nil where it has no texts.
      unseen_texts! [UnseenTexts]: Texts that training never saw, by column.
      warnings! [string]: All that the run has warned of, in sentences.
    calendar: What was run to make a calendar of contacts over several questions; each question's own list has a record besides.
      accepted string: Why somebody went on where the delivery would have stopped the run; nil where nobody had to.
      configuration Reproduction.File: The configuration's file; nil where none was given and the models' own holds.
      counts! [RunRecord.Count]: From customers asked for to customers contacted, in the order of the steps.
      inputs! [Reproduction.File]: All that was read besides: the panel, and the files that rules of lists name.
      language! Language
      list Reproduction.File: The calendar that it is the record of, by name.
      month_at_risk! month: The month after the snapshot month, in which the customers are contacted.
      program! string: The program's name and version.
      questions! [CalendarRecord.Question]: What each question has of it, in the order of the models.
      run RunTimes: The only key that changes when the same run is done again.
      selection! Selection
      snapshot_month! month: The last month that was looked at.
      warnings! [string]: All that the run has warned of, in sentences.
    CalendarRecord.Question
      contacts! integer
      control integer: Contacts that are held out; nil where there is no control group.
      expected_money! number: Of its contacts: the money that their events are expected to move, times what a unit of it is worth.
      list! string: The name of the question's own list, beside the calendar.
      model! RunRecord.Model
      question! string
      quota integer: Most contacts that it may have; nil where there is no limit.
      scored! integer: Customers for whom it asks.
      worth! number: What a unit of its expected money counts.
    ListDefinition.Order = expected_loss | probability | kept_per_cost: How the list is ordered.
    RunRecord.Count: How many rows or customers were left after a step.
      count! integer
      step! string
    RunRecord.Model
      crc32! string: Eight hexadecimal digits.
      name! string
    RunTimes: When the run began, when its record was written, and the seconds between; in UTC.
      end! string
      seconds! number
      start! string
    Selection: How much of the ranking is listed; one of the keys.
      above number: Everybody whose probability is higher.
      all boolean: Everybody.
      share number: The first share of the population.
      top integer: The first so many.
    UnseenRule = missing | rare_levels: What a model takes a text for that training never saw. missing: A missing value; rare_levels: The levels of few rows and missing values, which share a weight; where training had neither, the most frequent level
    UnseenTexts: Texts of a column that training did not know.
      column! string
      count! integer: Number of different texts.
      rows! integer: Rows that hold such a text.
      share! number: Share of all rows that are scored.
      texts! [UnseenTexts.Text]: The commonest of them.
    UnseenTexts.Text
      differences [WritingDifference]: In what it differs from that text; nil where there is none.
      like string: The text of training that it would be, but for the way it is written; nil where there is none.
      rows! integer: Rows that hold it.
      text! string
    WritingDifference = form | case | blanks: A way in which the same text is written differently. form: Full-width and composed characters; case: Capital and small letters; blanks: Blanks, tabs and characters without width
    """
}

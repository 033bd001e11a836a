extension SchemaDefinitions {
  /// What all of them say: languages, intervals, files.
  static let shared = """
    Interval: An interval that is to hold the true value of a figure in 95 of 100 samples.
      lower! number: Lower end.
      upper! number: Upper end.
    Language = zh | en: The language of reports and lists.
    Reproduction: What it takes to make the same model again.
      command! string: The command line.
      inputs! [Reproduction.File]
      kernels string: The processor whose kernels OpenBLAS chose while the model was trained; absent where no bit depends on them.
      model Reproduction.File: The model file that came out.
      seed! integer: Seed of all random choices.
    Reproduction.File
      bytes! integer
      crc32! string: Eight hexadecimal digits.
      path! string
    QuestionSubject: A question of a panel's customers.
      customers string: The rule of who is asked about; absent where it is no rule over columns.
      event! string: The event in the language of what is said.
      margin! number: What a unit of the money is worth to the bank.
      money! Question.Money
      name! string
      plural! string
      rule string: The rule of what may come; absent where it is no rule over columns.
      value! string: The column whose change is the money of the event.
      within! integer: Months in which the event may come.
    Question.Money = gained | lost: Whether the event brings money or takes it.
    TrainingOverlap: Whether the model was trained on the rows that figures are of: such figures are too good.
      doubt TrainingOverlap.Doubt: Why it is not known; absent where it is.
      months! [month]: Snapshot months of the figures that the model was trained on; none for tables.
      rows! integer: The rows that the figures are of.
      stopping_months! [month]: Snapshot months of the figures that decided when training stopped, and were not trained on.
      trained integer: How many of them the model was trained on; for tables about so many; absent where that is not known.
    TrainingOverlap.Doubt = not_kept | other_key | rows_alike: Why it cannot be told whether rows were trained on. not_kept: The model does not say it; other_key: The rows are named by another key; rows_alike: Too many rows are alike in all that the model looks at
    """
}

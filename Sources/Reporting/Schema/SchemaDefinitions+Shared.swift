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
    """
}

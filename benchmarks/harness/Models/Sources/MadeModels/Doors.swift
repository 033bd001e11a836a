// The library's face for a program of another package: no module of ours need be named there, where one of the
// harness's own dependencies bears the same name.

/// How many models there are; 0: they could not be made.
@_cdecl("made_model_count")
public func madeModelCount() -> Int { MadeModel.all.count }

/// Scores 20,000 rows.
@_cdecl("made_model_write_probabilities")
public func madeModelWriteProbabilities(_ model: Int) { MadeModel.all[model].writeProbabilities() }

/// Explains 2,000 rows.
@_cdecl("made_model_write_contributions")
public func madeModelWriteContributions(_ model: Int) { MadeModel.all[model].writeContributions() }

/// Scores one row many times; gives the sum.
@_cdecl("made_model_score_row")
public func madeModelScoreRow(_ model: Int, _ times: Int) -> Double {
  MadeModel.all[model].scoreRow(times: times)
}

/// Adds up all values of the 20,000 rows.
@_cdecl("made_model_read_rows")
public func madeModelReadRows() -> Float { MadeModel.all[0].readRows() }

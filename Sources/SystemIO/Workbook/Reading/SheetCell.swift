/// What a cell of a sheet holds.
struct SheetCell: Equatable {
  /// Why a cell has no value that could be read.
  enum Fault: Equatable {
    /// It shows an error, such as `#N/A`.
    case error(String)
    /// A formula that no program has worked out yet.
    case formulaWithoutValue
    /// A whole number of more than 15 digits, of which spreadsheets keep the first 15 alone.
    case lostDigits(String)
    /// The 29th of February 1900, which Lotus 1-2-3 took for a day, and Excel after it.
    case noDay

    /// Goes on after the name of the cell.
    var text: String {
      switch self {
      case .error(let text): "shows the error \(text); correct it in the workbook"
      case .formulaWithoutValue:
        "has a formula whose value is not in the file; open the workbook in a spreadsheet program and save it"
      case .lostDigits(let text):
        "holds the number \(text), of which spreadsheets keep 15 digits alone, so the last ones may be wrong; "
          + "make the column one of texts in the workbook, and fill it again"
      case .noDay: "holds the 29th of February 1900, which is no day; correct it in the workbook"
      }
    }
  }

  /// Numbers in plain digits, days as `2024-10-12`, true and false as `1` and `0`; empty where the cell is blank.
  var text: String
  var fault: Fault?
}

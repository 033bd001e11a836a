import Calendar

extension DraftQuestion {
  private static func list(_ names: [String]) -> String { names.map { "“\($0)”" }.joined(separator: ", ") }

  /// The question in English.
  var english: String {
    switch self {
    case .unreadable(let problem): "The panel cannot be read by this draft yet: \(problem)"
    case .yearAssumed(let year, isInPath: true):
      "The files' names say the month alone; the year \(year) is taken from their path. Is it right? If not, change the months "
        + "under `files`."
    case .yearAssumed(let year, isInPath: false):
      "The files' names say the month and no year; \(year) stands for it. Write the true year under `files`."
    case .monthAssumed(let file, let month):
      "Neither a column nor the name of “\(file)” says its month; \(month) stands for it. Write the true one under `files`, with "
        + "a file for each month."
    case .customerGuessed(let name):
      "Does “\(name)” name the customer? It looks like a key. If not, change `customer`."
    case .assetsByName(let names, let others):
      "Assets are \(Self.list(names)), chosen by their names. Is anything missing, a debt, or counted twice?"
        + (others.isEmpty ? "" : " Instead or besides: `\(DraftQuestion.key(others))`.")
    case .assetsByMagnitude(let names):
      "No name says which columns are assets; those that hold amounts are added up: \(Self.list(names)). Take those that are "
        + "none, such as loans and payments, out of `assets`."
    case .noAssets:
      "No column of numbers looks like assets; name under `assets` those that add up to a customer's assets."
    case .sumOfAssets(let name):
      "“\(name)” is the sum of these assets and is not counted besides; it alone would do: `\(DraftQuestion.key([name]))`."
    case .unit(let column, let unit, let factor, let name):
      "“\(column)” is in units of \(unit); it is multiplied by \(Int(factor)) and called “\(name)”. Is that right?"
    case .severalRows(let file):
      "In “\(file)” some customers have several rows in a month. If each is an account or a product, make a row of them first, "
        + "with `churn aggregate`; if they are repeated, say which to keep with `duplicates`."
    case .monthsSideBySide(let columns):
      "\(Self.list(columns)) look like a column for each month; export a row for each customer and month, or a file for each "
        + "month."
    case .withoutMonth(let files):
      "\(Self.list(files)) have no month and are read as attributes, the same in all months. If they are later than the snapshot "
        + "months, take them out of `attributes`: they would give the outcome away."
    case .renamed(let names): "Columns of the same name are called otherwise: \(DraftQuestion.pairs(names))."
    case .fewMonths(1, _):
      "There is one month alone, and outcomes show only in the month after; bring another one."
    case .fewMonths(let count, let window):
      "There are \(count) months, so `window` is \(window); with more of them the figures are worth more."
    case .nobodyAboveFloor(let floor):
      "No customer is above the floor of \(NumberText.amount(floor)). Are amounts in 万元? Change `floor`, or convert them under "
        + "`derive`."
    }
  }
}

import Calendar
import Messages

extension RunInput {
  /// The option by which the input is given on the command line.
  var option: String {
    switch self {
    case .configuration: "--config"
    case .panel: "--panel"
    case .table: "--table"
    case .label: "--label"
    case .key: "--key"
    case .timeColumn: "--time-column"
    case .positive: "--positive"
    case .weight: "--weight"
    case .reference: "--reference"
    case .folds: "--folds"
    case .foldColumn: "--fold-by"
    case .month: "--month"
    case .order: "--order"
    case .output: "--out"
    case .lists: "--lists"
    case .checkpoint: "--checkpoint"
    case .tuning: "--tune"
    case .backtest: "--backtest"
    case .all: "--all"
    case .top: "--top"
    case .share: "--share"
    case .above: "--above"
    case .aggregationExample: "`churn aggregate --help`"
    case .contactReport: "`churn monitor --outcomes`"
    }
  }
}

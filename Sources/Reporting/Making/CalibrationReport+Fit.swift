import Calendar
import Learning
import Scoring

extension CalibrationReport {
  /// The outcome of a search for a correction on some months.
  public init(_ fit: CalibrationTrainer.Fit, months: [Month], customers: Int, losses: Int) {
    self.init(
      method: Method(fit.calibration?.method),
      reason: fit.calibration == nil ? (fit.trials.isEmpty ? .fewLosses : .noneBetter) : nil,
      trials: fit.trials.map { Trial(method: Method($0.method), logLoss: $0.logLoss) }, months: months,
      customers: customers, losses: losses)
  }
}

extension CalibrationReport.Method {
  public init(_ method: Calibration.Method?) {
    self =
      switch method {
      case nil: .none
      case .platt: .platt
      case .beta: .beta
      case .isotonic: .isotonic
      }
  }
}

/// The columns of the panel, in order.
enum PanelColumns {
  static let standard = [
    "customer_id", "month", "demand", "time", "wealth", "loan_balance", "age", "gender", "occupation",
    "branch",
    "manager", "product_count", "payroll", "mobile_logins", "transfer_in", "transfer_out", "own_transfer_out",
    "time_maturing", "wealth_maturing",
  ]
  static let extended = ["open_date", "household_id", "service_grade"]

  /// The first line of `truth.csv`.
  static let truth = "customer_id,month,cause,probability\n"

  /// The first line of each month's file.
  static func header(extended isExtended: Bool) -> String {
    (standard + (isExtended ? extended : [])).joined(separator: ",") + "\n"
  }
}

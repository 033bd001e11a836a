import Variables

extension Cause {
  /// The cause that a variable tells of, from its source column and function alone.
  ///
  /// Which way a customer's own numbers point (money came or went, log-ins rose or fell) is not known here; reasons
  /// look at the numbers as well, so a customer whose assets rose is never told that they fell.
  ///
  /// - Parameter assets: The columns that add up to assets; empty for a ready-made table, where every column is a
  ///   cause of its own.
  public static func of(recipe: Recipe, assets: [String]) -> Cause {
    let column = recipe.columns.first ?? recipe.name
    if assets.isEmpty { return .column(column) }
    let words = recipe.function.words
    switch words.cause {
    case .always(let cause): return cause
    case .ofColumn(let causeOfAssets):
      switch column {
      case "own_transfer_out": return .ownTransfer
      case "time_maturing", "wealth_maturing": return .maturity
      case "transfer_in", "transfer_out": return .balanceFalling
      case "mobile_logins": return .activityFading
      case "product_count": return words.statement == .level ? .fewProducts : .activityFading
      case "payroll": return .salary
      case "loan_balance": return .loans
      case _ where profileColumns.contains(column): return .profile
      case _ where column == "assets" || assets.contains(column): return causeOfAssets
      default: return .column(column)
      }
    }
  }

  private static let profileColumns: Set<String> = [
    "age", "gender", "occupation", "branch", "manager", "household_id", "service_grade",
  ]
}

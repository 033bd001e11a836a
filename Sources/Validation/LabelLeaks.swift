import Configuration
import Metrics
import Panel
import Parallel

/// Looks for columns that give the label away: alone, they tell nearly all losses apart.
///
/// A column that knows the next month (a closing date, a flag that a bank filled in later) makes a model that is
/// splendid on old months and useless on the next one.
public enum LabelLeaks {
  /// An area under the curve that no honest single column reaches.
  public static let suspiciousAUC = 0.97

  /// Names of suspicious number columns with their AUC, measured on the newest month with known outcomes.
  public static func columns(of panel: CustomerPanel, configuration: BankConfiguration, team: ThreadTeam)
    throws
    -> [(
      String, Double
    )]
  {
    guard let month = panel.snapshots.last else { return [] }
    let snapshot = panel.snapshot(of: month, configuration: configuration, team: team)
    let evaluated = snapshot.isEvaluated
    var suspicious: [(String, Double)] = []
    for (column, description) in panel.numberColumns.enumerated() {
      var (scores, losses): ([Double], [Bool]) = ([], [])
      for (index, customer) in snapshot.customers.enumerated() where evaluated[index] {
        let value = panel.number(customer, month, column: column)
        // A missing value may be what gives the label away: it gets a place of its own, below all others.
        scores.append(value.isNaN ? -1e30 : Double(value))
        losses.append(snapshot.outcomes[index] == .loss)
      }
      guard let auc = RankedSample(try ScoredSample(scores: scores, losses: losses)).auc else { continue }
      if max(auc, 1 - auc) >= suspiciousAUC { suspicious.append((description.name, max(auc, 1 - auc))) }
    }
    return suspicious
  }
}

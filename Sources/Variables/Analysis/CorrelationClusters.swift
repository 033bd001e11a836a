/// Variables that say much the same, each cluster with the one that says it best.
struct CorrelationClusters: Sendable {
  /// For each variable the one that stands for its cluster, itself included.
  private(set) var representative: [Int]
  /// Correlation of each with its representative.
  private(set) var correlation: [Double]

  /// Goes through the variables from the greatest worth down; each joins the closest earlier representative that it
  /// correlates with by at least `threshold`, or else stands for a cluster of its own.
  ///
  /// So no two representatives correlate that much, and each is worth more than all that it stands for.
  /// - Parameter correlation: of two variables, with its sign.
  init(worth: [Double], threshold: Double, correlation: (Int, Int) -> Double) {
    representative = Array(worth.indices)
    self.correlation = [Double](repeating: 1, count: worth.count)
    var leaders: [Int] = []
    let order = worth.indices.sorted { worth[$0] != worth[$1] ? worth[$0] > worth[$1] : $0 < $1 }
    for variable in order {
      // The closest leader, not merely the first, so that a variable stands where it belongs most.
      var closest: (leader: Int, correlation: Double)?
      for leader in leaders {
        let value = correlation(variable, leader)
        if value.magnitude >= threshold, value.magnitude > closest?.correlation.magnitude ?? 0 {
          closest = (leader, value)
        }
      }
      if let closest {
        (representative[variable], self.correlation[variable]) = (closest.leader, closest.correlation)
      } else {
        leaders.append(variable)
      }
    }
  }

  /// Number of variables in each variable's cluster.
  var sizes: [Int] {
    var counts: [Int: Int] = [:]
    for leader in representative { counts[leader, default: 0] += 1 }
    return representative.map { counts[$0] ?? 1 }
  }
}

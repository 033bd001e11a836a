import Configuration

/// What a node may do: between which values its leaves lie, and which variables it may split on.
struct NodeBounds: Sendable, Equatable {
  /// Bounds of the leaf values below, before the learning rate.
  var lower = -Double.infinity
  var upper = Double.infinity
  /// Whether each variable may be asked for; nil for all.
  var allowed: [Bool]?
  /// The variables that have been asked for on the way; kept only where ``allowed`` is.
  var used: Set<Int> = []

  /// Whether each variable has been drawn for the node's level; nil for all.
  var drawn: [Bool]?

  /// Whether values are bounded.
  var isBounded: Bool { lower > -.infinity || upper < .infinity }

  func allows(_ variable: Int) -> Bool { (allowed?[variable] ?? true) && (drawn?[variable] ?? true) }
}

/// Bounds on the shape of trees, by the indices of the variables.
struct TreeConstraints: Sendable {
  /// 1 where scores may only rise along a variable, −1 where they may only fall, else 0.
  let directions: [Double]
  /// The variables of each group that may go together.
  private let groups: [Set<Int>]

  init(_ options: TreeSettings, variables: [TrainingVariable]) {
    directions = variables.map { variable in
      switch options.monotone[variable.name] {
      case .increasing: 1
      case .decreasing: -1
      case nil: 0
      }
    }
    let indices = Dictionary(variables.enumerated().map { ($1.name, $0) }) { first, _ in first }
    var groups = options.interactions.map { group in Set(group.compactMap { indices[$0] }) }
    if !groups.isEmpty {
      let listed = groups.reduce(into: Set<Int>()) { $0.formUnion($1) }
      for variable in variables.indices where !listed.contains(variable) { groups.append([variable]) }
    }
    self.groups = groups
  }

  /// No bounds at all.
  init(variableCount: Int) {
    directions = [Double](repeating: 0, count: variableCount)
    groups = []
  }

  /// The bounds of a root.
  var root: NodeBounds {
    var bounds = NodeBounds()
    if !groups.isEmpty { bounds.allowed = [Bool](repeating: true, count: directions.count) }
    return bounds
  }

  /// The bounds of the children of a node with `bounds` that is split by `variable` into children of these values.
  ///
  /// Along a variable with a direction, the middle between the children's values parts all that lies below them (the
  /// way of XGBoost): whatever is split later, no leaf on the lower side comes above one on the upper side.
  func children(of bounds: NodeBounds, variable: Int, leftValue: Double, rightValue: Double) -> (
    left: NodeBounds, right: NodeBounds
  ) {
    var left = bounds
    if bounds.allowed != nil {
      left.used.insert(variable)
      let open = groups.filter { left.used.isSubset(of: $0) }
      left.allowed = directions.indices.map { index in open.contains { $0.contains(index) } }
    }
    var right = left
    let middle = (leftValue + rightValue) / 2
    if directions[variable] > 0 {
      left.upper = min(left.upper, middle)
      right.lower = max(right.lower, middle)
    } else if directions[variable] < 0 {
      left.lower = max(left.lower, middle)
      right.upper = min(right.upper, middle)
    }
    return (left, right)
  }
}

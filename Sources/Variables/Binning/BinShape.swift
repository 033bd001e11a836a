import Configuration

/// How shares of losses go from bin to bin.
enum BinShape {
  /// The narrowest shape that the rates have.
  static func of(_ rates: [Double]) -> BinningDefinition.Shape {
    let steps = zip(rates, rates.dropFirst()).map { $1 - $0 }.filter { $0 != 0 }
    let turns = zip(steps, steps.dropFirst()).count { ($0 > 0) != ($1 > 0) }
    guard let first = steps.first, turns < 2 else { return .any }
    if turns == 0 { return first > 0 ? .up : .down }
    return first > 0 ? .peak : .valley
  }

  static func words(_ shape: BinningDefinition.Shape) -> String {
    switch shape {
    case .any: "as they come"
    case .up: "up"
    case .down: "down"
    case .peak: "up and then down"
    case .valley: "down and then up"
    case .automatic: "the same way, or turn once,"
    }
  }
}

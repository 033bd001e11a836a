import Calendar
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

  static func words(_ shape: BinningDefinition.Shape, in language: Language) -> String {
    switch shape {
    case .any: language.text("如其自然", "as they come")
    case .up: language.text("上升", "up")
    case .down: language.text("下降", "down")
    case .peak: language.text("先升后降", "up and then down")
    case .valley: language.text("先降后升", "down and then up")
    case .automatic: language.text("单调或只转向一次", "the same way, or turn once,")
    }
  }
}

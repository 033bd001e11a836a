import Scoring

extension ONNXWriter {
  static func addLinear(_ model: LinearModel, to graph: inout ONNXGraph) {
    var numbers: [AmountTransform: [NumericTerm]] = [:]
    var lookups = ONNXTrees()
    var base = model.intercept
    for term in model.terms {
      switch term {
      case .numeric(let numeric):
        numbers[numeric.transform, default: []].append(numeric)
        base -= numeric.weight / numeric.scale * numeric.mean
      case .category(let category): lookups.append(category)
      case .binned(let binned): lookups.append(binned)
      }
    }
    var margin = graph.constant("intercept", doubles: [base], dimensions: [1, 1])
    for transform in [AmountTransform.identity, .signedLog] {
      guard let terms = numbers[transform] else { continue }
      let part = addNumbers(terms, transform, prefix: transform.rawValue, to: &graph)
      margin = graph.add("Add", [part, margin], to: "with_\(transform.rawValue)")
    }
    if !lookups.isEmpty {
      let looked = sum(of: lookups, base: 0, to: "looked_up", in: &graph)
      let wide = graph.add("Cast", [looked], to: "looked_up_wide", [to(.double)])
      margin = graph.add("Add", [margin, wide], to: "with_looked_up")
    } else if numbers.isEmpty {
      // Not even the number of rows would be known of an intercept alone.
      margin = rowsOf(margin, in: &graph)
    }
    let probability = graph.add("Sigmoid", [margin], to: "wide_probability")
    _ = graph.add("Cast", [probability], to: "probability", [to(.float)])
  }

  private static func to(_ element: ONNXGraph.Element) -> ONNXAttribute {
    ONNXAttribute("to", .whole(element.rawValue))
  }

  /// `margin` for each row: the variables times nothing, and it. Missing values would stay missing, so presence is taken.
  private static func rowsOf(_ margin: String, in graph: inout ONNXGraph) -> String {
    let first = graph.constant("first", wholes: [0])
    let column = graph.add("Gather", ["variables", first], to: "any", [ONNXAttribute("axis", .whole(1))])
    let presence = graph.add("IsNaN", [column], to: "any_is_missing")
    let wide = graph.add("Cast", [presence], to: "any_wide", [to(.double)])
    let nothing = graph.constant("nothing", doubles: [0], dimensions: [1, 1])
    let zero = graph.add("Mul", [wide, nothing], to: "zero")
    return graph.add("Add", [zero, margin], to: "everywhere")
  }

  /// [rows, 1] of Float64: slope · transform(cut or filled-in value) + the weight of a missing one, over all `terms`.
  private static func addNumbers(
    _ terms: [NumericTerm], _ transform: AmountTransform, prefix: String, to graph: inout ONNXGraph
  ) -> String {
    let wide = [1, terms.count]
    let indices = graph.constant("\(prefix)_variables", wholes: terms.map { Int64($0.variable) })
    let lowest = graph.constant(
      "\(prefix)_lowest", floats: terms.map { Float($0.lowest) }, dimensions: wide)
    let highest = graph.constant(
      "\(prefix)_highest", floats: terms.map { Float($0.highest) }, dimensions: wide)
    let imputation = graph.constant(
      "\(prefix)_imputation", floats: terms.map { Float($0.imputation) }, dimensions: wide)
    let slopes = graph.constant(
      "\(prefix)_slopes", doubles: terms.map { $0.weight / $0.scale }, dimensions: [terms.count, 1])
    let weights = graph.constant(
      "\(prefix)_missing_weights", doubles: terms.map(\.missingWeight), dimensions: [terms.count, 1])

    let values = graph.add(
      "Gather", ["variables", indices], to: "\(prefix)_values", [ONNXAttribute("axis", .whole(1))])
    let isMissing = graph.add("IsNaN", [values], to: "\(prefix)_is_missing")
    let filled = graph.add("Where", [isMissing, imputation, values], to: "\(prefix)_filled")
    let atLeast = graph.add("Max", [filled, lowest], to: "\(prefix)_at_least")
    let cut = graph.add("Min", [atLeast, highest], to: "\(prefix)_cut")
    // What is filled in is not cut.
    let bounded = graph.add("Where", [isMissing, imputation, cut], to: "\(prefix)_bounded")
    var number = graph.add("Cast", [bounded], to: "\(prefix)_number", [to(.double)])
    if transform == .signedLog {
      let one = graph.constant("\(prefix)_one", doubles: [1], dimensions: [1, 1])
      let sign = graph.add("Sign", [number], to: "\(prefix)_sign")
      let size = graph.add("Abs", [number], to: "\(prefix)_size")
      let above = graph.add("Add", [size, one], to: "\(prefix)_above")
      let log = graph.add("Log", [above], to: "\(prefix)_log")
      number = graph.add("Mul", [sign, log], to: "\(prefix)_bent")
    }
    let known = graph.add("MatMul", [number, slopes], to: "\(prefix)_known")
    let missing = graph.add("Cast", [isMissing], to: "\(prefix)_missing", [to(.double)])
    let missed = graph.add("MatMul", [missing, weights], to: "\(prefix)_missed")
    return graph.add("Add", [known, missed], to: "\(prefix)_sum")
  }
}

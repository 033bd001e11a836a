import Scoring

/// Writes models as a query, so that a database scores its own rows: sums of `case`, with every bin, missing values and levels
/// that training did not know.
///
/// The query takes a table `variables` with a column for each of the model's variables, and gives it with `churn_margin`
/// (log odds), `churn_probability` and, of scorecards, `churn_points`. Missing values are null.
struct SQLWriter {
  let dialect: SQLDialect
  let variables: [SQLVariable]

  /// Splits that are written; larger models are no longer something that databases plan in time.
  static let mostSplits = 20_000

  /// - Parameter remark: what the file is to say of itself.
  /// - Throws: ``InterchangeError`` for models that are too large or go on from a score.
  func bytes(
    _ model: ScoringModel, calibration: Calibration?, points: PointScale?, producer: String, remark: String?
  ) throws(InterchangeError) -> [UInt8] {
    let margin: String
    switch model {
    case .forest(let forest): margin = try sum(forest)
    case .linear(let linear): margin = sum(linear)
    }
    var columns = "variables.*,\n    \(margin) as churn_raw"
    if let points, case .linear(let linear) = model {
      columns += ",\n    \(sum(linear, points: points)) as churn_points"
    }
    let names = variables.map { dialect.name($0.name) }.joined(separator: ", ")
    let notes = [
      "Written by \(producer).",
      "Give a table “variables” with the columns \(names); missing values are null.",
    ]
    let comments = (notes + (remark.map { [$0] } ?? [])).map {
      "-- \($0.split(whereSeparator: \.isNewline).joined(separator: " "))\n"
    }
    let text = """
      \(comments.joined())select scored.*,
        case when churn_margin < \(dialect.number(-707)) then \(dialect.number(0))
          when churn_margin < \(dialect.number(0)) then exp(churn_margin) / (\(dialect.number(1)) + exp(churn_margin))
          else \(dialect.number(1)) / (\(dialect.number(1)) + exp(-churn_margin)) end as churn_probability
      from (
        select summed.*,
          \(calibrated("churn_raw", by: calibration)) as churn_margin
        from (
          select \(columns)
          from variables
        ) summed
      ) scored

      """
    return Array(text.utf8)
  }

  // MARK: Calibration

  private func calibrated(_ margin: String, by calibration: Calibration?) -> String {
    guard let calibration else { return margin }
    let figures = calibration.figures
    func number(_ index: Int) -> String { dialect.number(figures[index]) }
    switch calibration.method {
    case .platt: return "\(number(0)) * \(margin) + \(number(1))"
    case .beta:
      return "\(number(1)) * \(softplus(margin)) - \(number(0)) * \(softplus("-\(margin)")) + \(number(2))"
    case .isotonic:
      let count = figures.count / 2
      var parts = ["when \(margin) <= \(number(0)) then \(number(count)) + (\(margin) - \(number(0)))"]
      for knot in 1..<max(1, count) {
        let slope = dialect.number(
          (figures[count + knot] - figures[count + knot - 1]) / (figures[knot] - figures[knot - 1]))
        parts.append(
          "when \(margin) < \(number(knot)) then \(number(count + knot - 1)) + (\(margin) - \(number(knot - 1))) * \(slope)"
        )
      }
      return
        "case \(parts.joined(separator: " ")) else \(number(2 * count - 1)) + (\(margin) - \(number(count - 1))) end"
    }
  }

  /// ln(1 + exp(x)) without overflow.
  private func softplus(_ value: String) -> String {
    let (zero, one, far) = (dialect.number(0), dialect.number(1), dialect.number(40))
    return
      "(case when \(value) > \(far) then \(value) when \(value) < -\(far) then \(zero) else ln(\(one) + exp(\(value))) end)"
  }

  /// Addends in groups, as databases do not nest deep: neither a long sum nor brackets within brackets.
  func sum(_ addends: [String]) -> String {
    let size = 32
    guard addends.count > size else { return addends.joined(separator: "\n    + ") }
    return sum(
      stride(from: 0, to: addends.count, by: size).map { start in
        "(\(addends[start..<min(start + size, addends.count)].joined(separator: "\n    + ")))"
      })
  }
}

/// How log odds become whole points.
struct PointScale {
  let base: Double
  let factor: Double

  /// The points of a bin that adds to the log odds.
  func points(_ addend: Double) -> Double { (0 - factor * addend).rounded() }
}

import Calendar
import Configuration

extension ReportPage {
  /// For each of the most important variables: how far it moved the scores of customers, and how that goes with its value.
  var contributions: [Markup] {
    let shown = (content.variables.contributions ?? []).filter { !$0.points.isEmpty }
      .sorted { ($0.meanSize, $1.name) > ($1.meanSize, $0.name) }
    guard !shown.isEmpty, let axis = contributionAxis(shown) else { return [] }
    let title = say(zh: "变量对得分的贡献", en: "What the variables do to the score")
    return [
      .element("h3", text: title),
      paragraph(
        say(
          zh: "每个点是一位检验客户：点越靠右，该变量把这位客户的流失概率抬得越高（对数几率）。颜色为变量取值的高低。",
          en:
            "Each point is an evaluated customer: the farther to the right, the more the variable raised the customer's "
            + "probability (in log odds). Colours show whether the value is low or high among the customers.")
      ),
      legend, swarm(shown, axis, title: title),
      .block("div", [("class", "charts")], shown.enumerated().map { dependence($1, axis, number: $0) }),
    ]
  }

  /// Colours of the style sheet: low values, middle or missing ones and texts, high ones.
  private enum Shade: Int, CaseIterable {
    case low = 1
    case high = 2
    case middle = 3

    init(_ rank: Double?) {
      self = rank.map { $0 < 1.0 / 3 ? .low : $0 > 2.0 / 3 ? .high : .middle } ?? .middle
    }
  }

  private var legend: Markup {
    let names: [(Shade, String)] = [
      (.low, say(zh: "取值低", en: "Low value")), (.high, say(zh: "取值高", en: "High value")),
      (.middle, say(zh: "居中、缺失或文字", en: "In the middle, missing, or a text")),
    ]
    return .block(
      "ul", [("class", "legend")],
      names.map { shade, name in
        .element(
          "li", [],
          .element("span", [("class", "key colour-\(shade.rawValue)"), ("aria-hidden", "true")], .empty)
            + .text(name))
      })
  }

  private func contributionAxis(_ shown: [VariableContributions]) -> Axis? {
    let all = shown.flatMap { $0.points.map(\.contribution) }
    guard let least = all.min(), let greatest = all.max(), greatest > least else { return nil }
    return .numbers(
      say(zh: "贡献（对数几率）", en: "Contribution (log odds)"), from: min(least, 0), to: max(greatest, 0),
      decimals: greatest - least < 0.4 ? 2 : 1)
  }

  private func swarm(_ shown: [VariableContributions], _ axis: Axis, title: String) -> Markup {
    let strip = SwarmStrip(from: axis.from, to: axis.to)
    let rows = shown.map { variable -> [Markup] in
      let mean = Language.fixed(variable.meanSize, decimals: 3)
      return [
        .element("span", [("class", "code")], text: variable.name)
          + (variable.meaning.flatMap {
            $0 == variable.name ? nil : .element("span", [("class", "meaning")], text: $0)
          } ?? .empty),
        strip.drawing(
          variable.points.map { ($0.contribution, Shade($0.rank).rawValue) },
          description: say(
            zh: "\(variable.name)：平均把对数几率移动 \(mean)",
            en: "\(variable.name): it moves the log odds by \(mean) on average")),
        .text(mean),
      ]
    }
    return .lines([
      table(
        [
          .init(say(zh: "变量", en: "Variable")), .init(axis.title),
          .init(say(zh: "平均大小", en: "Mean size"), isNumber: true),
        ],
        rows + [[.text(say(zh: "刻度", en: "Scale")), strip.scale(axis), .empty]], label: title)
    ])
  }

  /// The contribution against the value's place among those of all customers; nothing for texts.
  private func dependence(_ variable: VariableContributions, _ axis: Axis, number: Int) -> Markup {
    let ranked = variable.points.compactMap { point in point.rank.map { (x: $0, y: point.contribution) } }
    guard ranked.count > 1 else { return .empty }
    let upper = ranked.filter { $0.x >= 0.5 }.map(\.y)
    let lower = ranked.filter { $0.x < 0.5 }.map(\.y)
    func mean(_ values: [Double]) -> String {
      Language.fixed(values.reduce(0, +) / Double(max(1, values.count)), decimals: 3)
    }
    return figure(
      Chart(
        id: "contribution-\(number)", title: variable.name,
        description: say(
          zh: "取值较低的一半客户平均贡献 \(mean(lower))，较高的一半 \(mean(upper))。",
          en:
            "Mean contribution of the half with lower values: \(mean(lower)), with higher ones: \(mean(upper))."
        ),
        x: .shares(say(zh: "取值由低到高的客户", en: "Customers, the lowest value first"), upTo: 1), y: axis,
        marks: [.guide((0, 0), (1, 0)), .cloud(ranked, colour: 1)]))
  }
}

extension VariableContributions {
  /// How far the variable moves the log odds of a customer on average, whatever the direction.
  fileprivate var meanSize: Double {
    points.reduce(0) { $0 + $1.contribution.magnitude } / Double(max(1, points.count))
  }
}

import Calendar
import Configuration
import Retention

extension SummaryPage {
  /// What came of last month's list, and of those before it; nothing where there is none.
  var outcomes: Markup {
    guard let last = content.outcomes.last else { return .empty }
    let title = say(zh: "往期名单的结果", en: "What came of earlier lists")
    return .block(
      "section", [], [.element("h2", text: title), paragraph(sentence(on: last)), trend])
  }

  private func sentence(on outcome: SummaryContent.Outcome) -> String {
    let share = percent(Double(outcome.losses) / Double(max(1, outcome.customers)))
    let (expected, lost) = (money(outcome.expectedLoss), money(outcome.lostAssets))
    var text = say(
      zh:
        "\(outcome.month) 名单上的 \(count(outcome.customers)) 户中，\(count(outcome.losses)) 户流失，占 \(share)；预计流失 \(expected)，实际流失 \(lost)。",
      en:
        "Of the \(count(outcome.customers)) customers listed for \(outcome.month), \(count(outcome.losses)) lost assets "
        + "(\(share)): \(expected) was expected to go, \(lost) went.")
    if outcome.unknown > 0 {
      text += say(
        zh: "另有 \(count(outcome.unknown)) 户结果未知。",
        en: " What came of \(count(outcome.unknown)) more is not known.")
    }
    return text
  }

  /// Expected and real losses, month by month; nothing for one month alone.
  private var trend: Markup {
    let all = content.outcomes
    let greatest = all.flatMap { [$0.expectedLoss, $0.lostAssets] }.max() ?? 0
    if all.count < 2 || greatest <= 0 { return .empty }
    let unit = AmountUnit(for: greatest, in: language)
    let (expected, lost) = (say(zh: "预计流失", en: "Expected"), say(zh: "实际流失", en: "Went"))
    let marks = all.enumerated().flatMap { index, outcome in
      [(expected, outcome.expectedLoss), (lost, outcome.lostAssets)].enumerated().map { place, bar in
        let from = Double(index) - 0.36 + 0.36 * Double(place)
        return Chart.Mark.bar(
          from: from, to: from + 0.34, height: bar.1 / unit.size, colour: place + 1,
          text: "\(outcome.month) · \(bar.0) \(money(bar.1))")
      }
    }
    return figure(
      Chart(
        id: "trend", title: say(zh: "名单客户的预计与实际流失", en: "Expected and real losses of the lists"),
        description: say(
          zh: "\(all.count) 期名单的预计与实际流失，最高 \(money(greatest))。",
          en: "Expected and real losses of \(all.count) lists, at most \(money(greatest))."),
        x: .categories("", names: all.map(\.month.description), named: 4),
        y: .numbers(
          unit.title(say(zh: "金额", en: "Amount"), in: language), from: 0, to: greatest / unit.size,
          decimals: greatest / unit.size < 4 ? 1 : 0), marks: marks,
        legend: [.init(name: expected, colour: 1), .init(name: lost, colour: 2)]))
  }
}

import Calendar
import Retention

extension ProductHoldings {
  /// What `products` prints: the share of holders of each product, and what is held together most and least.
  var text: String {
    let count = NumberText.count(customers)
    var text = language.text(
      "\(month)：\(count) 户持有的产品。\n\n", "What \(count) customers hold at the end of \(month).\n\n")
    var table = TextTable(
      [(language.text("客户", "customers"), .left), (language.text("户数", "number"), .right)]
        + products.map { ($0.title, .right) })
    for segment in segments {
      table.add(
        [segment.name, NumberText.count(segment.customers)]
          + segment.products.map { NumberText.percent($0.share) })
    }
    text += table.text
    if pairs.isEmpty { return text }
    var together = TextTable(
      in: language,
      [
        ("一同持有", "held together", .left), ("户数", "number", .right), ("提升度", "lift", .right),
        ("95% 区间", "95% interval", .right),
      ])
    for pair in pairs {
      together.add([
        "\(title(pair.first)) + \(title(pair.second))", NumberText.count(pair.both),
        Language.fixed(pair.lift, decimals: 2),
        pair.interval.map {
          "\(Language.fixed($0.lower, decimals: 2))–\(Language.fixed($0.upper, decimals: 2))"
        } ?? "–",
      ])
    }
    return text + "\n" + together.text
  }
}

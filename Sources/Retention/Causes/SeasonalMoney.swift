import Calendar
import Configuration

/// Money that comes for a time of the year and is likely to leave when that time is over.
struct SeasonalMoney: Sendable {
  enum Kind: Sendable {
    /// Of customers who live by fields, animals or fish.
    case harvest
    /// Receipts of traders before the lunar new year (年前回款), which pay suppliers and workers after it.
    case newYear
    /// Money that visits for the quarter's end (季末冲时点).
    case quarterEnd
  }

  let kind: Kind
  /// Whether such money is in the account now: assets rose lately.
  let isHere: Bool

  /// What a customer's money follows, if anything.
  ///
  /// - Parameters:
  ///   - assets: The customer's assets by month, the snapshot month last.
  ///   - isNew: Whether the customer came within the last hundred days, whose money came for another reason.
  init?(occupation: String?, snapshot: Month, assets: Series?, isNew: Bool) {
    if isNew { return nil }
    let noticeable = Situation.noticeable
    func rose(over months: Int, by least: Double = noticeable) -> Bool {
      assets?.movement(over: months)?.isRise(ofAtLeast: least) ?? false
    }
    if let occupation, Self.holds(occupation, Self.harvestWords) {
      kind = .harvest
      isHere =
        rose(over: 1) || rose(over: 3) || assets?.longestMovement?.isRise(ofAtLeast: noticeable) == true
    } else if let occupation, [12, 1].contains(snapshot.monthOfYear), rose(over: 1) || rose(over: 3),
      Self.holds(occupation, Self.tradingWords)
    {
      (kind, isHere) = (.newYear, true)
    } else if snapshot.monthOfYear % 3 == 0,
      rose(over: 1, by: assets?.visitOfTheLastQuarterEnd != nil ? noticeable : Self.large)
    {
      (kind, isHere) = (.quarterEnd, true)
    } else {
      return nil
    }
  }

  /// A rise in a quarter's last month that is the season's without having been seen the quarter before.
  private static let large = 0.25

  /// Not 农 alone: a clerk of 农业银行 is no farmer.
  private static let harvestWords = [
    "农民", "农户", "农夫", "务农", "农林", "农业生产", "农业劳动", "牧民", "牧业", "畜牧", "种植", "养殖", "渔民", "渔业", "farm",
    "livestock",
    "fisher",
  ].map { Array($0.utf8) }
  private static let tradingWords = ["个体", "经商", "商户", "企业主", "trader", "merchant", "shop", "self-employed"]
    .map {
      Array($0.utf8)
    }

  /// Whether a text holds one of the words, whatever the case of Latin letters.
  private static func holds(_ text: String, _ words: [[UInt8]]) -> Bool {
    let bytes = text.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }
    return words.contains { word in
      bytes.count >= word.count
        && (0...bytes.count - word.count).contains { start in
          bytes[start..<start + word.count].elementsEqual(word)
        }
    }
  }
}

extension Series {
  /// How the values rose in the month three before the last and fell in the month after it, both noticeably, as money
  /// does that visits for quarters' ends; nil where they did not, or one of those months is not known.
  var visitOfTheLastQuarterEnd: (rise: Movement, fall: Movement)? {
    guard let before = value(monthsAgo: 4), let then = value(monthsAgo: 3), let after = value(monthsAgo: 2)
    else {
      return nil
    }
    let rise = Movement(from: before, to: then, months: 1)
    let fall = Movement(from: then, to: after, months: 1)
    let least = Situation.noticeable
    return before > 0 && rise.isRise(ofAtLeast: least) && fall.isFall(ofAtLeast: least) ? (rise, fall) : nil
  }
}

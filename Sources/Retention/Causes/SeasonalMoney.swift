import Configuration

/// Money that comes for a time of the year and is likely to leave when that time is over.
enum SeasonalMoney: Sendable {
  /// Of customers who live by fields, animals or fish.
  case harvest
  /// Receipts of traders before the lunar new year (年前回款), which pay suppliers and workers after it.
  case newYear
  /// Money that visits for the quarter's end (季末冲时点).
  case quarterEnd

  /// What a customer's money follows, if anything.
  ///
  /// - Parameter roseThisMonth: Whether assets rose noticeably in the snapshot month, and `roseLately` over three.
  init?(occupation: String?, snapshot: Month, roseThisMonth: Bool, roseLately: Bool) {
    if let occupation, Self.holds(occupation, Self.harvestWords) {
      self = .harvest
    } else if let occupation, [12, 1, 2].contains(snapshot.monthOfYear), roseThisMonth || roseLately,
      Self.holds(occupation, Self.tradingWords)
    {
      self = .newYear
    } else if snapshot.monthOfYear % 3 == 0, roseThisMonth {
      self = .quarterEnd
    } else {
      return nil
    }
  }

  private static let harvestWords = ["农", "牧", "种植", "养殖", "渔", "farm", "livestock", "fisher"].map {
    Array($0.utf8)
  }
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

import Calendar
import Configuration

/// What there is to say of the bins of a variable.
extension Remark {
  static let groupsOfNumber = Remark(
    chinese: "它是数值，手工分组只用于文本，未被采用。",
    english: "Its groups are for texts and were not used: it is a number.")
  static let cutsOfCategory = Remark(
    chinese: "它是类别，手工切点只用于数值，未被采用。",
    english: "Its cuts are for numbers and were not used: it is a category.")
  static let noNumber = Remark(chinese: "没有普通数值。", english: "It has no ordinary number.")

  static func singleValue(_ value: String) -> Remark {
    Remark(chinese: "只有一个取值 \(value)。", english: "It has a single value, \(value).")
  }

  static func coarse(_ number: Double) -> Remark {
    let text = VariableBinning.text(number)
    return Remark(
      chinese: "\(text) 超出单精度的位数，与它相邻的数被当作同一个数。",
      english: "\(text) has more digits than Float32 holds: numbers next to it count as the same.")
  }

  static func emptyBin(_ number: Int) -> Remark {
    Remark(
      chinese: "手工划定的第 \(number) 箱内没有行。", english: "No row lies in bin \(number) of those drawn by hand.")
  }

  static func unseenText(_ text: String, ofGroup number: Int) -> Remark {
    Remark(
      chinese: "第 \(number) 组中的“\(text)”没有出现。", english: "“\(text)” of group \(number) does not occur.")
  }

  static func furtherBin(_ texts: Int) -> Remark {
    Remark(
      chinese: "不属于任何一组的 \(texts) 种文本另成一箱。",
      english: "\(texts) texts that are in none of the groups make a further bin.")
  }

  static func pooled(_ texts: Int, below share: Double) -> Remark {
    Remark(
      chinese: "\(texts) 种各占不足 \(percent(share)) 行数的文本已合并。",
      english: "\(texts) texts with less than \(percent(share)) of the rows each are pooled.")
  }

  static func noBins(_ options: BinningOptions) -> Remark {
    Remark(
      chinese: "要求 \(options.mostBins) 箱，得到 1 箱：没有哪种分法使每箱占 \(percent(options.leastShare)) 的行数。",
      english:
        "1 bin instead of \(options.mostBins): no bins hold \(percent(options.leastShare)) of the rows each.")
  }

  /// Why there are fewer bins than were asked for.
  enum Cause {
    case fewValues(Int)
    case fewTexts
    /// More would break the shape that was asked for.
    case shape
    /// More would be too small.
    case leastShare
  }

  static func fewer(_ found: Int, _ options: BinningOptions, _ cause: Cause) -> Remark {
    let share = percent(options.leastShare)
    let (chinese, english): (String, String) =
      switch cause {
      case .fewValues(let values):
        ("该变量只有 \(values) 个不同取值", "the variable has only \(values) different values")
      case .fewTexts: ("没有更多可区分的文本", "there are no more texts to distinguish")
      case .shape:
        (
          "再多则各箱流失率不再\(BinShape.words(options.shape, in: .chinese))",
          "with more, losses would not go \(BinShape.words(options.shape, in: .english)) from bin to bin"
        )
      case .leastShare:
        (
          "再多则有的箱不足 \(share) 的行数", "more would not all hold \(share) of the rows"
        )
      }
    return Remark(
      chinese: "要求 \(options.mostBins) 箱，得到 \(found) 箱：\(chinese)。",
      english: "\(found) \(found == 1 ? "bin" : "bins") instead of \(options.mostBins): \(english).")
  }

  private static func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10)%" }
}

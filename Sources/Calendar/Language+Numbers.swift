/// Numbers as people write them in a report or a list.
extension Language {
  /// An amount of money: 万元 with one decimal (亿元 and 元 for the very large and small), or whole units with a comma
  /// after every three digits.
  public func money(_ amount: Double) -> String {
    let size = amount.magnitude
    return switch self {
    case .english: Self.grouped(amount, decimals: 0)
    case .chinese where size >= 99_999_500: Self.grouped(amount / 1e8, decimals: 1) + " 亿元"
    case .chinese where size >= 9_999.5: Self.fixed(amount / 1e4, decimals: 1) + " 万元"
    case .chinese: Self.grouped(amount, decimals: 0) + " 元"
    }
  }

  /// An amount of money where there is little room: ``money(_:)`` in Chinese, thousands (k), millions (m) or billions (bn)
  /// with one decimal in English.
  public func shortMoney(_ amount: Double) -> String {
    guard self == .english else { return money(amount) }
    let size = amount.magnitude
    return switch size {
    case 999_950_000...: Self.grouped(amount / 1e9, decimals: 1) + " bn"
    case 999_950...: Self.fixed(amount / 1e6, decimals: 1) + " m"
    case 9_999.5...: Self.fixed(amount / 1e3, decimals: 1) + " k"
    default: Self.grouped(amount, decimals: 0)
    }
  }

  /// A share in percent; never rounded to nothing or to all of it where it is not.
  public func percent(_ share: Double, decimals: Int = 0) -> String {
    let least = Self.fixed(1 / Self.power(decimals), decimals: decimals)
    let most = Self.fixed(100 - 1 / Self.power(decimals), decimals: decimals)
    let half = 0.005 / Self.power(decimals)
    if share > 0, share < half { return self == .chinese ? "不到 \(least)%" : "less than \(least)%" }
    if share < 1, share >= 1 - half { return self == .chinese ? "\(most)% 以上" : "over \(most)%" }
    return Self.grouped(share * 100, decimals: decimals) + "%"
  }

  /// Digits with a comma after every three and a fixed number of decimals, halves away from zero; no negative zero.
  public static func grouped(_ value: Double, decimals: Int) -> String {
    decimal(value, decimals: decimals, grouping: true)
  }

  /// Digits with a fixed number of decimals, halves away from zero; no negative zero.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    decimal(value, decimals: decimals, grouping: false)
  }

  private static func power(_ decimals: Int) -> Double {
    (0..<decimals).reduce(1) { power, _ in power * 10 }
  }

  private static func decimal(_ value: Double, decimals: Int, grouping: Bool) -> String {
    let scaled = (value.magnitude * power(decimals)).rounded()
    // Beyond 2⁵³ every double is a whole number, and its own description is as good; so it is for what is no number.
    guard scaled < 0x1p53 else { return "\(value)" }
    var digits: [UInt8] = []
    var rest = UInt64(scaled)
    var count = 0
    while rest > 0 || count <= decimals {
      if count == decimals, decimals > 0 { digits.append(UInt8(ascii: ".")) }
      let whole = count - decimals
      if grouping, whole > 0, whole % 3 == 0 { digits.append(UInt8(ascii: ",")) }
      digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
      count += 1
    }
    if value < 0, scaled > 0 { digits.append(UInt8(ascii: "-")) }
    return String(decoding: digits.reversed(), as: UTF8.self)
  }
}

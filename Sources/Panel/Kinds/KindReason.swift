import Calendar

/// Why a column is read as numbers, days or texts.
public enum KindReason: String, Sendable, Codable, CaseIterable {
  /// The configuration or the caller says so.
  case said
  /// Columns of this name are of that kind.
  case name
  /// The table's source says so.
  case source
  /// The model was trained with this kind.
  case model
  /// Its cells are numbers.
  case numbers
  /// Its cells are days or months.
  case days
  /// Its cells are texts.
  case texts
  /// Its cells are a few numbers and a few texts.
  case mixedCodes = "mixed_codes"
  /// Numbers with leading zeros are codes.
  case leadingZeros = "leading_zeros"
  /// Numbers of more digits than can be calculated with are codes.
  case longDigits = "long_digits"
  /// Numbers besides a few texts that say again and again that there is none.
  case numbersBesideWords = "numbers_beside_words"
  /// No cell is filled.
  case empty

  /// Whether somebody who looks at the table may not expect it.
  public var isRemarkable: Bool {
    switch self {
    case .said, .name, .source, .model, .numbers, .days, .texts, .empty: false
    case .mixedCodes, .leadingZeros, .longDigits, .numbersBesideWords: true
    }
  }

  /// The reason as half a sentence.
  public func words(in language: Language) -> String {
    switch self {
    case .said: language.text("按配置", "as configured")
    case .name: language.text("按列名", "by its name")
    case .source: language.text("按数据源", "as its source says")
    case .model: language.text("按模型", "as the model was trained")
    case .numbers: language.text("单元格为数值", "its cells are numbers")
    case .days: language.text("单元格为日期", "its cells are dates")
    case .texts: language.text("单元格为文本", "its cells are texts")
    case .mixedCodes: language.text("少数几种数字与文本混用", "a few numbers and a few texts")
    case .leadingZeros: language.text("数字带前导零，是代码", "numbers with leading zeros are codes")
    case .longDigits: language.text("位数过多，是编号", "numbers of more than 15 digits are codes")
    case .numbersBesideWords: language.text("数值，个别文本视为缺失", "numbers; its few texts count as missing")
    case .empty: language.text("没有任何取值", "no cell is filled")
    }
  }
}

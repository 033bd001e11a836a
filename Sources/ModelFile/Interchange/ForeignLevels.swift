/// The categories that another tool's model lists for a variable, by their codes.
struct ForeignLevels: Equatable {
  let texts: [String]
  /// Whether all are numbers, so that `4` and `4.0` are the same.
  let areNumbers: Bool

  var count: Int { texts.count }

  init(texts: [String]) { (self.texts, areNumbers) = (texts, false) }

  init(numbers: [Double]) {
    texts = numbers.map { Int(exactly: $0).map { "\($0)" } ?? "\($0)" }
    areNumbers = true
  }

  /// Categories as a JSON array of texts, numbers and truth values, as pandas has them.
  init(_ list: LocatedValue) throws(InterchangeError) {
    if case .numbers(let numbers) = list.value {
      self.init(numbers: numbers)
      return
    }
    var texts: [String] = []
    for element in try list.elements() {
      switch element.value {
      // Python writes truth values with a capital letter into files.
      case .flag(let flag): texts.append(flag ? "True" : "False")
      case .number(let number): texts += ForeignLevels(numbers: [number]).texts
      default: texts.append(try element.text())
      }
    }
    self.init(texts: texts)
  }
}

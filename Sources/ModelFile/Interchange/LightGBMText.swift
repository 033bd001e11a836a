/// The parts of LightGBM's text model (GBDT::SaveModelToString in its sources): a head, a section for each tree, and what
/// follows the trees.
struct LightGBMText {
  /// Some lines `key=value` and where they stand.
  struct Section {
    let firstLine: Int
    var values: [String: (text: Substring, line: Int)] = [:]

    func text(_ key: String) throws(InterchangeError) -> (text: Substring, line: Int) {
      guard let found = values[key] else {
        throw InterchangeError(
          place: "line \(firstLine)", problem: "The part that begins here has no “\(key)=”.")
      }
      return found
    }

    func numbers(_ key: String, count: Int) throws(InterchangeError) -> [Double] {
      let (text, line) = try text(key)
      let words = LightGBMText.words(of: text)
      guard words.count == count else {
        throw InterchangeError(
          place: "line \(line)", problem: "“\(key)” has \(words.count) values where \(count) are needed.")
      }
      var numbers: [Double] = []
      numbers.reserveCapacity(count)
      for word in words {
        guard let number = Double(word) else {
          throw InterchangeError(place: "line \(line)", problem: "“\(word)” in “\(key)” is not a number.")
        }
        numbers.append(number)
      }
      return numbers
    }

    /// Whole numbers; the range is that of Int32.
    func whole(_ key: String, count: Int) throws(InterchangeError) -> [Int] {
      let line = try text(key).line
      var whole: [Int] = []
      for number in try numbers(key, count: count) {
        guard let exact = Int32(exactly: number) else {
          throw InterchangeError(
            place: "line \(line)", problem: "\(number) in “\(key)” is not a whole number.")
        }
        whole.append(Int(exact))
      }
      return whole
    }

    func whole(_ key: String, in range: ClosedRange<Int>) throws(InterchangeError) -> Int {
      let found = try whole(key, count: 1)[0]
      guard range.contains(found) else {
        throw InterchangeError(
          place: "line \(try text(key).line)",
          problem: "“\(key)” is \(found), but only \(range.lowerBound) to \(range.upperBound) are possible.")
      }
      return found
    }
  }

  private(set) var head = Section(firstLine: 1)
  private(set) var trees: [Section] = []
  /// Numbers of the variables that were told to be categories, from 0; nil where the file does not say.
  private(set) var categories: [Int]?
  /// The JSON text of the categories of a pandas table, and its line.
  private(set) var pandasCategories: (text: Substring, line: Int)?

  init(_ text: String) throws(InterchangeError) {
    var hasEnded = false
    for (index, line) in Self.lines(of: text).enumerated() {
      let number = index + 1
      if hasEnded {
        readTail(line, number)
      } else if number == 1 {
        guard line == "tree" else {
          throw InterchangeError(place: "line 1", problem: LightGBMReader.unknown)
        }
      } else if line == "end of trees" {
        hasEnded = true
      } else {
        try read(line, number)
      }
    }
    guard hasEnded else {
      throw InterchangeError(
        place: "", problem: "The line “end of trees” is missing: the file is cut short. Copy it again.")
    }
  }

  private mutating func read(_ line: Substring, _ number: Int) throws(InterchangeError) {
    guard let equals = line.utf8.firstIndex(of: UInt8(ascii: "=")) else {
      if line == "average_output" { head.values["average_output"] = (line, number) }
      return
    }
    let key = String(line[..<equals])
    if key == "Tree" {
      trees.append(Section(firstLine: number))
      return
    }
    let value = (text: line[line.utf8.index(after: equals)...], line: number)
    let isNew =
      trees.isEmpty
      ? head.values.updateValue(value, forKey: key) == nil
      : trees[trees.count - 1].values.updateValue(value, forKey: key) == nil
    guard isNew else {
      throw InterchangeError(place: "line \(number)", problem: "“\(key)” stands twice in this part.")
    }
  }

  private mutating func readTail(_ line: Substring, _ number: Int) {
    if let list = Self.rest(of: line, after: "[categorical_feature: "), list.last == "]" {
      categories = list.dropLast().split(separator: ",").compactMap { Int($0) }
    } else if let list = Self.rest(of: line, after: "pandas_categorical:"), list != "null" {
      pandasCategories = (list, number)
    }
  }

  private static func rest(of line: Substring, after beginning: String) -> Substring? {
    line.hasPrefix(beginning) ? line.dropFirst(beginning.count) : nil
  }

  /// The words between blanks. Texts are taken byte by byte: to Swift's characters CRLF is one, and so is a blank together
  /// with an accent.
  static func words(of text: Substring) -> [Substring] {
    text.utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) }
  }

  /// The lines, whether LF, CRLF or CR ends them.
  private static func lines(of text: String) -> [Substring] {
    let (lineFeed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    let bytes = text.utf8
    var lines: [Substring] = []
    var (start, index) = (bytes.startIndex, bytes.startIndex)
    while index < bytes.endIndex {
      let byte = bytes[index]
      let next = bytes.index(after: index)
      guard byte == lineFeed || byte == carriageReturn else {
        index = next
        continue
      }
      lines.append(text[start..<index])
      let isPair = byte == carriageReturn && next < bytes.endIndex && bytes[next] == lineFeed
      index = isPair ? bytes.index(after: next) : next
      start = index
    }
    return lines + [text[start...]]
  }
}

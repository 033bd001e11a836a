/// A line of a run's log.
struct LogLine: Encodable {
  let time: String
  let level: RunLog.Level
  let text: String
  /// What the run ended with; nil for every other line.
  var status: Int32?
  /// Of a step or of the run.
  var seconds: Double?

  /// As a person reads it; each line of the text has the time and the level before it, so that it is found by either.
  var plain: String {
    var text = HarmlessText.of(text)
    if let status { text += "status \(status)" }
    if let seconds { text += "\(text.isEmpty ? "" : ", ")\(ProgressText.duration(seconds))" }
    let level = level.rawValue + String(repeating: " ", count: RunLog.Level.widest - level.rawValue.count)
    return text.split(separator: "\n").map { "\(time) \(level) \($0)\n" }.joined()
  }

  /// As programs read it: an object, of which every line of the log is one.
  var json: [UInt8] { get throws { try DeterministicJSON.encode(self, indented: false) } }

  /// How every line begins that programs read: keys stand in the order of the alphabet.
  static let jsonHead = #"{"level":""#

  /// Whether a text begins with a moment, as lines do that people read.
  static func beginsWithTime(_ text: String) -> Bool {
    let (head, pattern) = (text.utf8.prefix(24), "0000-00-00T00:00:00.000Z".utf8)
    return head.count == pattern.count
      && zip(head, pattern).allSatisfy { byte, wanted in
        wanted == UInt8(ascii: "0") ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == wanted
      }
  }
}

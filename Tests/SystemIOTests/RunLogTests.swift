import Synchronization
import Testing

@testable import SystemIO

@Suite("The log of a run")
struct RunLogTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// A clock that goes on by a quarter of a second whenever it is asked.
  private final class Clock: Sendable {
    private let asked = Mutex(0)

    func next() -> Moment {
      asked.withLock { asked in
        defer { asked += 1 }
        return Moment(milliseconds: 1_733_198_706_789 + asked * 250, steady: Double(asked) * 0.25)
      }
    }
  }

  private func log(_ path: String, _ format: RunLog.Format) throws -> RunLog {
    let clock = Clock()
    return try RunLog(path: path, format: format) { clock.next() }
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try PlainReader.wholeFile(path, limit: 1 << 20), as: UTF8.self)
  }

  @Test("has the time before every line, and the status at the end")
  func plain() throws {
    let path = folder.file("churn.log")
    let log = try log(path, .text)
    log.write(.start, "churn predict")
    log.write(.warning, "two\nlines \u{1B}[2J")
    log.write(.progress, "Reading done", seconds: 1.25)
    log.end(status: 4)
    #expect(
      try text(path) == """
        2024-12-03T04:05:07.039Z start    churn predict
        2024-12-03T04:05:07.289Z warning  two
        2024-12-03T04:05:07.289Z warning  lines \\u{1B}[2J
        2024-12-03T04:05:07.539Z progress Reading done, 1.3 s
        2024-12-03T04:05:07.789Z exit     status 4, 1.0 s

        """)
  }

  @Test("is an object in each line for programs, and is added to by the next run")
  func json() throws {
    let path = folder.file("churn.jsonl")
    for _ in 0..<2 {
      let log = try log(path, .json)
      log.write(.error, "a \"name\"\nand more")
      log.end(status: 1)
    }
    let run = #"""
      {"level":"error","text":"a \"name\"\nand more","time":"2024-12-03T04:05:07.039Z"}
      {"level":"exit","seconds":0.5,"status":1,"text":"","time":"2024-12-03T04:05:07.289Z"}

      """#
    #expect(try text(path) == run + run)
  }

  @Test(
    "leaves files alone that are no logs",
    arguments: ["customer_id,month\n", "{\"a\": 1}\n", "2024-12-03,5\n"])
  func others(_ content: String) throws {
    let path = folder.file("panel.csv")
    try AtomicFile.write(Array(content.utf8), to: path)
    #expect(throws: FileError.self) { try RunLog(path: path, format: .text) }
    #expect(try text(path) == content)
  }

  @Test("has the steps and warnings of a quiet run")
  func quiet() throws {
    let path = folder.file("churn.log")
    let shown = Mutex("")
    let progress = TerminalProgress(
      style: .quiet, log: try log(path, .text), output: { text in shown.withLock { $0 += text } },
      clock: { 0 })
    progress.begin("Reading", unit: .bytes)
    progress.advance(by: 5)
    progress.warn("August is thin.")
    progress.end()
    #expect(shown.withLock { $0 } == "Warning: August is thin.\n")
    let levels = try text(path).split(separator: "\n").map { $0.dropFirst(25) }
    #expect(levels == ["progress Reading", "warning  August is thin.", "progress Reading done, 0.0 s"])
  }

  @Test("names moments before 1970 and of leap days")
  func moments() {
    #expect(Moment(milliseconds: -1, steady: 0).description == "1969-12-31T23:59:59.999Z")
    #expect(Moment(milliseconds: 951_782_400_000, steady: 0).description == "2000-02-29T00:00:00.000Z")
    let (first, second) = (Moment(milliseconds: 9, steady: 1), Moment(milliseconds: 5, steady: 3.2504))
    #expect(second.seconds(since: first) == 2.25)
  }
}

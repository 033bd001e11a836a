import Synchronization
import Testing

@testable import SystemIO

@Suite("Progress")
struct TerminalProgressTests {
  final class Screen: Sendable {
    let text = Mutex("")
    let seconds = Mutex(0.0)

    func progress(_ style: TerminalProgress.Style) -> TerminalProgress {
      TerminalProgress(
        style: style, output: { added in self.text.withLock { $0 += added } },
        clock: { self.seconds.withLock { $0 } })
    }

    func wait(_ duration: Double) { seconds.withLock { $0 += duration } }

    func take() -> String {
      text.withLock { text in
        defer { text = "" }
        return text
      }
    }
  }

  @Test("tells a note behind time left, until the next takes its place")
  func notes() {
    let screen = Screen()
    let progress = screen.progress(.redrawn(colours: false, width: 80))
    progress.begin("Fitting trees", total: 100, unit: .things("trees"))
    _ = screen.take()
    screen.wait(1)
    progress.advance(to: 50, note: "log-loss 0.2500")
    let line = screen.take()
    #expect(line.hasPrefix("\r\u{1B}[KFitting trees  50%"), "\(line)")
    #expect(line.hasSuffix("left  log-loss 0.2500"), "\(line)")
    screen.wait(1)
    progress.advance(to: 60)
    #expect(!screen.take().contains("log-loss"))
  }

  @Test("on a terminal is one line with share, rate and time left, ten times a second at most")
  func redraws() {
    let screen = Screen()
    let progress = screen.progress(.redrawn(colours: false, width: 80))
    progress.begin("Reading the panel", total: 200_000_000, unit: .bytes)
    #expect(screen.take() == "\r\u{1B}[KReading the panel  0%")
    screen.wait(1)
    progress.advance(by: 50_000_000)
    #expect(screen.take() == "\r\u{1B}[KReading the panel  25%  50 MB/s  3.0 s left")
    for _ in 0..<9 {
      screen.wait(0.01)
      progress.advance(by: 1)
    }
    #expect(screen.take() == "")
    progress.warn("A note.")
    #expect(screen.take() == "\r\u{1B}[KWarning: A note.\n")
    progress.advance(to: 200_000_000)
    #expect(screen.take().hasSuffix("100%  183 MB/s"))
    screen.wait(100)
    progress.end("3 million rows")
    #expect(screen.take() == "\r\u{1B}[KReading the panel: 3 million rows, 1 min 41 s\n")
    progress.advance(by: 1)
    progress.end()
    #expect(screen.take() == "")
  }

  @Test("in a log is a line at the beginning and at the end of each step")
  func lines() {
    let screen = Screen()
    let progress = screen.progress(.lines)
    progress.begin("Fitting trees", total: 500, unit: .things("rounds"))
    screen.wait(2.34)
    progress.advance(by: 100)
    progress.begin("Scoring")
    screen.wait(61)
    progress.end()
    progress.warn("Done.")
    #expect(
      screen.take()
        == "Fitting trees …\nFitting trees: 2.3 s\nScoring …\nScoring: 1 min 1 s\nWarning: Done.\n")
  }

  @Test("is silent where it shall be quiet")
  func quiet() {
    let screen = Screen()
    let progress = screen.progress(.quiet)
    progress.begin("Scoring", total: 1)
    progress.advance(by: 1)
    progress.end()
    #expect(screen.take() == "")
    progress.warn("A note.")
    #expect(screen.take() == "Warning: A note.\n")
  }

  @Test("fits the terminal's width and has colours only where they are wanted")
  func widthAndColours() {
    let screen = Screen()
    let progress = screen.progress(.redrawn(colours: true, width: 20))
    progress.begin("读取客户月度面板数据文件", total: 100)
    let line = screen.take()
    #expect(line.contains("\u{1B}[2m"))
    let shown = line.replacing("\r\u{1B}[K", with: "").replacing("\u{1B}[2m", with: "").replacing(
      "\u{1B}[0m", with: "")
    #expect(shown == "读取客户月度面…  0%")
    #expect(ProgressText.width(of: shown) <= 20)
  }

  @Test("may be advanced from many threads")
  func threads() async {
    let screen = Screen()
    let progress = screen.progress(.redrawn(colours: false, width: 80))
    progress.begin("Counting", total: 8000, unit: .things("rows"))
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask { for _ in 0..<1000 { progress.advance(by: 1) } }
      }
    }
    screen.wait(1)
    _ = screen.take()
    progress.advance(by: 0)
    #expect(screen.take().contains("100%  8.0 thousand rows/s"))
  }
}

import Glibc
import Testing

@testable import SystemIO

@Suite("What a terminal is shown")
struct TerminalTextTests {
  @Test("gives it no orders, and is what it was where it is harmless")
  func harmless() {
    #expect(HarmlessText.of("\u{1B}]0;PWNED\u{07}") == "\\u{1B}]0;PWNED\\u{7}")
    #expect(HarmlessText.of("a\rb\u{8}c\u{7F}\u{9B}31m") == "a\\u{D}b\\u{8}c\\u{7F}\\u{9B}31m")
    #expect(HarmlessText.of("cod\u{202E}exe.txt\u{2066}") == "cod\\u{202E}exe.txt\\u{2066}")
    // Marks at the end of a character that Swift joins with it.
    #expect(HarmlessText.of("x\u{1B}\u{301}\r\n") == "x\\u{1B}\u{301}\\u{D}\n")
    for text in ["客户\t1\n", "é 😀 👩‍👩‍👧", "“quoted”", ""] { #expect(HarmlessText.of(text) == text) }
  }

  @Test("has no orders of data in progress and warnings")
  func progress() {
    nonisolated(unsafe) var shown = ""
    let progress = TerminalProgress(style: .lines, output: { shown += $0 }, clock: { 0 })
    progress.begin("Writing \u{1B}[2J.csv")
    progress.advance(to: 1, note: "\u{1B}c")
    progress.end("\u{1B}c kept")
    progress.warn("\u{9B}31m")
    #expect(
      !shown.unicodeScalars.contains { $0.value != 10 && ($0.value < 32 || (0x7F..<0xA0).contains($0.value)) }
    )
    #expect(shown.contains("Writing \\u{1B}[2J.csv"))
  }
}

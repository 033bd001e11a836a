import Parallel
import SystemIO
import Testing

@testable import Tabular

@Suite("Texts of cells")
struct TextCellTests {
  @Test("are the same by the fast way and by the slow one")
  func twins() {
    let pieces =
      [
        "a", "1", " ", "\t", "\"", "\"\"", "\u{B}", "é", "e\u{301}", "\u{300}", "客", "户", "\u{3000}",
        "\u{A0}", "\u{2003}",
        "\u{85}", "\u{FEFF}", "\u{212B}", "か\u{3099}", "한", "\u{1100}\u{1161}", "😀", "ſ", "\u{2FF}",
        "\u{340}", "㐀", "龥",
        "\u{F92C}",
      ].map { Array($0.utf8) } + [
        [0xFF], [0xCD, 0xF5], [0xE4, 0xB8], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xE3, 0x8F],
      ]
    var random = RandomStream(seed: 5, key: "cells")
    for _ in 0..<20_000 {
      let count = Int(random.uniform() * 7)
      let bytes = (0..<count).flatMap { _ in pieces[Int(random.uniform() * Double(pieces.count))] }
      let cell = AlignedArray<UInt8>(count: bytes.count)
      for (index, byte) in bytes.enumerated() { cell.view[index] = byte }
      guard let plain = TextCell.plainRange(cell.view, 0..<bytes.count, encoding: .utf8) else { continue }
      let slow = TextCell.clean(cell.view.elements, encoding: .utf8)
      #expect(slow.map { Array($0.utf8) } == Array(cell.view[plain].elements), "\(bytes)")
    }
  }

  @Test("of ideographs and ASCII take the fast way")
  func fast() {
    for text in ["k1", " 客户01 ", "Łódź", "2024年7月", "\"王 芳\""] {
      let bytes = Array(text.utf8)
      let cell = AlignedArray<UInt8>(count: bytes.count)
      for (index, byte) in bytes.enumerated() { cell.view[index] = byte }
      #expect(TextCell.plainRange(cell.view, 0..<bytes.count, encoding: .utf8) != nil, "\(text)")
    }
  }
}

import Glibc
import Testing

@testable import SystemIO

@Suite("Encodings")
struct EncodingTests {
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  /// GB18030 by the C library, whole text at once.
  func gb18030(_ text: String) throws -> [UInt8] {
    let handle = try #require(iconv_open("GB18030", "UTF-8"))
    defer { iconv_close(handle) }
    var source = text.utf8.map { CChar(bitPattern: $0) }
    var result = [CChar](repeating: 0, count: source.count * 4 + 16)
    var sourceLeft = source.count
    var resultLeft = result.count
    let code = source.withUnsafeMutableBufferPointer { source in
      result.withUnsafeMutableBufferPointer { result in
        var sourceBase = source.baseAddress
        var resultBase = result.baseAddress
        return iconv(handle, &sourceBase, &sourceLeft, &resultBase, &resultLeft)
      }
    }
    try #require(code != -1)
    return result[..<(result.count - resultLeft)].map { UInt8(bitPattern: $0) }
  }

  func randomText(_ count: Int, _ generator: inout Generator) -> String {
    var text = String.UnicodeScalarView()
    while text.count < count {
      let range: ClosedRange<UInt32> =
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<4: 0x20...0x7E
        case 4..<7: 0x4E00...0x9FA5
        case 7: 0x80...0x7FF
        case 8: 0x2E80...0xD7FF
        default: 0x10000...0x3FFFF
        }
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) { text.append(scalar) }
    }
    return String(text)
  }

  func convert(_ bytes: [UInt8], blocks: [Int]) throws -> [UInt8] {
    let converter = try GB18030Converter(path: "a.csv", startingAt: 0)
    var result: [UInt8] = []
    var position = 0
    var turn = 0
    while position < bytes.count {
      let block = Array(bytes[position..<min(position + blocks[turn % blocks.count], bytes.count)])
      var output = [UInt8](repeating: 0, count: GB18030Converter.capacity(for: block.count))
      let count = try block.withUnsafeBytes { input in
        try output.withUnsafeMutableBytes { try converter.convert(input, into: $0) }
      }
      result += output[..<count]
      position += block.count
      turn += 1
    }
    try converter.finish()
    return result
  }

  @Test("GB18030 of any text becomes the same text in UTF-8, however the blocks are cut")
  func convertsGB18030() throws {
    var generator = Generator(state: 1)
    for _ in 0..<50 {
      let text = randomText(200, &generator)
      let bytes = try gb18030(text)
      for blocks in [[1], [2, 3, 1], [7], [64, 1, 1], [100_000]] {
        #expect(try convert(bytes, blocks: blocks) == Array(text.utf8))
      }
    }
  }

  @Test("what is no GB18030 gives the offset of the first bad character", arguments: [1, 3, 1000])
  func findsBadGB18030(block: Int) throws {
    let good = try gb18030("客户号,月份\n")
    let bad: [[UInt8]] = [
      [0x80], [0xFF], [0x81, 0x20], [0x81, 0x7F], [0x81, 0x30, 0x20, 0x30], [0x81, 0x30, 0x81, 0x41], [0xB0],
      [0x81, 0x30, 0x81],
      // A form without a character: past U+10FFFF.
      [0xFE, 0x39, 0xFE, 0x39],
    ]
    for bytes in bad {
      let failure = error(FileError.self) { _ = try convert(good + bytes, blocks: [block]) }
      #expect(failure?.problem == .invalidText(encoding: "GB18030", offset: good.count), "\(bytes)")
    }
  }

  /// The slow twin: Swift's own decoder finds the first bad byte.
  func validPrefixSlowly(_ bytes: [UInt8]) -> Int {
    var count = 0
    while count < bytes.count {
      let next = (1...4).first {
        count + $0 <= bytes.count && String(validating: bytes[count..<count + $0], as: UTF8.self) != nil
      }
      guard let next else { break }
      count += next
    }
    return count
  }

  @Test("UTF-8 is checked as Swift itself checks it, and a cut character is told from a bad one")
  func checksUTF8() {
    var generator = Generator(state: 2)
    for round in 0..<3000 {
      var bytes = Array(randomText(round % 60, &generator).utf8)
      let whole = bytes.withUnsafeBytes { UTF8Check.validPrefix(of: $0) }
      #expect(whole.count == bytes.count && !whole.isTruncated)
      for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      #expect(bytes.withUnsafeBytes { UTF8Check.validPrefix(of: $0).count } == validPrefixSlowly(bytes))
    }
    let text = Array("客户𠮷".utf8)
    for length in 0..<text.count {
      let result = text[..<length].withUnsafeBytes { UTF8Check.validPrefix(of: $0) }
      #expect(result.isTruncated == ![0, 3, 6].contains(length))
    }
    for bad: [UInt8] in [
      [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE0, 0x9F], [0xFF],
    ] {
      let result = bad.withUnsafeBytes { UTF8Check.validPrefix(of: $0) }
      #expect(result.count == 0 && !result.isTruncated)
    }
  }

  @Test("a file's beginning tells its encoding")
  func detects() throws {
    func detect(_ bytes: [UInt8]) -> TextEncoding.Finding {
      bytes.withUnsafeBytes { TextEncoding.detect($0) }
    }
    let text = "客户号,月份\n"
    #expect(detect(Array(text.utf8)) == .text(.utf8, markLength: 0))
    #expect(detect([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == .text(.utf8, markLength: 3))
    #expect(detect(Array(text.utf8.dropLast(3))) == .text(.utf8, markLength: 0))
    #expect(detect(try gb18030(text)) == .text(.gb18030, markLength: 0))
    #expect(detect(try gb18030("\u{FEFF}" + text)) == .text(.gb18030, markLength: 4))
    #expect(detect([0xFF, 0xFE, 0x61, 0]) == .foreign("UTF-16"))
    #expect(detect([0x61, 0xFF, 0x20]) == .unknown(offset: 1))
    #expect(detect([]) == .text(.utf8, markLength: 0))
  }
}

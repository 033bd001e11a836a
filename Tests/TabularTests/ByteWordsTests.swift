import Parallel
import Testing

@testable import Tabular

@Suite("Bytes as words")
struct ByteWordsTests {
  private static func bytes(_ random: inout RandomStream, _ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(random.below(256)) }
  }

  @Test("hold the bytes in their order, the first lowest, for every length up to eight")
  func words() {
    var random = RandomStream(seed: 3)
    for _ in 0..<4_000 {
      let run = ByteWordsTests.bytes(&random, random.below(9))
      let expected = run.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      run.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        #expect(ByteWords.word(base, buffer.count) == expected)
      }
    }
  }

  @Test("are equal where every byte is, for every length, and then hash alike")
  func equality() {
    var random = RandomStream(seed: 4)
    for _ in 0..<4_000 {
      let left = ByteWordsTests.bytes(&random, 1 + random.below(40))
      var right = left
      if random.chance(0.7) { right[random.below(right.count)] ^= UInt8(1 << random.below(8)) }
      left.withUnsafeBufferPointer { first in
        right.withUnsafeBufferPointer { second in
          guard let one = first.baseAddress, let other = second.baseAddress else { return }
          let areEqual = ByteWords.areEqual(one, other, count: first.count)
          #expect(areEqual == (left == right))
          let hashes = (ByteWords.hash(one, count: first.count), ByteWords.hash(other, count: first.count))
          #expect((hashes.0 == hashes.1) == areEqual)
        }
      }
    }
  }

  @Test("read as eight digits give the number, or say that something is no digit")
  func digits() {
    var random = RandomStream(seed: 5)
    for _ in 0..<20_000 {
      let count = 1 + random.below(8)
      var run = (0..<count).map { _ in UInt8(48 + random.below(10)) }
      if random.chance(0.3) { run[random.below(count)] = UInt8(random.below(256)) }
      let expected =
        run.allSatisfy { (48...57).contains($0) } ? UInt64(String(decoding: run, as: UTF8.self)) : nil
      let padded = run + ByteWordsTests.bytes(&random, 8)
      padded.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        #expect(EightDigits.number(base, count) == expected ?? EightDigits.none)
      }
    }
  }
}

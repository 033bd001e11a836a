import Foundation
import Parallel
import SystemIO
import Testing

@testable import ModelFile

@Suite("The rows that a model was trained on")
struct TrainedRowsTests {
  private func digests(_ count: Int, seed: UInt64) -> [UInt64] {
    var random = RandomStream(seed: seed)
    return (0..<count).map { _ in random.next() }
  }

  private func rows(_ digests: [UInt64], hasKey: Bool = true) throws -> TrainedRows {
    try #require(TrainedRows(digests: digests, columns: ["a"], hasKey: hasKey))
  }

  @Test(
    "are all known again; of others about the share that the formula says", arguments: [1, 7, 900, 40_000])
  func filter(count: Int) throws {
    let known = digests(count, seed: 1)
    let trained = try rows(known)
    #expect(known.allSatisfy(trained.contains))
    let others = digests(50_000, seed: 2)
    let share = Double(others.count { trained.contains($0) }) / 50_000
    // Filters of whole words of 64 bits hold fewer rows better.
    #expect(
      share < TrainedRows.falseShare * 1.25 && (count < 900 || share > TrainedRows.falseShare * 0.75),
      "\(share)")
  }

  @Test("are counted among others, and not where chance alone explains what looks like them")
  func counting() throws {
    let known = digests(5000, seed: 3)
    let trained = try rows(known)
    for seed in UInt64(10)..<60 {
      let others = digests(2000, seed: seed)
      let none = try #require(trained.recognised(others))
      #expect(none.count == 0, "\(seed): \(none.count)")
      let some = try #require(trained.recognised(others + known.prefix(300)))
      #expect(
        (285...315).contains(some.count) && some.isTrained.suffix(300).allSatisfy { $0 }, "\(some.count)")
    }
    #expect(trained.recognised(known)?.count == 5000)
    #expect(trained.recognised([])?.count == 0)
  }

  @Test(
    "without a key: as many new rows as are alike look trained on, and are taken off; too many are not told")
  func alike() throws {
    var random = RandomStream(seed: 4)
    // Rows of some few kinds beside rows of their own.
    func draw(_ count: Int, common: Double) -> [UInt64] {
      (0..<count).map { _ in
        random.chance(common) ? UInt64(random.below(50)) &* 0x9E37_79B9_7F4A_7C15 : random.next()
      }
    }
    let known = draw(4000, common: 0.3)
    let trained = try rows(known, hasKey: false)
    #expect(abs(trained.repeatedShare - 0.3) < 0.03)
    for _ in 0..<30 { #expect(trained.recognised(draw(1000, common: 0.3))?.count == 0) }
    let found = try #require(trained.recognised(draw(1000, common: 0.3) + known.prefix(500)))
    #expect((400...600).contains(found.count) && !found.othersAreUsual)
    #expect(try rows(draw(1000, common: 0.8), hasKey: false).recognised(known) == nil)
    // With a key a row that is there twice is one row.
    #expect(try rows(known + known).repeatedShare == 0)
  }

  @Test("add ten bits each to the model, and read back as they were")
  func coding() throws {
    let known = digests(30_000, seed: 5)
    let trained = try rows(known)
    let bytes = try DeterministicJSON.encode(trained)
    #expect(bytes.count > 30_000 * 10 / 8 && bytes.count < 30_000 * 10 / 6 + 300)
    #expect(try DeterministicJSON.decode(TrainedRows.self, from: bytes) == trained)
    #expect(TrainedRows(digests: [], columns: ["a"], hasKey: true) == nil)
    // A filter that is not as long as its rows ask for is refused with the model.
    let text = String(decoding: bytes, as: UTF8.self)
    let fewer = text.replacingOccurrences(of: "\"rows\" : 30000", with: "\"rows\" : 29000")
    #expect(fewer != text)
    #expect(try DeterministicJSON.decode(TrainedRows.self, from: Array(fewer.utf8)).problem != nil)
    let broken = text.replacingOccurrences(of: "\"bits\" : \"", with: "\"bits\" : \"?")
    #expect(throws: DecodingError.self) {
      try DeterministicJSON.decode(TrainedRows.self, from: Array(broken.utf8))
    }
  }
}

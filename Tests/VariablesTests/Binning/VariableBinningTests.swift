import Calendar
import Configuration
import Foundation
import Parallel
import Testing

@testable import Variables

@Suite("Bins of a variable")
struct VariableBinningTests {
  @Test("hold every row once, count it where a look-up finds it, and are as many as asked for")
  func coverage() throws {
    var columns = RandomColumns(seed: 21)
    for round in 0..<200 {
      let (values, labels) = columns.column(rows: 50 + columns.random.below(1500))
      let specials: [Double] = round % 3 == 0 ? [0, -1] : []
      let shape = BinningDefinition.Shape.allCases[round % 6]
      let method = BinningDefinition.Method.allCases[round % 5]
      let binning = try binned(values, labels) {
        ($0.specials, $0.shape, $0.method, $0.bins) = (specials, shape, method, 2 + round % 7)
      }
      #expect(binning.cuts == binning.cuts.sorted() && Set(binning.cuts).count == binning.cuts.count)
      #expect(binning.ordinaryCount == binning.cuts.count + 1 && binning.ordinaryCount <= 2 + round % 7)
      var counts = [ClassCounts](repeating: ClassCounts(), count: binning.bins.count)
      for (value, label) in zip(values, labels) {
        counts[binning.bin(of: value)].add(isLoss: label == 1, weight: 1)
      }
      #expect(counts == binning.bins.map(\.counts))
      let rates = counts.prefix(binning.ordinaryCount).map(\.rate)
      if shape == .automatic {
        #expect(binning.ordinaryCount == 1 || binning.shape != .any)
      } else {
        #expect(SlowBinning.fits(rates, shape))
      }
      let expected = SlowBinning.informationValue(counts, binning.total)
      #expect((binning.informationValue - expected).magnitude < 1e-9)
      if binning.ordinaryCount < 2 + round % 7 { #expect(!binning.remarks.isEmpty) }
      if binning.ordinaryCount > 1 {
        #expect(
          counts.prefix(binning.ordinaryCount).allSatisfy { $0.rows >= 0.05 * Double(values.count) - 1e-6 })
      }
    }
  }

  @Test("a weight of two counts like two rows")
  func weights() throws {
    var columns = RandomColumns(seed: 22)
    for _ in 0..<30 {
      let (values, labels) = columns.column(rows: 400)
      let weights = (0..<400).map { _ in Float(columns.random.below(4)) }
      let repeated = (0..<400).flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
      let plain = try binned(repeated.map { values[$0] }, repeated.map { labels[$0] }) { $0.shape = .any }
      let weighted = try binned(values, labels, weights: weights) { $0.shape = .any }
      #expect(plain.bins.map(\.counts) == weighted.bins.map(\.counts))
    }
  }

  @Test("the information value never falls when a bin is split, and a joined bin's WoE lies between")
  func splitting() {
    var random = RandomStream(seed: 23)
    for _ in 0..<5000 {
      let a = ClassCounts(kept: Double(1 + random.below(100)), lost: Double(1 + random.below(100)))
      let b = ClassCounts(kept: Double(1 + random.below(100)), lost: Double(1 + random.below(100)))
      let total =
        a + b + ClassCounts(kept: Double(1 + random.below(100)), lost: Double(1 + random.below(100)))
      let (first, second) = (WeightOfEvidence(of: a, in: total), WeightOfEvidence(of: b, in: total))
      let joined = WeightOfEvidence(of: a + b, in: total)
      #expect(joined.informationPart <= first.informationPart + second.informationPart + 1e-12)
      #expect(joined.value >= min(first.value, second.value) - 1e-12)
      #expect(joined.value <= max(first.value, second.value) + 1e-12)
    }
  }

  @Test("standard errors of WoE are the spread of repeated samples")
  func standardErrors() {
    var random = RandomStream(seed: 24)
    var values: [Double] = []
    for _ in 0..<4000 {
      var (bin, other) = (ClassCounts(), ClassCounts())
      for _ in 0..<300 { if random.chance(0.3) { bin.lost += 1 } else { other.lost += 1 } }
      for _ in 0..<700 { if random.chance(0.15) { bin.kept += 1 } else { other.kept += 1 } }
      values.append(WeightOfEvidence(of: bin, in: bin + other).value)
    }
    let mean = values.reduce(0, +) / 4000
    let distribution = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3999).squareRoot()
    let said =
      WeightOfEvidence(
        of: ClassCounts(kept: 105, lost: 90), in: ClassCounts(kept: 700, lost: 300)
      ).standardError ?? 0
    #expect((distribution / said - 1).magnitude < 0.05)
  }

  @Test("constant, all-missing and all-special columns, and two rows, are borne with a word about it")
  func oddColumns() throws {
    let labels: [UInt8] = (0..<100).map { $0 % 4 == 0 ? 1 : 0 }
    let constant = try binned([Float](repeating: 7, count: 100), labels)
    #expect(
      constant.ordinaryCount == 1 && constant.informationValue == 0
        && constant.remarks[0].english.contains("single"))
    let missing = try binned([Float](repeating: .nan, count: 100), labels)
    #expect(missing.bins[missing.missingBin].counts.rows == 100 && missing.informationValue == 0)
    #expect(missing.remarks[0].english.contains("no ordinary number"))
    let special = try binned((0..<100).map { Float(-1 - $0 % 2) }, labels) { $0.specials = [-1, -2] }
    #expect(special.specials == [-2, -1] && special.bins.map(\.counts.rows) == [0, 50, 50, 0])
    #expect(special.label(ofBin: 1) == "= -2" && special.bin(of: -1) == 2)
    let infinite = try binned((0..<100).map { $0 % 3 == 0 ? .infinity : -.infinity }, labels)
    #expect(infinite.cuts == [0] && infinite.bin(of: .infinity) == 1)
    let two = try binned([1, 2], [0, 1])
    #expect(two.bins.allSatisfy { $0.woe.isFinite })
  }

  @Test("a special code next to missing values keeps its own WoE")
  func specialsAndMissing() throws {
    // 0 is a code and half of the rest is missing: what made another tool return wrong evidence without a word.
    var (values, labels): ([Float], [UInt8]) = ([], [])
    for row in 0..<1000 {
      values.append(row % 4 == 0 ? 0 : row % 4 == 1 ? .nan : Float(row))
      labels.append(row % 8 == 0 || row % 20 == 11 ? 1 : 0)
    }
    let binning = try binned(values, labels) { $0.specials = [0] }
    let zero = binning.bins[binning.bin(of: 0)]
    #expect(zero.counts == ClassCounts(kept: 125, lost: 125))
    let expected = log(125 / binning.total.lost / (125 / binning.total.kept))
    #expect((zero.woe - expected).magnitude < 1e-12)
    #expect(binning.bins[binning.missingBin].counts.rows == 250)
  }

  @Test("borders drawn by hand are kept to the letter, and empty ones are named")
  func drawnCuts() throws {
    let values: [Float] = (0..<100).map { Float($0) }
    let labels: [UInt8] = (0..<100).map { $0 % 3 == 0 ? 1 : 0 }
    let binning = try binned(values, labels) {
      var own = BinningDefinition.Variable()
      own.cuts = [25, 60, 200]
      $0.variables["x"] = own
    }
    #expect(binning.cuts == [25, 60, 200] && binning.asked.byHand)
    #expect(binning.bins.map(\.counts.rows) == [25, 35, 40, 0, 0])
    #expect(binning.remarks.map(\.english) == ["No row lies in bin 4 of those drawn by hand."])
    #expect(binning.label(ofBin: 1) == "25 to below 60" && binning.label(ofBin: 4) == "missing")
  }

  @Test("borders are round numbers that leave every row where it was")
  func roundCuts() {
    var random = RandomStream(seed: 25)
    for _ in 0..<20_000 {
      let low = Float(random.normal() * exp(random.normal() * 6))
      let high = random.chance(0.3) ? low.nextUp : low + Float(random.uniform() * exp(random.normal() * 6))
      guard low < high, high.isFinite else { continue }
      let cut = RoundCut.between(low, high)
      #expect(cut > low && cut <= high)
    }
    #expect(RoundCut.between(199_998.3, 200_001.2) == 200_000)
    #expect(RoundCut.between(24, 25) == 25)
    #expect(RoundCut.between(0.2871, 0.3123) == 0.3)
    #expect(RoundCut.between(-1, 3) == 0 && RoundCut.between(-3, -1) == -1)
  }

  @Test("settings that contradict themselves are reported together")
  func settings() {
    var definition = BinningDefinition()
    (definition.bins, definition.leastShare, definition.specials) = (1, 0.8, [.nan])
    var own = BinningDefinition.Variable()
    (own.cuts, own.groups) = ([3, 2], [["a"], ["a"]])
    definition.variables["x"] = own
    #expect {
      _ = try BinningOptions(definition, variable: "x")
    } throws: { error in
      (error as? BinningError)?.problems.count == 6
    }
  }
}

@Suite("Bins of a category")
struct CategoryBinningTests {
  @Test("group texts by their share of losses, and no grouping is worth more")
  func optimal() throws {
    var random = RandomStream(seed: 31)
    for _ in 0..<60 {
      let levels = 2 + random.below(5)
      let rates = (0..<levels).map { _ in random.uniform() }
      let codes = (0..<600).map { _ in Float(random.below(levels)) }
      var labels = codes.map { UInt8(random.chance(rates[Int($0)]) ? 1 : 0) }
      (labels[0], labels[1]) = (0, 1)
      let binning = try binned(codes: codes, levels: (0..<levels).map { "l\($0)" }, labels) {
        ($0.bins, $0.leastShare) = (3, 0)
      }
      let mapping = try #require(binning.binOfLevel)
      var counts = [ClassCounts](repeating: ClassCounts(), count: levels)
      for (code, label) in zip(codes, labels) { counts[Int(code)].add(isLoss: label == 1, weight: 1) }
      // Every way of giving each level one of three bins.
      var greatest = 0.0
      var way = [Int](repeating: 0, count: levels)
      search: while true {
        var bins = [ClassCounts](repeating: ClassCounts(), count: 3)
        for level in 0..<levels { bins[way[level]] += counts[level] }
        if bins.allSatisfy({ $0.rows == 0 || SlowBinning.isAllowed($0, binning.total, leastRows: 0) }) {
          greatest = max(greatest, SlowBinning.informationValue(bins, binning.total))
        }
        var index = 0
        while index < levels, way[index] == 2 {
          way[index] = 0
          index += 1
        }
        if index == levels { break search }
        way[index] += 1
      }
      #expect((binning.informationValue - greatest).magnitude < 1e-9)
      let shares = binning.bins.prefix(binning.ordinaryCount).map(\.counts.rate)
      #expect(shares == shares.sorted() && mapping.allSatisfy { $0 < binning.ordinaryCount })
    }
  }

  @Test("a hundred thousand different texts are pooled instead of believed")
  func manyLevels() throws {
    let count = 100_000
    var random = RandomStream(seed: 32)
    let codes = (0..<2 * count).map { Float($0 < count ? 0 : random.below(count)) }
    let labels = codes.map { UInt8(random.chance($0 == 0 ? 0.1 : 0.3) ? 1 : 0) }
    let binning = try binned(codes: codes, levels: (0..<count).map { "t\($0)" }, labels)
    #expect(binning.ordinaryCount == 2 && binning.remarks.contains { $0.english.contains("pooled") })
    #expect(binning.bin(of: 0) == 0 && binning.bin(of: 17) == 1)
    #expect(binning.label(ofBin: 1).hasSuffix("more"))
  }

  @Test("an unknown text counts as missing, whose WoE is 0 where nothing was missing")
  func unknown() throws {
    let codes: [Float] = (0..<100).map { Float($0 % 2) }
    let labels: [UInt8] = (0..<100).map { $0 % 2 == 0 ? 1 : UInt8($0 % 3 == 0 ? 1 : 0) }
    let binning = try binned(codes: codes, levels: ["a", "b"], labels) { $0.leastShare = 0 }
    for value in [Float.nan, 2, -1, 0.5, .infinity] { #expect(binning.bin(of: value) == binning.missingBin) }
    #expect(binning.bins[binning.missingBin].woe == 0)
    #expect(binning.bins[binning.missingBin].standardError == nil)
  }

  @Test("groups made by hand are kept, and what is in none makes a further one")
  func drawnGroups() throws {
    let codes: [Float] = (0..<400).map { Float($0 % 4) }
    let labels: [UInt8] = (0..<400).map { $0 % 3 == 0 ? 1 : 0 }
    let binning = try binned(codes: codes, levels: ["a", "b", "c", "d"], labels) {
      var own = BinningDefinition.Variable()
      own.groups = [["d", "a"], ["zz", "b"]]
      $0.variables["x"] = own
    }
    #expect(binning.binOfLevel == [0, 1, 2, 0] && binning.ordinaryCount == 3)
    #expect(binning.label(ofBin: 0) == "a, d")
    #expect(binning.remarks.contains { $0.english.contains("“zz” of group 2 does not occur") })
    #expect(binning.remarks.contains { $0.english.contains("further bin") })
  }
}

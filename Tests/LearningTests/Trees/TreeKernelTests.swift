import CKernels
import Parallel
import Scoring
import Testing

@testable import Learning

/// Each kernel beside a slow, obvious twin, on seeded random cases.
@Suite("Kernels of trees")
struct TreeKernelTests {
  /// A size that is often nought, one, or next to a block's end.
  private func size(_ random: inout RandomStream, most: Int) -> Int {
    let edges = [0, 1, 2, 15, 16, 17, 63, 64, 65, 1023, 1024, 1025, 2048]
    return random.below(3) == 0 ? min(most, edges[random.below(edges.count)]) : random.below(most + 1)
  }

  @Test("histograms are the sums per bin, of listed rows and of rows in order, weighed and counted")
  func histograms() {
    var random = RandomStream(seed: 11)
    for round in 0..<1500 {
      let all = max(1, size(&random, most: 2200))
      let variables = 1 + random.below(9)
      let stride = TreeRows.stride(columns: variables)
      let bins = 1 + random.below(256)
      let codes = (0..<all * stride).map { _ in UInt8(random.below(4) == 0 ? 0 : random.below(bins)) }
      let pairs = (0..<all).map { _ in
        UInt32(truncatingIfNeeded: random.below(4) == 0 ? Int(random.next() >> 32) : random.below(5))
      }
      let isListed = round % 2 == 0
      let listed = (0..<size(&random, most: all)).map { _ in UInt32(random.below(all)) }.sorted()
      let first = random.below(all)
      let rows = isListed ? listed.map { Int($0) } : Array(first..<first + random.below(all - first + 1))
      let drawn = (0..<variables).filter { _ in random.below(4) > 0 }
      let starts = drawn.map { UInt32($0 * 256) }
      let isCounted = round % 5 == 0
      var expected = [Int64](repeating: 0, count: variables * 256)
      for row in rows {
        let gradient = Int64(Int16(truncatingIfNeeded: pairs[row] & 0xFFFF))
        let sum = PackedSum(gradient: gradient, hessian: Int64(pairs[row] >> 16)).bits
        for variable in drawn {
          expected[variable * 256 + Int(codes[row * stride + variable])] &+= isCounted ? 1 : sum
        }
      }
      var found = [Int64](repeating: 0, count: variables * 256)
      listed.withUnsafeBufferPointer { listed in
        churn_tree_histogram(
          codes, stride, isListed ? listed.baseAddress : nil, first, rows.count, isCounted ? nil : pairs,
          drawn.map { UInt32($0) }, starts, drawn.count, &found)
      }
      #expect(found == expected, "round \(round)")
    }
  }

  @Test("a histogram takes more rows than fit 24 bits into one bin, each with the greatest derivatives")
  func fullBins() {
    // 2²⁴ + 2 rows of the same code; ten thousand different ones would not be seen among them with 32-bit floats.
    let rows = 1 << 24 + 2
    let codes = AlignedArray<UInt8>(count: rows)
    let pairs = AlignedArray<UInt32>(count: rows, repeating: UInt32(UInt16(bitPattern: -127)) | 255 << 16)
    var found = [Int64](repeating: 0, count: 256)
    churn_tree_histogram(codes.view.base, 1, nil, 0, rows, pairs.view.base, [0], [0], 1, &found)
    let sum = PackedSum(bits: found[0])
    #expect(sum.gradient == Int64(rows) * -127 && sum.hessian == Int64(rows) * 255)
    #expect(found[1...].allSatisfy { $0 == 0 })
  }

  @Test("rows are divided in two and keep their order")
  func divisions() {
    var random = RandomStream(seed: 12)
    for round in 0..<1500 {
      let all = max(1, size(&random, most: 1500))
      let memory = AlignedArray<UInt8>(count: all * 16)
      let codes = memory.view
      for index in 0..<all * 16 { codes[index] = UInt8(random.below(256)) }
      let rows = (0..<all).filter { _ in random.below(3) > 0 }.map { UInt32($0) }
      let chance = random.uniform()
      let table = (0..<256).map { _ in UInt8(random.chance(chance) ? 1 : 0) }
      var left = [UInt32](repeating: 0, count: rows.count + 1)
      var right = left
      let count = churn_divide_rows(codes.base + 5, 16, rows, rows.count, table, &left, &right)
      let lefts = rows.filter { table[Int(codes[Int($0) * 16 + 5])] == 1 }
      let rights = rows.filter { table[Int(codes[Int($0) * 16 + 5])] == 0 }
      #expect(Array(left.prefix(count)) == lefts, "round \(round)")
      #expect(Array(right.prefix(rows.count - count)) == rights, "round \(round)")
      // The same codes in blocks of 64 rows, three variables wide.
      let blocks = AlignedArray<UInt8>(count: (all + 63) / 64 * 192)
      for row in 0..<all { blocks.view[row / 64 * 192 + 64 + row % 64] = codes[row * 16 + 5] }
      (left, right) = (right.map { _ in 0 }, right.map { _ in 0 })
      let again = churn_divide_rows_of_blocks(
        blocks.view.base + 64, 192, rows, rows.count, table, &left, &right)
      #expect(again == count && Array(left.prefix(count)) == lefts, "round \(round)")
      #expect(Array(right.prefix(rows.count - count)) == rights, "round \(round)")
    }
  }

  @Test("the best threshold is the first that gains most of all, missing values on either side")
  func thresholds() {
    var random = RandomStream(seed: 13)
    for round in 0..<6000 {
      let binCount = random.below(8) == 0 ? random.below(3) : 1 + random.below(255)
      let isBounded = random.below(2) == 0
      let hasMissing = random.below(2) == 0
      var histogram: [Int64] = []
      for bin in 0...binCount {
        let isEmpty = random.below(3) == 0 || (bin == binCount && !hasMissing)
        // Few different sums, so that gains are often equal.
        histogram.append(
          isEmpty
            ? 0
            : PackedSum(gradient: Int64(random.below(7)) - 3, hessian: Int64(random.below(4))).bits)
      }
      let total = histogram.reduce(0, &+)
      let sum = PackedSum(bits: total)
      let unit = 0.25
      let l2 = Double(random.below(3))
      let floor = Double(sum.gradient * sum.gradient) * unit * unit / (Double(sum.hessian) * unit + l2)
      var terms = churn_split_terms(
        gradient_unit: unit, hessian_unit: unit, l2: l2, least_hessian: Double(random.below(3)) * 0.5,
        floor: floor.isFinite ? floor : 0, minimum_gain: Double(random.below(2)), l1: 0, light: -1,
        lower: -.infinity, upper: .infinity, direction: 0, is_bounded: 0)
      let found = churn_best_threshold(histogram, binCount, total, isBounded ? 1 : 0, &terms)
      let expected = slowThreshold(
        histogram.map { PackedSum(bits: $0) }, isBounded: isBounded, total: sum, terms: terms)
      #expect(found.bin == expected.bin && found.left == expected.left, "round \(round)")
      #expect(found.gain == expected.gain && found.missing_goes_left == expected.missing_goes_left)
    }
  }

  /// Tries every split, one after the other.
  private func slowThreshold(
    _ histogram: [PackedSum], isBounded: Bool, total: PackedSum, terms: churn_split_terms
  ) -> churn_threshold {
    let binCount = histogram.count - 1
    let missing = histogram[binCount]
    let isAnyMissing = missing != .zero
    var best = churn_threshold(gain: terms.minimum_gain, left: 0, bin: -1, missing_goes_left: 0)
    for missingGoesLeft in isAnyMissing ? [false, true] : [false] {
      let splits = !missingGoesLeft && isAnyMissing && isBounded ? binCount : binCount - 1
      for bin in 0..<max(0, splits) {
        var left = histogram[...bin].reduce(PackedSum.zero, +)
        if missingGoesLeft { left += missing }
        let right = total - left
        let gl = Double(left.gradient) * terms.gradient_unit
        let hl = Double(left.hessian) * terms.hessian_unit
        let gr = Double(right.gradient) * terms.gradient_unit
        let hr = Double(right.hessian) * terms.hessian_unit
        guard hl > 0, hr > 0, hl >= terms.least_hessian, hr >= terms.least_hessian else { continue }
        let (al, ar) = (hl + terms.l2, hr + terms.l2)
        let gain = (gl * gl * ar + gr * gr * al) / (al * ar) - terms.floor
        if gain > best.gain {
          let goesLeft = missingGoesLeft || (!isAnyMissing && left.hessian >= right.hessian)
          best = churn_threshold(
            gain: gain, left: left.bits, bin: Int32(bin), missing_goes_left: goesLeft ? 1 : 0)
        }
      }
    }
    return best
  }

  @Test("derivatives and losses are those of the log-loss, for any margin and weight")
  func derivatives() {
    var random = RandomStream(seed: 14)
    for round in 0..<300 {
      let count = size(&random, most: 300)
      let margins = (0..<count).map { _ in
        random.below(9) == 0 ? [0, -0.0, 80, -80, 500, -500][random.below(6)] : 6 * random.normal()
      }
      let labels = (0..<count).map { _ in Float(random.below(2)) }
      let weights = (0..<count).map { _ in Float(random.below(3)) * 1.5 }
      let isWeighted = round % 2 == 0
      var gradients = [Float](repeating: 9, count: count + 1)
      var hessians = gradients
      var losses = gradients
      churn_logistic_derivatives(
        margins, labels, isWeighted ? weights : nil, count, &gradients, &hessians, &losses)
      for row in 0..<count {
        let weight = isWeighted ? Double(weights[row]) : 1
        let probability = Scorer.probability(ofMargin: margins[row])
        let complement = Scorer.probability(ofMargin: -margins[row])
        let gradient = weight * (labels[row] == 1 ? -complement : probability)
        let loss = weight * logLoss(margin: margins[row], label: Double(labels[row]))
        #expect((Double(gradients[row]) - gradient).magnitude <= 2e-6 * gradient.magnitude + 1e-37)
        #expect(
          (Double(hessians[row]) - weight * probability * complement).magnitude <= 1e-6 * weight + 1e-37)
        #expect((Double(losses[row]) - loss).magnitude <= 2e-6 * loss + 1e-37)
      }
      #expect(gradients[count] == 9 && hessians[count] == 9 && losses[count] == 9)
    }
  }

  @Test("codes of numbers count the edges below, for any number")
  func numberCodes() {
    var random = RandomStream(seed: 15)
    let odd: [Float] = [
      .nan, .infinity, -.infinity, 0, -0.0, .greatestFiniteMagnitude, .leastNonzeroMagnitude,
    ]
    for round in 0..<2000 {
      let edges = Set(
        (0..<random.below(255)).map { _ in
          Float(random.normal() * 3).rounded(.down) + Float(random.below(8)) / 8
        }
      )
      .sorted()
      let values = (0..<size(&random, most: 130)).map { _ -> Float in
        switch random.below(4) {
        case 0: odd[random.below(odd.count)]
        case 1: edges.isEmpty ? 1 : edges[random.below(edges.count)]
        default: Float(random.normal() * 3)
        }
      }
      let codes = AlignedArray<UInt8>(count: values.count + 1, repeating: 99)
      let bins = VariableBins.numbers(edges: edges, valueBinCount: edges.count + 1, isBounded: true)
      values.withView(of: values.indices) { BinCoder(bins).code($0, into: codes.view) }
      let expected = values.map { value in
        value.isNaN ? UInt8(edges.count + 1) : UInt8(edges.count { $0 < value })
      }
      #expect(Array(codes.view.elements.dropLast()) == expected, "round \(round)")
    }
  }

  @Test("asking all nodes of 64 rows finds the leaves that walking finds, and so does a plain walk")
  func leaves() {
    var random = RandomStream(seed: 16)
    for round in 0..<600 {
      let variables = 1 + random.below(6)
      let bins = (0..<variables).map { variable -> VariableBins in
        let count = 1 + random.below(254)
        if variable % 3 == 2 {
          return .categories(codes: (0..<UInt32(count)).map { $0 }, binOfCode: [])
        }
        return .numbers(edges: [], valueBinCount: count, isBounded: true)
      }
      var tree = GrownTree(nodes: [GrownTree.Node(rows: 0..<0, depth: 0)])
      for _ in 0..<random.below(round % 50 == 0 ? 600 : 40) {
        let open = tree.nodes.indices.filter { tree.nodes[$0].split == nil && tree.nodes[$0].depth < 40 }
        let node = open[random.below(open.count)]
        let variable = random.below(variables)
        var split = SplitCandidate(gain: 1, variable: Int32(variable))
        split.lastLeftBin = Int32(random.below(bins[variable].valueBinCount))
        split.missingGoesLeft = random.below(2) == 0
        for bin in 0..<bins[variable].valueBinCount where random.below(2) == 0 {
          split.listedBins.insert(bin)
        }
        tree.nodes[node].split = split
        tree.nodes[node].left = tree.nodes.count
        let child = GrownTree.Node(rows: 0..<0, depth: tree.nodes[node].depth + 1)
        tree.nodes += [child, child]
      }
      var leaf = 0
      for node in tree.nodes.indices where tree.nodes[node].split == nil {
        tree.nodes[node].leaf = leaf
        leaf += 1
      }
      let blocks = random.below(4)
      let codes = (0..<max(1, blocks * 64 * variables)).map { index in
        UInt8(random.below(bins[index / 64 % variables].binCount))
      }
      let finder = LeafFinder(tree, bins: bins)
      let scratch = AlignedArray<UInt8>(count: finder.scratchSize)
      let packed = AlignedArray<UInt8>(count: codes.count)
      for (index, code) in codes.enumerated() { packed.view[index] = code }
      let (asked, walked) = (
        AlignedArray<UInt16>(count: blocks * 64), AlignedArray<UInt16>(count: blocks * 64)
      )
      finder.ask(
        packed.view, variableCount: variables, blocks: blocks, scratch: scratch.view, leaves: asked.view)
      finder.walk(packed.view, variableCount: variables, blocks: blocks, leaves: walked.view)
      let tables = tree.nodes.map { node in node.split.map { $0.leftTable(bins: bins[Int($0.variable)]) } }
      let expected = (0..<blocks * 64).map { row -> UInt16 in
        var node = 0
        while let split = tree.nodes[node].split, let table = tables[node] {
          let code = codes[(row / 64 * variables + Int(split.variable)) * 64 + row % 64]
          node = tree.nodes[node].left + (table[Int(code)] == 1 ? 0 : 1)
        }
        return UInt16(tree.nodes[node].leaf)
      }
      #expect(Array(walked.view.elements) == expected, "round \(round)")
      #expect(Array(asked.view.elements) == expected, "round \(round)")
    }
  }
}

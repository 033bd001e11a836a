import Parallel

/// The figures of every round of a bootstrap.
struct BootstrapRounds {
  var figures: [DrawnFigures]
  /// What lists by probability caught: `rounds` times the lengths.
  var lists: [DrawnList]
  /// The same by expected loss; empty where the sample holds no assets.
  var listsByExpectedLoss: [DrawnList]
  var shares: [Double]
  var customers: Int

  /// One figure of all rounds, those left out in which it cannot be had.
  func interval(_ figure: (DrawnFigures) -> Double) -> Interval? {
    Interval.middle(of: figures.map(figure).filter { !$0.isNaN })
  }

  func intervals(_ lists: [DrawnList], length: Int) -> TopIntervals? {
    guard !lists.isEmpty else { return nil }
    let rounds = stride(from: length, to: lists.count, by: shares.count).map { lists[$0] }
    func interval(_ figure: (DrawnList) -> Double) -> Interval? {
      Interval.middle(of: rounds.map(figure).filter { !$0.isNaN })
    }
    return TopIntervals(
      precision: interval(\.precision), recall: interval(\.recall), lift: interval(\.lift),
      capturedLostAssets: interval(\.capturedLostAssets))
  }
}

extension Bootstrap {
  /// Runs all rounds over a sample.
  ///
  /// - Parameters:
  ///   - ranked: the sample ranked by score.
  ///   - byExpectedLoss: the sample ranked by score times assets; nil where it holds no assets.
  /// - Complexity: O(rounds · rows), in parallel over rounds.
  func run(
    _ sample: ScoredSample, _ ranked: RankedRows, byExpectedLoss: RankedRows?, areProbabilities: Bool,
    shares: [Double]
  ) -> BootstrapRounds {
    let (numbers, customers) = Self.customerNumbers(sample, ranked)
    let order = DrawnOrder(sample, ranked, customers: numbers, withProbabilities: areProbabilities)
    let secondOrder = byExpectedLoss.map {
      DrawnOrder(sample, $0, customers: numbers, withProbabilities: false)
    }
    let counts = AlignedArray<UInt8>(count: team.threadCount * customers)
    let drawn = AlignedArray<UInt8>(count: team.threadCount * sample.count)
    let lists = AlignedArray<DrawnList>(count: rounds * shares.count)
    let secondLists = AlignedArray<DrawnList>(count: secondOrder == nil ? 0 : rounds * shares.count)
    let figures = AlignedArray<DrawnFigures>(count: rounds)
    let (countView, drawnView, listView) = (counts.view, drawn.view, lists.view)
    let (secondView, figureView) = (secondLists.view, figures.view)
    let rowCount = sample.count
    team.forEach(rounds) { round, worker in
      let counts = countView[worker * customers..<(worker + 1) * customers]
      let drawn = drawnView[worker * rowCount..<(worker + 1) * rowCount]
      let own = round * shares.count..<(round + 1) * shares.count
      draw(round, into: counts)
      figureView[round] = order.walk(counts, drawn: drawn, shares: shares, lists: listView[own])
      secondOrder?.walkLists(counts, shares: shares, lists: secondView[own])
    }
    return BootstrapRounds(
      figures: Array(figureView.elements), lists: Array(listView.elements),
      listsByExpectedLoss: Array(secondView.elements), shares: shares, customers: customers)
  }

  /// The number of each row's customer and how many there are; rows that name no customer are numbered by rank, which
  /// does not depend on the order in which they came.
  private static func customerNumbers(_ sample: ScoredSample, _ ranked: RankedRows) -> ([UInt32], Int) {
    guard let customers = sample.customers else {
      var numbers = [UInt32](repeating: 0, count: sample.count)
      for (rank, row) in ranked.rows.enumerated() { numbers[Int(row)] = UInt32(rank) }
      return (numbers, sample.count)
    }
    // Numbers may have gaps: those that occur are renumbered in rising order.
    let greatest = customers.max().map(Int.init) ?? -1
    var numbers = [UInt32](repeating: 0, count: greatest + 1)
    for customer in customers { numbers[Int(customer)] = 1 }
    var next: UInt32 = 0
    for customer in numbers.indices where numbers[customer] == 1 {
      numbers[customer] = next
      next += 1
    }
    return (customers.map { numbers[Int($0)] }, Int(next))
  }
}

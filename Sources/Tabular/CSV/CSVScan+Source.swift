import Parallel

/// A file of CSV as a source of columns: all its cells are text, and its kinds must be guessed.
extension CSVScan: ColumnSource {
  var name: String { path }
  var columnNames: [String] { header }
  var encodingName: String { encoding.rawValue }

  /// Where cells end with semicolons, commas are often in them.
  var mayHaveDecimalCommas: Bool { separator == 0x3B }

  func declaredKind(of column: Int) -> ColumnKind? { nil }

  func forEachWave(
    _ plan: ReadingPlan, team: ThreadTeam, _ body: ([any ColumnBatch]) throws -> Void
  ) throws {
    let cell = { (missing: MissingTexts) in
      NumberCell(
        missingTexts: missing, encoding: self.encoding, infinitiesAreExtreme: plan.infinitiesAreExtreme)
    }
    let number = cell(MissingTexts.usual.adding(plan.missing))
    let ownNumbers = plan.missingInColumns.mapValues(cell)
    let batches = { (blocks: [CSVBlock]) in
      try body(
        blocks.map {
          CSVBatch(
            block: $0, columnCount: self.header.count, number: number, numberOfColumn: ownNumbers)
        })
    }
    switch plan.extent {
    case .whole:
      try forEachBlocks(team: team, memory: waveMemory(plan.memory), batches)
    case .beginning:
      var sample = sizes
      sample.wave = min(sample.wave, ReadingSizes.sample)
      let scan = try CSVScan(origin, sizes: sample)
      try scan.forEachBlocks(team: team, atMost: 1, memory: WaveMemory(scan.sizes), batches)
    }
  }

  /// What an earlier reading has left, where it fits.
  private func waveMemory(_ memory: ReadingMemory) -> WaveMemory {
    if let kept = memory.kept as? WaveMemory, kept.sizes == sizes { return kept }
    let fresh = WaveMemory(sizes)
    memory.kept = fresh
    return fresh
  }
}

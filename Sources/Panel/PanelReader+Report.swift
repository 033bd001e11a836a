import Configuration
import Numerics
import SystemIO

extension PanelReader {
  /// Puts together what both passes found.
  func cleaningReport(
    first: FirstPass, second: SecondPass, layout: PanelLayout, tables: [PanelTable], months: PanelMonths,
    membership: Membership?, attributes: AttributeReader.Result, team: ThreadTeam
  ) throws -> CleaningReport {
    var report = CleaningReport()
    for (table, ledgers) in zip(tables, first.rows) {
      for (file, ledger) in zip(table.files, ledgers) {
        report.files.append(try InputFile(file.scan, rows: ledger.rowCount, team: team))
        report.rowsRead += ledger.rowCount
      }
    }
    for (table, rows) in zip(layout.attributeTables, attributes.rows) {
      for (file, count) in zip(table.files, rows) {
        report.files.append(try InputFile(file.scan, rows: count, team: team))
      }
    }
    report.emptyLines = first.emptyLines
    report.rowsRead -= first.emptyLines
    report.rowsAfterCutOff = first.rowsAfterCutOff
    report.rowsUsed = second.rowsUsed
    report.customers = first.shards.reduce(0) { $0 + $1.count }
    report.customersKept = membership?.kept.count ?? 0
    report.duplicates = first.faults[.duplicate]
    report.unreadableCells = max(first.faults[.unreadableNumber], second.faults[.unreadableNumber])
    let present = first.slots.months.sorted()
    report.months = monthSummaries(present, first: first, team: team, unknown: &report.unknownAssets)
    if let earliest = present.first, let latest = present.last {
      report.missingMonths = (earliest.index...latest.index).map { Month(index: $0) }.filter {
        !present.contains($0)
      }
    }
    for (index, column) in layout.numberColumns.enumerated() {
      let spread = second.summaries[index]
      let counts = spread.counts
      var summary = ColumnSummary(name: column.name, kind: column.kind)
      (summary.cells, summary.missing, summary.unreadable) = (counts.cells, counts.missing, counts.unreadable)
      (summary.negative, summary.zero) = (counts.negative, counts.zero)
      if counts.least <= counts.greatest {
        (summary.least, summary.greatest) = (counts.least, counts.greatest)
      }
      if request.wantsDistributions {
        let quantiles = [0.01, 0.25, 0.5, 0.75, 0.99].compactMap { spread.quantile($0) }
        summary.quantiles = quantiles.count == 5 ? quantiles : nil
        summary.outliers = spread.outliers()
      }
      report.columns.append(summary)
    }
    for (index, name) in layout.textColumns.enumerated() {
      var summary = ColumnSummary(name: name, kind: .text)
      summary.cells = second.textCells[index]
      summary.missing = second.textMissing[index]
      summary.levels = second.dictionaries[index].levels.count
      report.columns.append(summary)
    }
    let firstKinds: Set<Finding.Kind> = [
      .duplicate, .missingCustomer, .unreadableMonth, .cellCount, .wrongEncoding,
    ]
    report.findings =
      first.faults.findings.filter { firstKinds.contains($0.kind) }
      + (second.faults.findings.isEmpty
        ? first.faults.findings.filter { $0.kind == .unreadableNumber } : second.faults.findings)
    return report
  }

  private func monthSummaries(
    _ present: [Month], first: FirstPass, team: ThreadTeam, unknown: inout Int
  ) -> [MonthSummary] {
    let slots = present.compactMap { first.slots.slot(of: $0) }
    let floor = configuration.floor
    let shards = first.shards
    let fields = 7
    let table = AlignedArray<Int>(count: shards.count * slots.count * fields)
    let counts = table.view
    team.forEach(shards.count) { shard, _ in
      for (index, slot) in slots.enumerated() {
        let base = (shard * slots.count + index) * fields
        let here = shards[shard].presence(slot)
        let assets = shards[shard].assets(slot)
        let follows = index > 0 && present[index] - present[index - 1] == 1
        let earlier = follows ? shards[shard].presence(slots[index - 1]) : here
        for customer in 0..<shards[shard].count {
          let before = follows && earlier[customer] != 0
          guard here[customer] != 0 else {
            if before { counts[base + 2] += 1 }
            continue
          }
          counts[base] += 1
          if follows && !before { counts[base + 1] += 1 }
          let amount = assets[customer]
          if amount.isNaN {
            counts[base + 6] += 1
          } else {
            if amount > floor { counts[base + 3] += 1 }
            if amount < 0 { counts[base + 5] += 1 }
            counts[base + 4] &+= Int((amount * 100).rounded().clamped(to: 9e15))
          }
        }
      }
    }
    return present.indices.map { index in
      let sums = (0..<fields).map { field in
        shards.indices.reduce(0) { $0 &+ counts[($1 * slots.count + index) * fields + field] }
      }
      unknown += sums[6]
      return MonthSummary(
        month: present[index], customers: sums[0], entering: sums[1], leaving: sums[2], aboveFloor: sums[3],
        assetsInCents: sums[4], negativeAssets: sums[5])
    }
  }
}

extension InputFile {
  /// What a report says of a file that was read.
  init(_ scan: CSVScan, rows: Int, team: ThreadTeam) throws {
    let digest = try scan.digest(team: team)
    self.init(
      path: scan.path, bytes: digest.bytes, crc32: CRC32.text(of: digest.checksum), rows: rows,
      encoding: scan.encoding.rawValue)
  }
}

extension Double {
  fileprivate func clamped(to limit: Double) -> Double { Swift.min(Swift.max(self, -limit), limit) }
}

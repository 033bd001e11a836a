import Configuration
import Parallel
import SystemIO
import Tabular

extension PanelReader {
  /// Puts together what both passes found.
  func cleaningReport(
    first: FirstPass, second: SecondPass, layout: PanelLayout, tables: [PanelTable], census: Census,
    membership: Membership?,
    attributes: AttributeReader.Result, team: ThreadTeam
  ) throws -> CleaningReport {
    var report = CleaningReport()
    for (table, ledgers) in zip(tables, first.rows) {
      for (part, ledger) in zip(table.parts, ledgers) {
        report.files.append(try InputFile(part.source, rows: ledger.rowCount, team: team))
        report.rowsRead += ledger.rowCount
      }
    }
    for (table, rows) in zip(layout.attributeTables, attributes.rows) {
      for (part, count) in zip(table.parts, rows) {
        report.files.append(try InputFile(part.source, rows: count, team: team))
      }
    }
    report.files += layout.joined.files
    let joins = layout.joined.summaries(
      of: (tables + layout.attributeTables).flatMap { $0.parts.map(\.source) })
    report.joins = joins.isEmpty ? nil : joins
    report.emptyLines = first.emptyLines
    report.unnamedColumns = layout.unnamedColumns
    report.rowsRead -= first.emptyLines
    report.rowsAfterCutOff = first.rowsAfterCutOff
    report.rowsUsed = second.rowsUsed
    report.customers = census.customers
    report.customersKept = membership?.keys.count ?? 0
    report.duplicates = first.faults[.duplicate]
    report.unreadableMonths = first.faults[.unreadableMonth]
    report.unreadableCells = max(
      first.faults[.unreadableNumber], second.faults[.unreadableNumber] + second.faults[.unreadableDate])
    report.unknownAssets = census.unknownAssets
    report.months = census.months
    report.missingMonths = census.missingMonths
    report.columns = numberSummaries(second, layout: layout) + textSummaries(second, layout: layout)
    report.attributes =
      layout.attributeNumberColumns.map { ColumnSummary($0, reason: layout.reasons[$0.name]) }
      + zip(layout.attributeTextColumns, attributes.levels).map { column, levels in
        var summary = ColumnSummary(column, reason: layout.reasons[column.name])
        summary.levels = levels.count
        return summary
      }
    let firstKinds: Set<Finding.Kind> = [
      .duplicate, .missingCustomer, .longCustomer, .unreadableMonth, .cellCount, .wrongEncoding,
    ]
    report.findings =
      first.faults.findings.filter { firstKinds.contains($0.kind) }
      + (second.faults.findings.isEmpty
        ? first.faults.findings.filter { $0.kind == .unreadableNumber } : second.faults.findings)
    return report
  }

  /// What the columns of numbers hold.
  private func numberSummaries(_ second: SecondPass, layout: PanelLayout) -> [ColumnSummary] {
    layout.numberColumns.enumerated().map { index, column in
      let distribution = second.summaries[index]
      let counts = distribution.counts
      var summary = ColumnSummary(column, reason: layout.reasons[column.name])
      (summary.cells, summary.missing, summary.unreadable) = (counts.cells, counts.missing, counts.unreadable)
      (summary.negative, summary.zero) = (counts.negative, counts.zero)
      if counts.least <= counts.greatest {
        (summary.least, summary.greatest) = (counts.least, counts.greatest)
      }
      if request.wantsDistributions {
        let quantiles = ColumnSummary.quantileShares.compactMap { distribution.quantile($0) }
        summary.quantiles = quantiles.isEmpty ? nil : quantiles
        summary.outliers = distribution.outliers()
      }
      return summary
    }
  }

  /// What the columns of texts hold.
  private func textSummaries(_ second: SecondPass, layout: PanelLayout) -> [ColumnSummary] {
    layout.textColumns.enumerated().map { index, column in
      var summary = ColumnSummary(column, reason: layout.reasons[column.name])
      summary.cells = second.textCells[index]
      summary.missing = second.textMissing[index]
      summary.levels = second.dictionaries[index].levels.count
      return summary
    }
  }
}

extension InputFile {
  /// What a report says of a file that was read.
  init(_ source: any ColumnSource, rows: Int, team: ThreadTeam) throws {
    let digest = try source.digest(team: team)
    self.init(
      path: source.name, bytes: digest.bytes, crc32: CRC32.text(of: digest.checksum), rows: rows,
      encoding: source.encodingName)
  }
}

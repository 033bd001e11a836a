import Calendar
import Configuration
import Foundation
import Parallel
import SystemIO
import Testing

@testable import Panel
@testable import Tabular

/// What an aggregation wrote, read back cell by cell.
struct AggregatedPanel {
  /// The bytes of the files by name.
  var files: [String: String] = [:]
  /// Customer, month and column to the cell's text.
  var cells: [String: [Month: [String: String]]] = [:]
  var report = AggregationReport()

  init(
    _ definition: AggregateDefinition, unreadable: UnreadableRule = .error, threads: Int = 2,
    sources: ColumnSources = .files
  ) throws {
    let output = TemporaryFolder()
    let path = output.path + "/panel"
    let folder = try AtomicFolder(path: path, marker: "bank.yaml")
    report = try Aggregator(definition, unreadable: unreadable, missing: [], sources: sources)
      .write(into: folder, team: ThreadTeam(threadCount: threads))
    try folder.commit()
    for name in try FilePath.names(in: path) {
      let text = try String(contentsOfFile: path + "/" + name, encoding: .utf8)
      files[name] = text
      let lines = text.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      for line in lines.dropFirst() {
        let month = try #require(Month(parsing: line[1]))
        #expect(Aggregator.fileName(of: month) == name)
        cells[line[0], default: [:]][month] = Dictionary(zip(lines[0], line).dropFirst(2).map { ($0, $1) }) {
          $1
        }
      }
    }
  }
}

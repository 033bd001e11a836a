import Calendar
import Configuration
import Foundation
import Parallel
import Simulation

/// A folder that goes when the test is over.
final class ScratchFolder {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory.appendingPathComponent("simulation-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(_ name: String) -> String { "\(path)/\(name)" }

  /// Every file of a folder in this one, by name.
  func contents(of name: String) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: path(name)) {
      found[file] = try Data(contentsOf: URL(fileURLWithPath: path("\(name)/\(file)")))
    }
    return found
  }
}

extension SimulationOptions {
  /// Names of the months.
  var monthNames: [String] { (0..<months).map { "\(firstMonth + $0)" } }

  @discardableResult
  func write(to directory: String, threads: Int = 2) throws -> PanelSimulator.Summary {
    try PanelSimulator(validated()).write(to: directory, team: ThreadTeam(threadCount: threads))
  }

  /// Simulates into a folder that does not outlive the call, and reads it back.
  func panel() throws -> SimulatedPanel {
    let folder = try ScratchFolder()
    try write(to: folder.path("bank"))
    return try SimulatedPanel(directory: folder.path("bank"), months: monthNames, customers: customers)
  }
}

/// The panel that the tests of behaviour share: 20,000 customers, a year.
enum Simulated {
  static let year = Result { try SimulationOptions(customers: 20_000, months: 12).panel() }
}

import Simulation

/// `churn simulate`.
public struct SimulationRun: Sendable {
  public let options: SimulationOptions
  public let folder: String

  public init(options: SimulationOptions, folder: String) {
    self.options = options
    self.folder = folder
  }

  /// Writes the panel and returns what to tell of it.
  public func run(_ context: RunContext) throws -> String {
    let simulator = PanelSimulator(try options.validated())
    let summary = try context.step("Simulating", total: options.customers, unit: .things("customers")) {
      try simulator.write(to: folder, team: context.team) { context.progress.advance(to: $0.customersDone) }
    }
    return "Wrote \(summary.rows) rows in \(summary.files.count) files to \(folder)."
  }
}

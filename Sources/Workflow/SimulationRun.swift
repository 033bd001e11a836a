import Simulation

/// `churn simulate`.
public struct SimulationRun: Sendable {
  public let options: SimulationOptions
  public let folder: String

  public init(options: SimulationOptions, folder: String) {
    self.options = options
    self.folder = folder
  }

  /// Writes the panel into the folder.
  public func run(_ context: RunContext) throws -> PanelSimulator.Summary {
    let simulator = PanelSimulator(try options.validated())
    return try context.step("Simulating", total: options.customers, unit: .things("customers")) {
      try simulator.write(to: folder, team: context.team) { context.progress.advance(to: $0.customersDone) }
    }
  }
}

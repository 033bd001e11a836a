import Configuration
import Panel
import Parallel

/// Reads a panel and does nothing else: `ReadPanel [--threads N] FILES`.
///
/// The floor lies below every amount, so that every customer and every cell is read and kept.
@main
struct ReadPanel {
  static func main() throws {
    var files = Array(CommandLine.arguments.dropFirst())
    var threads = ThreadTeam.availableProcessors
    if files.first == "--threads", files.count >= 2, let count = Int(files[1]) {
      threads = count
      files.removeFirst(2)
    }
    guard !files.isEmpty else {
      print("Name the panel's files: ReadPanel [--threads N] FILES")
      return
    }
    var configuration = BankConfiguration()
    configuration.panel = [PanelSource(files: .patterns(files))]
    configuration.floor = -.greatestFiniteMagnitude
    let reader = PanelReader(
      configuration: configuration, request: PanelRequest(snapshots: .labelled(until: nil)))
    let team = ThreadTeam(threadCount: threads)
    let clock = ContinuousClock()
    let started = clock.now
    let panel = try reader.read(team: team)
    let seconds = (clock.now - started) / .seconds(1)
    print("\(panel.report.rowsRead) rows of \(panel.report.customersKept) customers in \(seconds) s")
  }
}

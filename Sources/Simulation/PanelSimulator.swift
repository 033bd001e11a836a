import Parallel
import SystemIO

/// Makes the monthly panel of a bank that does not exist.
///
/// Customers are independent of each other: each has a stream of random numbers of its own, named by the
/// customer's number. Blocks of customers are lived in parallel and written in order, so the bytes depend on the
/// options alone, and memory depends neither on the number of customers nor on the number of months.
public struct PanelSimulator: Sendable {
  private let plan: SimulationPlan

  public init(_ options: SimulationOptions.Validated) { plan = SimulationPlan(options.options) }

  /// How far a simulation has come.
  public struct Progress: Sendable, Equatable {
    public let customersDone: Int
    public let customers: Int
  }

  /// What a simulation wrote.
  public struct Summary: Sendable, Equatable {
    /// Paths of the files: the months in order, then `truth.csv` if asked for, `bank.yaml` and `simulation.txt`.
    public let files: [String]
    /// Rows of all months.
    public let rows: Int
    /// Bytes of all files.
    public let bytes: Int
  }

  /// Writes `panel_2024-01.csv` and so on, one file a month with the customers in order of their number,
  /// `truth.csv`, the configuration `bank.yaml` and a note of the options, `simulation.txt`, into a folder.
  ///
  /// The folder appears as a whole or not at all. An earlier simulation in it is replaced with all its months; other
  /// people's files in it stay; a folder that is no simulation is refused.
  ///
  /// - Parameter progress: called on the caller's thread after each round of blocks.
  /// - Throws: ``SimulationError/file(_:)`` where something cannot be written.
  /// - Complexity: O(customers × months) time; memory for a few blocks of some megabytes on each thread.
  @discardableResult
  public func write(
    to directory: String, team: ThreadTeam, progress: (Progress) -> Void = { _ in }
  ) throws(SimulationError) -> Summary {
    do throws(FileError) {
      let files = try OutputFiles(directory: directory, plan: plan)
      let rows = try writeBlocks(to: files, team: team, progress: progress)
      let bank = BankFile.text(for: plan.options)
      let note = SimulationNote.text(for: plan.options, rows: rows)
      try files.commit(with: [("bank.yaml", bank), (OutputFiles.marker, note)])
      return Summary(
        files: (files.names + ["bank.yaml", OutputFiles.marker]).map { FilePath.join(directory, $0) },
        rows: rows, bytes: files.byteCount + bank.utf8.count + note.utf8.count)
    } catch {
      throw .file(error)
    }
  }

  /// Lives the blocks round by round, a few for each thread, and appends each round to the files.
  private func writeBlocks(
    to files: OutputFiles, team: ThreadTeam, progress: (Progress) -> Void
  ) throws(FileError) -> Int {
    let plan = plan
    let months = plan.options.months
    let slots = (0..<min(plan.blockCount, 2 * team.threadCount)).map { _ in BlockText(months: months) }
    var rows = 0
    for start in stride(from: 0, to: plan.blockCount, by: slots.count) {
      let blocks = min(slots.count, plan.blockCount - start)
      team.forEach(blocks) { slot, _ in
        slots[slot].fill(customers: plan.customers(ofBlock: start + slot), plan: plan)
      }
      _ = try team.map(files.count) { (file, _) throws(FileError) in
        for slot in 0..<blocks {
          try files.append(file < months ? slots[slot].months[file] : slots[slot].truth, to: file)
        }
      }
      for slot in 0..<blocks { rows += slots[slot].rowCount }
      progress(
        Progress(
          customersDone: min(plan.options.customers, (start + blocks) * plan.blockSize),
          customers: plan.options.customers))
    }
    return rows
  }
}

import Configuration
import Numerics
import Synchronization

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
    /// Paths of the files: the months in order, then `truth.csv` if asked for, then `bank.yaml`.
    public let files: [String]
    /// Rows of all months.
    public let rows: Int
    /// Bytes of all files.
    public let bytes: Int
  }

  /// Writes `panel_2024-01.csv` and so on, one file a month with the customers in order of their number,
  /// `truth.csv` and the configuration `bank.yaml` into a folder, which is made if need be.
  ///
  /// All files get their names only when all of them are whole; files of the same names are replaced.
  ///
  /// - Parameter progress: called on the caller's thread after each round of blocks.
  /// - Throws: ``SimulationError/file(path:action:errorNumber:)`` where something cannot be written, and
  ///   ``SimulationError/foreignFiles(directory:names:)`` where the folder holds other months of another panel.
  /// - Complexity: O(customers × months) time; memory for a few blocks of some megabytes on each thread.
  @discardableResult
  public func write(
    to directory: String, team: ThreadTeam, progress: (Progress) -> Void = { _ in }
  ) throws(SimulationError) -> Summary {
    let months = (0..<plan.options.months).map { plan.options.firstMonth + $0 }
    let panelNames = months.map { "panel_\($0).csv" }
    let names = panelNames + (plan.options.truth ? ["truth.csv"] : [])
    try OutputFolder.create(directory)
    try OutputFolder.refuseForeignFiles(in: directory, besides: Set(names))

    var files: [StagedFile] = []
    for name in names {
      let file = try StagedFile(directory: directory, name: name)
      let isPanel = files.count < months.count
      try file.write(
        isPanel
          ? PanelColumns.header(extended: plan.options.extended) : "customer_id,month,cause,probability\n")
      files.append(file)
    }
    let rows = try writeBlocks(to: files, team: team, progress: progress)
    let bank = try StagedFile(directory: directory, name: "bank.yaml")
    try bank.write(BankFile.text(for: plan.options))
    files.append(bank)
    for file in files { try file.finish() }
    for file in files { try file.commit() }
    return Summary(files: files.map(\.path), rows: rows, bytes: files.reduce(0) { $0 + $1.byteCount })
  }

  /// Lives the blocks round by round, a few for each thread, and appends each round to the files.
  private func writeBlocks(
    to files: [StagedFile], team: ThreadTeam, progress: (Progress) -> Void
  ) throws(SimulationError) -> Int {
    let plan = plan
    let monthCount = plan.options.months
    let slots = (0..<min(plan.blockCount, 2 * team.threadCount)).map { _ in BlockText(months: monthCount) }
    let failure = Mutex<SimulationError?>(nil)
    var rows = 0
    for start in stride(from: 0, to: plan.blockCount, by: slots.count) {
      let blocks = min(slots.count, plan.blockCount - start)
      team.forEach(blocks) { slot, _ in
        slots[slot].fill(customers: plan.customers(ofBlock: start + slot), plan: plan)
      }
      team.forEach(files.count) { file, _ in
        do throws(SimulationError) {
          for slot in 0..<blocks {
            let text = file < monthCount ? slots[slot].months[file] : slots[slot].truth
            try files[file].write(text.bytes)
          }
        } catch {
          failure.withLock { $0 = $0 ?? error }
        }
      }
      if let error = failure.withLock({ $0 }) { throw error }
      for slot in 0..<blocks { rows += slots[slot].rowCount }
      progress(
        Progress(
          customersDone: min(plan.options.customers, (start + blocks) * plan.blockSize),
          customers: plan.options.customers))
    }
    return rows
  }
}

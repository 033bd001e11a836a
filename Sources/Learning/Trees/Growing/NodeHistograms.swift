import Parallel

/// The histograms of a growing tree's nodes, and the filling of several of them at once.
///
/// Work is shuffled as (node, block of rows), so that both a large node and many small ones keep all threads busy. A node
/// of several blocks is summed up by each thread apart, and the threads' parts are added when its splits are
/// looked for; sums of whole numbers do not depend on who took which block.
final class NodeHistograms {
  /// A node that is to be filled.
  struct Job: Sendable {
    var rows: Range<Int>
    /// Which histogram receives the sums.
    var histogram: Int
  }

  /// Rows of one task.
  private static let blockRows = 8192

  private struct Task: Sendable {
    var job: Int
    var rows: Range<Int>
    /// Whether the job has no other task.
    var isWhole: Bool
  }

  private let size: Int
  private let team: ThreadTeam
  private var histograms: [AlignedArray<Int64>] = []
  private var free: [Int] = []
  /// Per thread and job of a batch: a histogram, and whether it holds something.
  private var parts: [AlignedArray<Int64>] = []
  private var isTouched: AlignedArray<UInt8>

  init(size: Int, team: ThreadTeam) {
    self.size = size
    self.team = team
    isTouched = AlignedArray(count: 1)
  }

  /// A histogram that nobody holds; its entries are anything.
  func take() -> Int {
    if let last = free.popLast() { return last }
    histograms.append(AlignedArray(count: size))
    return histograms.count - 1
  }

  func giveBack(_ histogram: Int) { free.append(histogram) }

  func giveBackAll() { free = Array(histograms.indices.reversed()) }

  func entries(_ histogram: Int) -> SharedBuffer<Int64> { histograms[histogram].view }

  /// Sums up what each job asks for, the derivatives or the numbers of rows; read it with
  /// ``Filled/collect(job:entries:)``.
  ///
  /// - Parameter list: the row numbers that the jobs' ranges lie in; nil where they are the rows themselves.
  func fill(
    _ jobs: [Job], list: SharedBuffer<UInt32>?, rows: TreeRows, layout: HistogramLayout,
    countsRows: Bool = false
  ) -> Filled {
    var tasks: [Task] = []
    for (index, job) in jobs.enumerated() {
      let isWhole = job.rows.count <= Self.blockRows
      for start in stride(from: job.rows.lowerBound, to: job.rows.upperBound, by: Self.blockRows) {
        tasks.append(
          Task(job: index, rows: start..<min(job.rows.upperBound, start + Self.blockRows), isWhole: isWhole))
      }
      if isWhole { entries(job.histogram).fill(with: 0) }
    }
    let workers = team.threadCount
    while parts.count < workers * jobs.count { parts.append(AlignedArray(count: size)) }
    if isTouched.count < workers * jobs.count { isTouched = AlignedArray(count: workers * jobs.count) }
    let touched = isTouched.view
    touched[0..<workers * jobs.count].fill(with: 0)
    let partViews = parts.prefix(workers * jobs.count).map(\.view)
    let targets = jobs.map { entries($0.histogram) }
    let dealt = tasks
    team.forEach(dealt.count) { index, worker in
      let task = dealt[index]
      if task.isWhole {
        rows.add(task.rows, of: list, to: targets[task.job], layout: layout, countsRows: countsRows)
      } else {
        let slot = task.job * workers + worker
        let part = partViews[slot]
        if touched[slot] == 0 {
          part.fill(with: 0)
          touched[slot] = 1
        }
        rows.add(task.rows, of: list, to: part, layout: layout, countsRows: countsRows)
      }
    }
    return Filled(
      targets: targets, parts: partViews, touched: touched, workers: workers,
      isWhole: jobs.map { $0.rows.count <= Self.blockRows })
  }

  /// What a batch of jobs has given, partly still apart by thread.
  struct Filled: Sendable {
    fileprivate let targets: [SharedBuffer<Int64>]
    fileprivate let parts: [SharedBuffer<Int64>]
    fileprivate let touched: SharedBuffer<UInt8>
    fileprivate let workers: Int
    fileprivate let isWhole: [Bool]

    /// Brings the entries of a job's histogram together; each entry once.
    func collect(job: Int, entries: Range<Int>) {
      if isWhole[job] { return }
      let target = targets[job][entries]
      target.fill(with: 0)
      for worker in 0..<workers where touched[job * workers + worker] == 1 {
        target.add(parts[job * workers + worker][entries])
      }
    }
  }
}

extension SharedBuffer<Int64> {
  /// Adds the entries of a buffer of the same length.
  @inline(__always)
  fileprivate func add(_ other: SharedBuffer<Int64>) {
    for entry in 0..<count { self[entry] &+= other[entry] }
  }

  /// Subtracts the entries of a buffer of the same length.
  @inline(__always)
  func subtract(_ other: SharedBuffer<Int64>) {
    for entry in 0..<count { self[entry] &-= other[entry] }
  }
}

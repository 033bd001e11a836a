import Arrow
import Parallel

/// Where the batches of an ``ArrowSource`` come from.
protocol ArrowOrigin: Sendable {
  /// What messages call it.
  var name: String { get }
  var fields: [ArrowField] { get }
  /// Whether each reading of the same rows gives them in the same order, whatever columns are asked for; else they are held
  /// in memory from the first reading on.
  var isRepeatable: Bool { get }
  /// Whether another program holds the table in memory and has chosen its types: whole numbers are numbers and texts are
  /// texts, and there is no file to be known again by a checksum.
  var isInMemory: Bool { get }
  /// Whether ``read(_:rows:)`` gives the rows alone that are wanted, wherever they begin; else it gives all, or the first
  /// ones where these are wanted.
  var knowsRows: Bool { get }
  /// Whether the rows come from a file, which has a digest of its own.
  var isFile: Bool { get }

  /// The rows from the first one on.
  ///
  /// - Parameters:
  ///   - columns: the columns that are wanted, in this order; nil: all.
  ///   - rows: numbers of the rows that are wanted; nil: all.
  ///   - months: the months whose rows are wanted; nil: all. An origin that gave ``differentMonths(in:)`` may give others too.
  func read(_ columns: [Int]?, rows: Range<Int>?, months: MonthFilter?) throws -> any ArrowBatches
  /// The months of a column, once each; nil where they cannot be had without reading all rows.
  func differentMonths(in column: Int) throws -> DifferentMonths?
  /// The number that a row has in the whole table, of a row that was read with a filter.
  func number(ofRow row: Int, months: MonthFilter) -> Int?
  /// Length and checksum of the file that the rows come from; nil where they come from none.
  func digest(team: ThreadTeam) throws -> FileDigest?
}

extension ArrowOrigin {
  var isInMemory: Bool { false }
  var knowsRows: Bool { false }
  var isFile: Bool { false }
  func differentMonths(in column: Int) throws -> DifferentMonths? { nil }
  func number(ofRow row: Int, months: MonthFilter) -> Int? { nil }
}

/// Batches one after another.
protocol ArrowBatches: AnyObject, Sendable {
  /// The next batch; nil at the end.
  func next() throws -> ArrowRecordBatch?
}

/// How rows are cut into batches; small figures make tests meet every border.
struct ArrowSizes: Sendable {
  /// Rows that one thread reads at a time.
  var batch = 16_384
  /// Batches that are handed over together.
  var batchesPerWave = 8

  /// Rows of a wave.
  var wave: Int { batch * batchesPerWave }
  /// Waves of a batch each, enough for a look at the cells.
  var oneBatch: ArrowSizes { ArrowSizes(batch: batch, batchesPerWave: 1) }
}

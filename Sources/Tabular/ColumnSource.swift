import Parallel

/// A table whose columns can be read, whatever it lies in: a file of text, a file of columns, a database.
///
/// Its rows come in *waves* of batches, wave after wave in the source's order. Every reading of a source gives the same
/// waves, batches and rows, so what one reading found of a row the next can find again by its number. Only waves of no
/// wanted row may be left out.
public protocol ColumnSource: Sendable {
  /// What messages call it: the path of a file.
  var name: String { get }
  /// Names of the columns; empty where a column has none. All others are different.
  var columnNames: [String] { get }
  /// How its text is written down, such as `UTF-8`, for reports.
  var encodingName: String { get }

  /// Whether numbers with decimal commas are usual in such a source, so that `1,250` may be one and a quarter.
  var mayHaveDecimalCommas: Bool { get }

  /// The kind of a column where the source itself says it; nil where its cells must be looked at.
  func declaredKind(of column: Int) -> ColumnKind?

  /// Told before the first reading which columns any reading will ask for, so that no others need be fetched.
  func willRead(_ columns: Set<Int>)

  /// The different months that stand in a column, in a source with that column alone, whose cells are those of the column or the
  /// first days of their months; nil where they cannot be had without reading all rows.
  func differentMonths(in column: Int) throws -> (any ColumnSource)?

  /// Leaves out of all readings that are to come the rows with some of the months that ``differentMonths(in:)`` has given.
  ///
  /// - Parameter isLeftOut: for each row of that source.
  func leaveOut(_ isLeftOut: [Bool])

  /// A source of the rows with some of the months that ``differentMonths(in:)`` has given, to be read once, in any order; nil
  /// where there are none.
  ///
  /// - Parameter isWanted: for each row of that source.
  func rows(ofMonths isWanted: [Bool]) throws -> (any ColumnSource)?

  /// Calls `body` with the batches of one wave after another.
  ///
  /// The batches of a wave may be read by several threads at the same time; they are valid inside the call alone.
  /// - Throws: ``TableError`` or `FileError`, naming the source and what to do.
  func forEachWave(
    _ plan: ReadingPlan, team: ThreadTeam, _ body: ([any ColumnBatch]) throws -> Void) throws

  /// The number of the line, or whatever a reader would look for, of a place that a batch has named; the first line is 1.
  ///
  /// May read the source once more up to there: only messages ask for it.
  func line(ofPlace place: Int) -> Int?

  /// Length and checksum of what was read, or of the source as it is now where it was not read to its end.
  func digest(team: ThreadTeam) throws -> FileDigest
}

extension ColumnSource {
  public var mayHaveDecimalCommas: Bool { false }
  public func willRead(_ columns: Set<Int>) {}
  public func differentMonths(in column: Int) throws -> (any ColumnSource)? { nil }
  public func leaveOut(_ isLeftOut: [Bool]) {}
  public func rows(ofMonths isWanted: [Bool]) throws -> (any ColumnSource)? { nil }

  /// The number of the column with a name.
  public func column(named name: String) -> Int? { columnNames.firstIndex(of: name) }
}

/// What is wanted of one reading of a source.
public struct ReadingPlan: Sendable {
  /// How far a source is read.
  public enum Extent: Sendable {
    case whole
    /// The first wave, and that of about a megabyte: enough for a look at the cells.
    case beginning
  }

  /// Numbers of the columns that the batches will be asked for; others need not be fetched.
  public var columns: Set<Int>
  /// Texts that stand for a missing value besides the usual ones.
  public var missing: [String]
  /// All texts that stand for a missing value in columns that have their own.
  public var missingInColumns: [Int: MissingTexts] = [:]
  /// Whether infinite numbers are the greatest and the smallest that Float64 holds, and not unreadable.
  public var infinitiesAreExtreme = false
  public var extent = Extent.whole
  /// Numbers of the rows that are wanted, once the whole source has been read; nil: all. A source may leave out waves
  /// that have none of them.
  public var rows: Range<Int>?
  public var memory: ReadingMemory

  public init(
    columns: Set<Int>, missing: [String], extent: Extent = .whole, memory: ReadingMemory = ReadingMemory()
  ) {
    (self.columns, self.missing, self.extent, self.memory) = (columns, missing, extent, memory)
  }
}

/// Memory of a wave that one reading leaves to the next, of the same source or another one; not for two at a time.
public final class ReadingMemory: @unchecked Sendable {
  /// What the last reading has left.
  var kept: AnyObject?

  public init() {}
}

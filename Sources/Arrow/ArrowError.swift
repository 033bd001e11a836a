/// What is wrong with what a library hands over, or what the library itself says.
public struct ArrowError: Error, Equatable, CustomStringConvertible {
  /// The column, where it is known.
  public var column: String?
  /// A sentence.
  public var message: String

  public init(column: String? = nil, _ message: String) { (self.column, self.message) = (column, message) }

  public var description: String { column.map { "column “\($0)”: \(message)" } ?? message }
}

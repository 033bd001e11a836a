/// A table in memory whose rows are found by a key, to be joined to the rows of a ``ColumnSource``.
public struct JoinedTable: Sendable {
  /// A column of texts as they were written, or of numbers that were made of several rows.
  public struct Column: Sendable {
    public let name: String
    /// Whether it holds numbers as Swift writes them, whatever is said of how cells are written.
    public let areNumbers: Bool
    /// The different texts of the column, the empty one first.
    private(set) var levels = [""]
    /// The number of each row's text.
    private(set) var codes: [UInt32] = []
    private var codeOfLevel: [String: UInt32] = ["": 0]

    public init(name: String, areNumbers: Bool = false) { (self.name, self.areNumbers) = (name, areNumbers) }

    fileprivate mutating func set(_ text: String, row: Int) {
      let code = codeOfLevel[text] ?? UInt32(levels.count)
      if Int(code) == levels.count {
        levels.append(text)
        codeOfLevel[text] = code
      }
      if row == codes.count { codes.append(code) } else { codes[row] = code }
    }

    func text(_ row: Int) -> String { levels[Int(codes[row])] }
  }

  /// What messages and columns call it.
  public let name: String
  public private(set) var columns: [Column]
  private var rowOfKey: [String: Int32] = [:]
  /// What columns hold for a key that has no row.
  let textWithoutPartner: String

  /// An empty table.
  ///
  /// - Parameter textWithoutPartner: what columns hold for a key that has no row; empty: nothing.
  public init(name: String, columns: [Column], textWithoutPartner: String = "") {
    (self.name, self.columns, self.textWithoutPartner) = (name, columns, textWithoutPartner)
  }

  public var rowCount: Int { rowOfKey.count }

  /// The row of a key; nil where there is none.
  public func row(of key: String) -> Int? { rowOfKey[key].map(Int.init) }

  /// Sets the cells of a key's row, which is added where it is new; what was there before goes.
  public mutating func set(_ texts: [String], of key: String) {
    let row = rowOfKey[key].map(Int.init) ?? rowOfKey.count
    rowOfKey[key] = Int32(row)
    for index in columns.indices { columns[index].set(texts[index], row: row) }
  }
}

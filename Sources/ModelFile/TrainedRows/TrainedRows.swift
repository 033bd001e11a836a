import Foundation

/// The rows of a ready-made table that a model was trained on, as far as it takes to know one of them again.
///
/// A Bloom filter of the rows' digests (B. H. Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970):
/// ten bits a row, so a million rows add 1.7 MB to the model's file. A row that was trained on is always known again; one in
/// 120 of the others is taken for known by chance, which ``recognised(_:)`` allows for. No key and no value can be read
/// from it; who has both a key and all values of a row can try whether it was among them.
public struct TrainedRows: Sendable, Equatable, Codable {
  /// How many rows there were.
  public let rows: Int
  /// The columns whose cells tell rows apart, in the order in which a digest takes them.
  public let columns: [String]
  /// Whether the key is one of what tells rows apart.
  public let hasKey: Bool
  /// Share of the rows that are as another one is: so many new rows look trained on although they are not.
  public let repeatedShare: Double
  private let words: [UInt64]

  static let bitsPerRow = 10
  /// Positions that each row sets: `ln 2 · bits per row`, where the fewest others are taken for known.
  private static let positionsPerRow = 7
  /// More rows than this are not kept: their filter would be larger than a model may be.
  public static let mostRows = 1 << 24

  /// - Parameters:
  ///   - digests: of all rows, by ``RowDigests``.
  ///   - columns: whose cells the digests are of.
  public init?(digests: [UInt64], columns: [String], hasKey: Bool) {
    guard !digests.isEmpty, digests.count <= Self.mostRows, !columns.isEmpty else { return nil }
    (rows, self.columns, self.hasKey) = (digests.count, columns, hasKey)
    // A row with the key and all values of another one is that row once more.
    repeatedShare = hasKey ? 0 : Double(Self.repeated(digests)) / Double(digests.count)
    var words = [UInt64](repeating: 0, count: Self.wordCount(rows: digests.count))
    for digest in digests {
      Self.forEachPosition(of: digest, among: words.count * 64) { position in
        words[position >> 6] |= 1 << UInt64(position & 63)
        return true
      }
    }
    self.words = words
  }

  /// Whether a row is taken for one that was trained on.
  func contains(_ digest: UInt64) -> Bool {
    Self.forEachPosition(of: digest, among: words.count * 64) { position in
      words[position >> 6] & (1 << UInt64(position & 63)) != 0
    }
  }

  private static func wordCount(rows: Int) -> Int { (rows * bitsPerRow + 63) / 64 }

  /// The positions of a row: two halves of its digest make all of them (A. Kirsch and M. Mitzenmacher, "Less hashing, same
  /// performance", 2006).
  ///
  /// - Returns: whether `body` was true of all; it is not asked further after the first that is false.
  @discardableResult
  private static func forEachPosition(of digest: UInt64, among count: Int, _ body: (Int) -> Bool) -> Bool {
    let (first, step) = (digest & 0xFFFF_FFFF, digest >> 32 | 1)
    for number in 0..<UInt64(positionsPerRow)
    where !body(Int((first &+ number &* step) % UInt64(count))) { return false }
    return true
  }

  /// How many rows have the digest of another row.
  private static func repeated(_ digests: [UInt64]) -> Int {
    let sorted = digests.sorted()
    return sorted.indices.count { index in
      (index > 0 && sorted[index - 1] == sorted[index])
        || (index + 1 < sorted.count && sorted[index + 1] == sorted[index])
    }
  }

  /// What is wrong with it, as a sentence; nil where nothing is.
  var problem: String? {
    guard rows > 0, rows <= Self.mostRows, words.count == Self.wordCount(rows: rows), !columns.isEmpty,
      (0...1).contains(repeatedShare)
    else { return "what it keeps of the \(rows) rows that it was trained on is not sound." }
    return nil
  }
}

extension TrainedRows {
  private enum CodingKeys: String, CodingKey {
    case rows, columns, bits
    case hasKey = "has_key"
    case repeatedShare = "repeated_share"
  }

  /// The bits are base64, eight bytes a word with the lowest first.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    rows = try container.decode(Int.self, forKey: .rows)
    columns = try container.decode([String].self, forKey: .columns)
    hasKey = try container.decode(Bool.self, forKey: .hasKey)
    repeatedShare = try container.decode(Double.self, forKey: .repeatedShare)
    guard let bytes = Data(base64Encoded: try container.decode(String.self, forKey: .bits)),
      bytes.count % 8 == 0
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .bits, in: container, debugDescription: "It is not base64 of whole words.")
    }
    let content = [UInt8](bytes)
    words = stride(from: 0, to: content.count, by: 8).map { start in
      (0..<8).reduce(0) { $0 | UInt64(content[start + $1]) << UInt64(8 * $1) }
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rows, forKey: .rows)
    try container.encode(columns, forKey: .columns)
    try container.encode(hasKey, forKey: .hasKey)
    try container.encode(repeatedShare, forKey: .repeatedShare)
    let bytes = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
    try container.encode(Data(bytes).base64EncodedString(), forKey: .bits)
  }
}

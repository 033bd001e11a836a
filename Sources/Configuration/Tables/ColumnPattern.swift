/// A name of columns with wildcards as in a shell: `*` any text, `?` one character, `[a-z]` one of these, `[!a-z]` none of
/// them. A column that bears the pattern word for word fits too.
public struct ColumnPattern: Sendable, Hashable {
  public let text: String
  private let pieces: [Piece]

  private enum Piece: Sendable, Hashable {
    case any
    case one
    case character(Character)
    case set([ClosedRange<Character>], isExcluded: Bool)

    func fits(_ character: Character) -> Bool {
      switch self {
      case .any, .one: true
      case .character(let wanted): wanted == character
      case .set(let ranges, let isExcluded): ranges.contains { $0.contains(character) } != isExcluded
      }
    }
  }

  public init(_ text: String) {
    self.text = text
    var pieces: [Piece] = []
    var rest = Array(text)[...]
    while let first = rest.popFirst() {
      switch first {
      case "*": if pieces.last != .any { pieces.append(.any) }
      case "?": pieces.append(.one)
      case "[":
        if let set = ColumnPattern.set(&rest) { pieces.append(set) } else { pieces.append(.character("[")) }
      default: pieces.append(.character(first))
      }
    }
    self.pieces = pieces
  }

  /// The set that begins after `[`; nil, with nothing taken, where no bracket closes it.
  private static func set(_ rest: inout ArraySlice<Character>) -> Piece? {
    var inside = rest
    let isExcluded = inside.first == "!" || inside.first == "^"
    if isExcluded { inside.removeFirst() }
    var ranges: [ClosedRange<Character>] = []
    while let first = inside.popFirst() {
      if first == "]", !ranges.isEmpty {
        rest = inside
        return .set(ranges, isExcluded: isExcluded)
      }
      if inside.first == "-", let last = inside.dropFirst().first, last != "]", first <= last {
        ranges.append(first...last)
        inside = inside.dropFirst(2)
      } else {
        ranges.append(first...first)
      }
    }
    return nil
  }

  /// Whether a column of this name is meant.
  ///
  /// - Complexity: O(length of the name × length of the pattern).
  public func fits(_ name: String) -> Bool {
    if name == text { return true }
    let characters = Array(name)
    var (place, piece) = (0, 0)
    // Where the last star stands, and from where it is tried again with a character more.
    var star: (piece: Int, place: Int)?
    while place < characters.count {
      if piece < pieces.count, pieces[piece] == .any {
        star = (piece, place)
        piece += 1
      } else if piece < pieces.count, pieces[piece].fits(characters[place]) {
        place += 1
        piece += 1
      } else if let last = star {
        star = (last.piece, last.place + 1)
        (piece, place) = (last.piece + 1, last.place + 1)
      } else {
        return false
      }
    }
    return pieces[piece...].allSatisfy { $0 == .any }
  }
}

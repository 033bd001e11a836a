import Messages

/// A driver that cannot be had, or what a database says.
public struct DatabaseError: AskingError, Equatable {
  public let sentence: Sentence

  public init(_ text: String) { sentence = Sentence(text) }
}

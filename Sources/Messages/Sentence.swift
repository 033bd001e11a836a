/// A sentence that may ask for what a person gives a run, without knowing how it is given.
public struct Sentence: Hashable, Sendable {
  /// A part of a sentence that asks for inputs.
  public struct Asking: Hashable, Sendable {
    let inputs: [RunInput]
    let before: String
    let after: String
    /// What stands there where nobody says how inputs are given.
    let otherwise: String

    fileprivate func text(naming: (RunInput) -> String) -> String {
      before + inputs.map(naming).joined(separator: " or ") + after
    }
  }

  fileprivate enum Part: Hashable, Sendable {
    case text(String)
    case asking(Asking)
  }

  private var parts: [Part]

  private init(parts: [Part]) { self.parts = parts }

  /// A sentence that asks for nothing.
  public init(_ text: String) { parts = [.text(text)] }

  /// The sentence with the names of the inputs that it asks for.
  ///
  /// - Parameter naming: how an input is given, such as `--label`.
  public func text(naming: (RunInput) -> String) -> String {
    parts.map {
      switch $0 {
      case .text(let text): text
      case .asking(let asking): asking.text(naming: naming)
      }
    }.joined()
  }

  /// The sentence with a capital at its beginning.
  public var capitalized: Sentence {
    guard case .text(let text)? = parts.first else { return self }
    return Sentence(parts: [.text(text.prefix(1).uppercased() + text.dropFirst())] + parts.dropFirst())
  }

  public static func + (before: Sentence, after: Sentence) -> Sentence {
    Sentence(parts: before.parts + after.parts)
  }
}

/// The sentence as it reads where nobody says how inputs are given.
extension Sentence: CustomStringConvertible {
  public var description: String {
    parts.map {
      switch $0 {
      case .text(let text): text
      case .asking(let asking): asking.otherwise
      }
    }.joined()
  }
}

extension Sentence: ExpressibleByStringInterpolation {
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ text: String) { parts.append(.text(text)) }
    public mutating func appendInterpolation(_ asking: Asking) { parts.append(.asking(asking)) }
    public mutating func appendInterpolation(_ sentence: Sentence) { parts += sentence.parts }
    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      parts.append(.text(value.description))
    }
  }

  public init(stringLiteral text: String) { self.init(text) }
  public init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }
}

extension Sequence<Sentence> {
  /// The sentences one after another.
  public func joined(separator: String) -> Sentence {
    reduce(into: nil as Sentence?) { all, next in all = all.map { "\($0)\(separator)\(next)" } ?? next } ?? ""
  }
}

/// An error whose sentence may ask for inputs of the run.
public protocol AskingError: Error, CustomStringConvertible {
  var sentence: Sentence { get }
}

extension AskingError {
  public var description: String { sentence.description }
}

extension DefaultStringInterpolation {
  /// A plain text does not know how inputs are given.
  @available(*, unavailable, message: "What asks for an input of the run is a Sentence.")
  public mutating func appendInterpolation(_ asking: Sentence.Asking) {}
}

import Messages
import SystemIO

/// Why a model file cannot be used, in whole sentences that name it and the way out.
public struct ModelFileError: AskingError, Hashable {
  public enum Problem: Hashable, Sendable {
    /// Reading or writing failed.
    case file(FileError)
    /// The first line is not that of a model file.
    case notAModel
    /// A later version of the program wrote the file.
    case newerVersion(found: String, known: Int)
    /// Fewer bytes than the first line announces.
    case cutShort(announced: Int, found: Int)
    /// More bytes than the first line announces.
    case tooLong(announced: Int, found: Int)
    /// The bytes are not those that were written.
    case damaged
    /// The bytes are those that were written, but no model that this version knows.
    case unreadable(place: String, reason: String)
    /// The parts of the model contradict each other.
    case inconsistent(String)
  }

  public let path: String
  public let problem: Problem

  public init(path: String, problem: Problem) {
    self.path = path
    self.problem = problem
  }

  public var sentence: Sentence {
    switch problem {
    case .file(let error): error.sentence
    case .notAModel:
      "“\(path)” is not a model of churn: its first line is not “\(ModelCoder.magic) …”. "
        + "Name a model folder or its \(ModelFolder.modelName)."
    case .newerVersion(let found, let known):
      "“\(path)” is a model of format version \(found); this program reads versions up to \(known). "
        + "Install the version of churn that wrote it, or a later one."
    case .cutShort(let announced, let found):
      "“\(path)” is cut short: its first line announces \(announced) bytes, and \(found) are there. \(fetchAgain)"
    case .tooLong(let announced, let found):
      "“\(path)” was changed after it was written: its first line announces \(announced) bytes, and \(found) are there. "
        + fetchAgain
    case .damaged: "“\(path)” is damaged: its checksum does not fit its content. \(fetchAgain)"
    case .unreadable(let place, let reason):
      "“\(path)” cannot be read\(place.isEmpty ? "" : " at \(place)"): \(reason) Train the model again, or copy it again from where it was "
        + "trained; a model file is not to be edited by hand."
    case .inconsistent(let sentence):
      "“\(path)” contradicts itself: \(sentence) Train the model again; a model file is not to be edited by hand."
    }
  }

  private var fetchAgain: Sentence { "Copy it again from where it was trained, or train the model again." }
}

extension ModelFileError.Problem {
  /// A decoder's error as a place such as `scoring.forest.trees[3].threshold` and a sentence.
  static func unreadable(_ error: DecodingError) -> ModelFileError.Problem {
    switch error {
    case .keyNotFound(let key, let context):
      .unreadable(place: place(context.codingPath), reason: "the key “\(key.stringValue)” is missing.")
    case .typeMismatch(let type, let context):
      .unreadable(place: place(context.codingPath), reason: "the value is not of the kind \(type).")
    case .valueNotFound(_, let context):
      .unreadable(place: place(context.codingPath), reason: "the value is missing.")
    case .dataCorrupted(let context):
      .unreadable(place: place(context.codingPath), reason: sentence(context.debugDescription))
    @unknown default: .unreadable(place: "", reason: sentence("\(error)"))
    }
  }

  private static func sentence(_ text: String) -> String { text.hasSuffix(".") ? text : text + "." }

  private static func place(_ path: [any CodingKey]) -> String {
    path.reduce(into: "") { text, key in
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += (text.isEmpty ? "" : ".") + key.stringValue
      }
    }
  }
}

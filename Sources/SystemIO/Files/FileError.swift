import Glibc
import Messages

/// What went wrong with a file or folder, in whole sentences that name it and the way out.
public struct FileError: AskingError, Hashable {
  /// What was being done to the file.
  public enum Operation: Hashable, Sendable {
    case open, inspect, read, create, write, flush, rename, createFolder, list, remove
  }

  /// The kinds of problem, for callers that act on them.
  public enum Problem: Hashable, Sendable {
    /// The operating system refused; `code` is its `errno`.
    case system(Operation, code: Int32)
    /// A folder stands where a file is meant, or the other way round.
    case wrongKind(String)
    /// The file is larger than it may be, in bytes.
    case tooLarge(limit: Int)
    /// A gzip file stops before its end.
    case gzipEndsEarly
    /// A gzip file's content does not fit its own checks; zlib's words for it.
    case gzipDamaged(String)
    /// A link that is to be written through leads to nothing.
    case danglingLink(to: String)
    /// No file fits a pattern.
    case nothingMatches
    /// A folder that would be replaced holds something else than an earlier output.
    case foreignFolder(marker: String)
    /// The system has no table for an encoding.
    case encodingUnavailable(String)
    /// The bytes at an offset, counted from 0, are no text of the encoding.
    case invalidText(encoding: String, offset: Int)
  }

  public var path: String
  public var problem: Problem
  /// What the reader of the message can do, as one or more sentences.
  public var wayOut: Sentence

  public init(path: String, problem: Problem, wayOut: Sentence) {
    self.path = path
    self.problem = problem
    self.wayOut = wayOut
  }

  public var sentence: Sentence { "“\(path)” \(finding). \(wayOut)" }

  /// The message for places that name the file themselves.
  public var textWithoutPath: String { "\(finding). \(wayOut)" }

  private var finding: String {
    switch problem {
    case .system(let operation, let code): "could not be \(operation.participle): \(systemText(of: code))"
    case .wrongKind(let text): text
    case .tooLarge(let limit): "is larger than the \(limit) bytes it may have"
    case .gzipEndsEarly: "is a gzip file that ends in the middle"
    case .gzipDamaged(let detail): "is a damaged gzip file (\(detail))"
    case .danglingLink(let target): "is a link to “\(target)”, which is not there"
    case .nothingMatches: "fits no file"
    case .foreignFolder(let marker):
      "is a folder that holds other files and no “\(marker)”, so it is not an earlier output and is not replaced"
    case .encodingUnavailable(let name): "needs the encoding \(name), which this system cannot convert"
    case .invalidText(let encoding, let offset): "is not \(encoding) at byte \(offset)"
    }
  }
}

extension FileError.Operation {
  fileprivate var participle: String {
    switch self {
    case .open: "opened"
    case .inspect: "looked at"
    case .read: "read"
    case .create: "created"
    case .write: "written"
    case .flush: "written to the disk"
    case .rename: "put in its place"
    case .createFolder: "created as a folder"
    case .list: "listed"
    case .remove: "removed"
    }
  }

  fileprivate var changesFiles: Bool {
    switch self {
    case .open, .inspect, .read, .list: false
    case .create, .write, .flush, .rename, .createFolder, .remove: true
    }
  }
}

extension FileError {
  /// An error of the operating system, with the way out that fits it.
  ///
  /// - Parameter kept: a sentence about what is still there, such as “The file that was there before is unchanged”.
  public static func system(_ operation: Operation, path: String, code: Int32, kept: String? = nil)
    -> FileError
  {
    let advice = operation.changesFiles ? adviceForWriting(code) : adviceForReading(code)
    let wayOut = kept.map { "\($0); \(advice)" } ?? advice.capitalized
    return FileError(path: path, problem: .system(operation, code: code), wayOut: wayOut)
  }

  /// The error of a link that is to be written through and leads to nothing.
  static func danglingLink(_ path: String, to target: String) -> FileError {
    FileError(
      path: path, problem: .danglingLink(to: target),
      wayOut:
        "Make what it leads to available (is a share not mounted?), or write to another place; nothing was changed."
    )
  }

  private static func adviceForWriting(_ code: Int32) -> Sentence {
    switch code {
    case ENOSPC, EDQUOT: "free some space or choose another folder\(RunInput.output.given)."
    case EACCES, EPERM:
      "choose a folder that you may write to\(RunInput.output.given), or have its permissions changed."
    case EROFS: "this disk can only be read; choose another folder\(RunInput.output.given)."
    case ENOENT: "create the folder that it is to lie in, or choose another one\(RunInput.output.given)."
    case ENOTDIR: "a part of the path is a file and no folder; choose another place\(RunInput.output.given)."
    case EISDIR: "a folder has this name; choose another name\(RunInput.output.given)."
    case ENAMETOOLONG: "choose a shorter name\(RunInput.output.given)."
    case EMFILE, ENFILE: "too many files are open; raise the limit (ulimit -n) and try again."
    case EFBIG: "raise the limit on the size of files (ulimit -f), or write less."
    default: "check the disk, then try again or choose another folder\(RunInput.output.given)."
    }
  }

  private static func adviceForReading(_ code: Int32) -> Sentence {
    switch code {
    case ENOENT: "check the path and its spelling."
    case ENOTDIR: "a part of the path is a file and no folder; check the path."
    case EACCES, EPERM: "have its permissions changed so that you may read it."
    case EISDIR: "it is a folder; name the files in it instead."
    case EBADF: "the program was started without this stream; name a file instead."
    case EMFILE, ENFILE: "too many files are open; raise the limit (ulimit -n) and try again."
    default: "check the disk and the file, then try again."
    }
  }
}

/// The operating system's words for an `errno`.
func systemText(of code: Int32) -> String { String(cString: strerror(code)) }

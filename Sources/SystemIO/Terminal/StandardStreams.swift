import Glibc
import Synchronization

/// What the program says: everything that it prints goes through here, made harmless for a terminal.
public enum StandardStreams {
  private static let isTaken = Atomic<Bool>(false)

  /// Notes that a file of the run goes to the standard output, where nothing else may stand.
  static func takeOutput() { isTaken.store(true, ordering: .relaxed) }

  /// Prints to the standard output, or to the error stream where a file of the run goes to the former.
  ///
  /// - Throws: where it cannot be written: who asked for it would otherwise take an empty answer for the truth.
  public static func print(_ text: String, terminator: String = "\n") throws(FileError) {
    if isTaken.load(ordering: .relaxed) { return say(text, terminator: terminator) }
    let code = write(text + terminator, to: STDOUT_FILENO)
    if code != 0 { throw FileError.system(.write, path: "standard output", code: code) }
  }

  /// Says something on the error stream. What cannot be shown there is no reason to stop.
  public static func say(_ text: String, terminator: String = "\n") {
    _ = write(text + terminator, to: STDERR_FILENO)
  }

  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    let bytes = Array(HarmlessText.of(text).utf8)
    return bytes.withUnsafeBytes { SystemCall.write($0, to: descriptor) }
  }
}

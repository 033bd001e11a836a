import Glibc
import Synchronization

/// What a run did, in lines with the time: its progress, notes and warnings, the error that ended it, and its status.
///
/// A file is added to, so that it holds run after run; every line is written at once, so that runs at the same time do
/// not mix theirs. A file that is no log is left alone. Any thread may call.
public final class RunLog: Sendable {
  public enum Format: String, Sendable, CaseIterable { case text, json }

  /// What a line tells.
  public enum Level: String, Sendable, CaseIterable, Encodable {
    case start, progress, note, warning, error, exit

    static let widest = allCases.map(\.rawValue.count).max() ?? 0
  }

  /// The file; nil: the error stream.
  public let path: String?
  private let format: Format
  private let descriptor: Int32
  private let clock: @Sendable () -> Moment
  private let began: Moment
  private let isLost = Atomic<Bool>(false)

  /// - Parameters:
  ///   - path: the file to add to; nil: the error stream.
  ///   - clock: gives the time.
  /// - Throws: where the file cannot be written, or holds something else.
  public init(path: String?, format: Format, clock: @escaping @Sendable () -> Moment = Moment.now)
    throws(FileError)
  {
    (self.path, self.format, self.clock) = (path, format, clock)
    began = clock()
    guard let path else {
      descriptor = STDERR_FILENO
      return
    }
    if FilePath.kind(of: path) == .file { try Self.checkIsLog(path) }
    let (opened, code) = SystemCall.open(path, flags: O_WRONLY | O_APPEND | O_CREAT)
    guard code == 0 else { throw FileError.system(.open, path: path, code: code) }
    descriptor = opened
  }

  deinit { if path != nil { close(descriptor) } }

  /// Adds a line.
  ///
  /// - Parameter seconds: how long the step took that ends; nil where none ends.
  public func write(_ level: Level, _ text: String, seconds: Double? = nil) {
    write(LogLine(time: clock().description, level: level, text: text, seconds: seconds))
  }

  /// Adds the last line: what the run ends with.
  public func end(status: Int32) {
    let now = clock()
    write(
      LogLine(
        time: now.description, level: .exit, text: "", status: status, seconds: now.seconds(since: began)))
    if let path, FilePath.kind(of: path) != .other, !isStillThere(path) {
      lose("“\(path)” was replaced or taken away during the run, and its log with it; name another file.")
    }
  }

  private func write(_ line: LogLine) {
    let bytes = format == .text ? Array(line.plain.utf8) : (try? line.json) ?? []
    let code = bytes.withUnsafeBytes { SystemCall.write($0, to: descriptor) }
    // What cannot be shown on the error stream is no reason to stop, and there is nowhere to say it.
    if code != 0, let path { lose(FileError.system(.write, path: path, code: code).description) }
  }

  /// Says once that the log is not whole; the run's own work goes on.
  private func lose(_ text: String) {
    if !isLost.exchange(true, ordering: .relaxed) { StandardStreams.say("Warning: The log: \(text)") }
  }

  private func isStillThere(_ path: String) -> Bool {
    var (open, named) = (stat(), stat())
    return fstat(descriptor, &open) == 0 && stat(path, &named) == 0
      && (open.st_dev, open.st_ino) == (named.st_dev, named.st_ino)
  }

  /// Refuses a file that is not empty and does not begin as a log does: it would be added to and damaged.
  private static func checkIsLog(_ path: String) throws(FileError) {
    let reader = try PlainReader(path: path)
    var head = [UInt8](repeating: 0, count: 64)
    let result = head.withUnsafeMutableBytes { buffer in
      Result { () throws(FileError) in try reader.read(into: buffer, at: 0) }
    }
    let text = String(decoding: head[..<(try result.get())], as: UTF8.self)
    if text.isEmpty || text.hasPrefix(LogLine.jsonHead) || LogLine.beginsWithTime(text) { return }
    throw FileError(
      path: path, problem: .wrongKind("is there and is no log of this program"),
      wayOut: "Name another file for the log; a log is added to, other files are left alone.")
  }
}

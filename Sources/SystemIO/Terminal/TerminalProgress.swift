import Calendar
import Glibc
import Synchronization

/// Shows how far a long step is.
///
/// On a terminal one line shows share, rate and time left, redrawn at most ten times a second. Elsewhere (a log file, a
/// pipe) each step writes a line when it begins and one with its duration when it ends; so it does in the run's log, where
/// there is one. Any thread may call.
public final class TerminalProgress: Sendable {
  public enum Style: Sendable, Equatable {
    /// One line that is redrawn.
    case redrawn(colours: Bool, width: Int)
    /// Plain lines.
    case lines
    case quiet
  }

  /// What a step counts.
  public enum Unit: Sendable, Equatable {
    case bytes
    /// Things by name, such as `rows`.
    case things(String)
  }

  private struct Step {
    let title: String
    let total: Int?
    let unit: Unit
    let start: Double
    var done = 0
    /// What is shown besides share, rate and time left.
    var note = ""
    var lastDrawn = -Double.infinity
  }

  private let style: Style
  private let log: RunLog?
  /// Is told of every step, how much of it is done, and of how much where that is known; any thread may call.
  private let listener: (@Sendable (_ step: String, _ done: Int, _ total: Int?) -> Void)?
  private let output: @Sendable (String) -> Void
  private let clock: @Sendable () -> Double
  private let step = Mutex<Step?>(nil)

  /// - Parameters:
  ///   - log: takes the beginning and the end of steps, and warnings, whatever the style.
  ///   - listener: is told of every step as it goes on, whatever the style.
  ///   - output: takes the text as it is to appear, line ends included.
  ///   - clock: seconds since any moment.
  public init(
    style: Style, log: RunLog? = nil,
    listener: (@Sendable (_ step: String, _ done: Int, _ total: Int?) -> Void)? = nil,
    output: @escaping @Sendable (String) -> Void,
    clock: @escaping @Sendable () -> Double
  ) {
    self.style = style
    self.log = log
    self.listener = listener
    self.output = output
    self.clock = clock
  }

  /// Progress on the standard error stream, in the style that fits where it leads; none where the log goes there.
  public static func standardError(quiet: Bool, log: RunLog? = nil) -> TerminalProgress {
    let isTaken = log.map { $0.path == nil } ?? false
    return TerminalProgress(
      style: quiet || isTaken ? .quiet : styleOfStandardError, log: log,
      output: { text in
        if isTaken { return }
        // A message that cannot be shown is no reason to stop the work.
        _ = text.utf8.withContiguousStorageIfAvailable {
          SystemCall.write(UnsafeRawBufferPointer($0), to: STDERR_FILENO)
        }
      },
      clock: {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
      })
  }

  /// Begins a step; one that is still open ends.
  ///
  /// - Parameter total: how much there is to do, where that is known.
  public func begin(_ title: String, total: Int? = nil, unit: Unit = .things("rows")) {
    guard isTold else { return }
    end()
    let now = clock()
    log?.write(.progress, title)
    step.withLock { step in
      let title = HarmlessText.of(title)
      var begun = Step(title: title, total: total, unit: unit, start: now)
      switch style {
      case .redrawn: draw(&begun, at: now)
      case .lines: output("\(title) …\n")
      case .quiet: break
      }
      step = begun
    }
    listener?(title, 0, total)
  }

  /// Tells that `count` more is done.
  public func advance(by count: Int) {
    update { $0.done += count }
  }

  /// Tells how much is done in all.
  ///
  /// - Parameter note: what else to tell of the step, in place of what was told before.
  public func advance(to done: Int, note: String = "") {
    update {
      $0.done = done
      $0.note = HarmlessText.of(note)
    }
  }

  /// Ends the step, with the outcome where there is something to say.
  public func end(_ result: String? = nil) {
    guard isTold else { return }
    let now = clock()
    step.withLock { step in
      guard let ended = step else { return }
      step = nil
      let seconds = now - ended.start
      log?.write(
        .progress, ended.title + (result.map { ": \($0)" } ?? " done"),
        seconds: (seconds * 1000).rounded() / 1000)
      let text =
        "\(ended.title): \(result.map { "\(HarmlessText.of($0)), " } ?? "")\(ProgressText.duration(seconds))"
      switch style {
      case .redrawn(let colours, _):
        output("\r\u{1B}[K\(colours ? "\u{1B}[32m✓\u{1B}[0m " : "")\(text)\n")
      case .lines: output("\(text)\n")
      case .quiet: break
      }
    }
  }

  /// Writes a warning as a line of its own, above the progress line where there is one; where nothing else is shown too.
  ///
  /// - Parameter language: of the text.
  public func warn(_ text: String, in language: Language = .english) {
    let line = language.text("警告：", "Warning: ") + HarmlessText.of(text)
    log?.write(.warning, text)
    step.withLock { step in
      if case .redrawn = style, step != nil { output("\r\u{1B}[K") }
      output("\(line)\n")
      step?.lastDrawn = -Double.infinity
    }
  }
}

extension TerminalProgress {
  /// Whether steps are shown or logged.
  private var isTold: Bool { style != .quiet || log != nil || listener != nil }

  private func update(_ change: (inout Step) -> Void) {
    guard style != .quiet || listener != nil else { return }
    let reached = step.withLock { step -> Step? in
      guard var changed = step else { return nil }
      change(&changed)
      if case .redrawn = style {
        let now = clock()
        if now - changed.lastDrawn >= 0.1 { draw(&changed, at: now) }
      }
      step = changed
      return changed
    }
    if let reached { listener?(reached.title, reached.done, reached.total) }
  }

  private func draw(_ step: inout Step, at now: Double) {
    guard case .redrawn(let colours, let width) = style else { return }
    step.lastDrawn = now
    let reached = ProgressText.state(
      done: step.done, total: step.total, unit: step.unit, seconds: now - step.start)
    let state = [reached, step.note].filter { !$0.isEmpty }.joined(separator: "  ")
    let title = ProgressText.shortened(step.title, toWidth: max(width - ProgressText.width(of: state) - 3, 8))
    let shownState = colours && !state.isEmpty ? "\u{1B}[2m\(state)\u{1B}[0m" : state
    output("\r\u{1B}[K\(title)\(state.isEmpty ? " …" : "  ")\(shownState)")
  }

  /// Whether colours are wanted on a terminal: unless `NO_COLOR` holds something (no-color.org) or it is a `dumb` one.
  public static var wantsColours: Bool {
    !(getenv("NO_COLOR").map { $0.pointee != 0 } ?? false) && !isDumbTerminal
  }

  private static var isDumbTerminal: Bool { getenv("TERM").map { String(cString: $0) == "dumb" } ?? true }

  private static var styleOfStandardError: Style {
    guard isatty(STDERR_FILENO) == 1, !isDumbTerminal else { return .lines }
    var size = winsize()
    let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return .redrawn(colours: wantsColours, width: isKnown ? Int(size.ws_col) : 80)
  }
}

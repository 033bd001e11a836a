import Foundation
import Testing

/// A bank of 2,000 customers over eight months and its model, made once by the program itself. Every test works in a
/// folder of its own, in which `d` is a copy of the bank and `m` one of the model.
final class FaultBank {
  let folder: String

  init() throws {
    let made = try Self.made.get()
    folder = Self.newFolder()
    try FileManager.default.copyItem(atPath: made, toPath: folder)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// What a script comes to that runs in the folder. `predict` in it is the monthly run, without its output.
  func run(_ script: String) throws -> Ending {
    let ending = try shell(
      """
      cd "\(folder)" || exit 99
      predict() { "$CHURN" predict --config d/bank.yaml --model m --quiet "$@"; }
      \(script)
      """)
    return Ending(status: ending.status, output: ending.output, errors: ending.errors)
  }

  func text(_ path: String) throws -> String {
    try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
  }

  func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

  func write(_ bytes: Data, to path: String) throws {
    try bytes.write(to: URL(fileURLWithPath: folder + "/" + path))
  }

  func names(in path: String = "") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + path)) ?? []).sorted()
  }

  /// The rows of a month, the header among them, made others.
  func change(month: String, _ change: (inout [String]) -> Void) throws {
    let path = "d/panel_\(month).csv"
    var rows = try text(path).split(separator: "\n").map(String.init)
    change(&rows)
    try write(rows.joined(separator: "\n") + "\n", to: path)
  }

  private static func newFolder() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("churn-faults-\(UUID().uuidString)").path
  }

  private static let made = Result {
    let folder = newFolder()
    let ending = try shell(
      """
      mkdir -p "\(folder)" && cd "\(folder)" || exit 99
      "$CHURN" simulate --customers 2000 --months 8 --seed 3 --extended --dirty-share 0 --language en --out d --quiet || exit 1
      echo 'training: { trees: { rounds: 12, patience: 12 } }' >> d/bank.yaml
      "$CHURN" train --config d/bank.yaml --out m --quiet
      """)
    guard ending.status == 0 else { throw Unmade(errors: ending.errors) }
    return folder
  }

  private struct Unmade: Error { let errors: String }
}

/// What a script came to.
struct Ending {
  let status: Int32
  let output: String
  let errors: String

  /// Whether it was refused with a sentence that has all of these words.
  func isRefused(_ status: Int32 = 1, saying words: String...) -> Bool {
    self.status == status && errors.contains("Error: ") && words.allSatisfy(errors.contains)
  }

  /// Whether it ended well, with a warning that has all of these words.
  func warns(_ words: String...) -> Bool {
    status == 0 && errors.contains("Warning: ") && words.allSatisfy(errors.contains)
  }
}

import Glibc

/// Names for what is being written and is not yet in its place.
enum UniqueName {
  private static let digits = Array("0123456789abcdefghijklmnopqrstuvwxyz")
  private static let length = 8
  private static let mark = ".partial-"

  /// Whether a name is of the form that ``beside(_:)`` gives.
  static func isOne(_ name: String) -> Bool {
    let head = name.dropLast(length)
    return name.hasPrefix(".") && head.hasSuffix(mark) && head.count > mark.count + 1
      && name.suffix(length).allSatisfy(digits.contains)
  }

  /// `.NAME.partial-XXXXXXXX` in the folder of `target`; nobody else has it, apart from the rarest accident.
  static func beside(_ target: String) -> String {
    var generator = SystemRandomNumberGenerator()
    let suffix = String((0..<length).map { _ in digits[Int.random(in: 0..<digits.count, using: &generator)] })
    // File names end at 255 bytes; a long one is shortened here, for it need only be recognised.
    let name = String(decoding: FilePath.name(of: target).utf8.prefix(200), as: UTF8.self)
    return FilePath.join(FilePath.folder(of: target), ".\(name)\(mark)\(suffix)")
  }
}

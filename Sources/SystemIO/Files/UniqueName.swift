import Glibc

/// Names for what is being written and is not yet in its place.
enum UniqueName {
  /// `.NAME.partial-XXXXXXXX` in the folder of `target`; nobody else has it, apart from the rarest accident.
  static func beside(_ target: String) -> String {
    let digits = Array("0123456789abcdefghijklmnopqrstuvwxyz")
    var generator = SystemRandomNumberGenerator()
    let suffix = String((0..<8).map { _ in digits[Int.random(in: 0..<digits.count, using: &generator)] })
    // File names end at 255 bytes; a long one is shortened here, for it need only be recognised.
    let name = String(decoding: FilePath.name(of: target).utf8.prefix(200), as: UTF8.self)
    return FilePath.join(FilePath.folder(of: target), ".\(name).partial-\(suffix)")
  }
}

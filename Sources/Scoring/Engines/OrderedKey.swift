/// A Float32 as a whole number of the same order, for comparisons without branches.
///
/// `a <= b` exactly where `key(a) <= key(b)` for all numbers, infinities and both zeros included; every NaN
/// becomes the least key, ``missing``, which no number has.
enum OrderedKey {
  /// The key of NaN.
  static let missing = Int32.min

  @inline(__always)
  static func key(_ value: Float) -> Int32 {
    let bits = Int32(bitPattern: value.bitPattern)
    // Negative numbers ascend as their magnitude descends; −0 lands on +0.
    let ordered = bits >= 0 ? bits : Int32.min &- bits
    return value.isNaN ? missing : ordered
  }

  /// The number of a key that is not ``missing``; +0 for both zeros.
  @inline(__always)
  static func value(_ key: Int32) -> Float {
    Float(bitPattern: UInt32(bitPattern: key >= 0 ? key : Int32.min &- key))
  }
}

import CZlib

/// The checksum of gzip, PNG and our model files (polynomial 0xEDB88320), by zlib.
public enum CRC32 {
  /// The checksum of bytes, or of what `previous` stands for followed by these bytes.
  public static func of(_ bytes: UnsafeRawBufferPointer, after previous: UInt32 = 0) -> UInt32 {
    // zlib takes a null pointer for a query of its start value.
    guard let base = bytes.baseAddress else { return previous }
    return UInt32(
      truncatingIfNeeded: crc32_z(uLong(previous), base.assumingMemoryBound(to: UInt8.self), bytes.count))
  }

  /// The checksum of bytes, or of what `previous` stands for followed by these bytes.
  public static func of(_ bytes: [UInt8], after previous: UInt32 = 0) -> UInt32 {
    bytes.withUnsafeBytes { of($0, after: previous) }
  }

  /// The checksum of two blocks one after the other, from the checksum of each.
  ///
  /// - Complexity: O(log of the second block's size).
  public static func combine(_ first: UInt32, _ second: UInt32, secondCount: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32_combine(uLong(first), uLong(second), secondCount))
  }

  /// Eight small hexadecimal digits.
  public static func text(of checksum: UInt32) -> String {
    let digits = String(checksum, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

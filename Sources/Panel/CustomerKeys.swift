import Numerics

/// The keys of customers, in the order of their bytes.
public struct CustomerKeys: Sendable {
  private let bytes: [UInt8]
  /// Where each key begins; one more than customers.
  private let starts: [Int]

  public var count: Int { starts.count - 1 }
  public var isEmpty: Bool { count == 0 }

  /// The key of a customer.
  public subscript(customer: Int) -> String {
    String(decoding: bytes[starts[customer]..<starts[customer + 1]], as: UTF8.self)
  }

  /// The number of the customer with a key; nil where there is none.
  ///
  /// - Complexity: O(log customers).
  public func index(of key: some Collection<UInt8>) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if bytes[starts[middle]..<starts[middle + 1]].lexicographicallyPrecedes(key) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < count, bytes[starts[low]..<starts[low + 1]].elementsEqual(key) else { return nil }
    return low
  }

  /// Takes over keys that are in order already.
  init(sorted keys: some Sequence<some Collection<UInt8>>) {
    var bytes: [UInt8] = []
    var starts = [0]
    for key in keys {
      bytes += key
      starts.append(bytes.count)
    }
    self.bytes = bytes
    self.starts = starts
  }

  /// For tests and tables.
  public init(_ keys: [String]) {
    self.init(sorted: keys.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
  }
}

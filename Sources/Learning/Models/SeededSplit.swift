import Parallel

/// A split of names into trained-on and held-out that depends on the name and a seed alone.
public enum SeededSplit {
  /// The share of a table that is held out: one name in four.
  public static let heldOutShare = 0.25

  /// Whether a name is held out.
  public static func isHeldOut(key: String, seed: UInt64) -> Bool { uniform(key, seed) < heldOutShare }

  /// The fold that a name belongs to, 0 ..< `count`.
  public static func fold(key: String, seed: UInt64, of count: Int) -> Int {
    // Another seed than that of the held-out names, with which folds have nothing to do.
    min(count - 1, Int(draw(key: key, seed: seed) * Double(count)))
  }

  /// A number from 0 to 1 by which names are put in an order that says nothing of them.
  static func draw(key: String, seed: UInt64) -> Double { uniform(key, ~seed) }

  private static func uniform(_ key: String, _ seed: UInt64) -> Double {
    var stream = RandomStream(seed: seed, key: key)
    return stream.uniform()
  }
}

/// Float32s that compare with a variable's thresholds as the Float64s of its cells do.
///
/// Models compare Float32s. Rounding a cell to the nearest one may carry it over a threshold that it lies next to. Here
/// every threshold `t` has a Float32 `t′`, and every cell `v` one, `v′`, such that `v ≤ t` exactly where `v′ ≤ t′`:
///
/// - `t′` is the greatest Float32 that is not above `t`, or the next ones in order where several thresholds lie between
///   the same two Float32s;
/// - `v′` is the Float32 nearest to `v` among those between the thresholds around `v`.
///
/// So figures stay what they are but for the last digit of a Float32, and whatever takes them is exact without knowing of
/// it. A border that belongs to the numbers above it (`v ≥ c`) is the threshold `c.nextDown`. A code of its own (`v = s`)
/// lies between the thresholds `s.nextDown` and `s`, whose Float32s are neighbours.
public struct ThresholdScale: Sendable, Hashable {
  /// The thresholds, rising.
  public let thresholds: [Double]
  /// The Float32 of each threshold, rising.
  public let floats: [Float]
  /// Whether each threshold's Float32 is the greatest that is not above it: then Float32s stand for themselves.
  public let keepsFloats: Bool

  /// - Parameter thresholds: finite, in rising order.
  public init(rising thresholds: [Double]) {
    self.thresholds = thresholds
    let nearest = thresholds.map(Self.greatestFloat(notAbove:))
    var floats = nearest
    for index in floats.indices.dropFirst() where floats[index] <= floats[index - 1] {
      floats[index] = floats[index - 1].nextUp + 0
    }
    // Above the last one there must be room for a number.
    var limit = Float.greatestFiniteMagnitude.nextDown
    for index in floats.indices.reversed() where floats[index] > limit || index == floats.count - 1 {
      floats[index] = min(floats[index], limit)
      limit = floats[index].nextDown
    }
    self.floats = floats
    keepsFloats = floats == nearest
  }

  /// Thresholds in any order, each once.
  public init(_ thresholds: some Sequence<Double>) {
    self.init(rising: Set(thresholds.map { $0 + 0 }).sorted())
  }

  /// The Float32 of a cell; NaN stays NaN.
  ///
  /// - Complexity: O(log thresholds); O(1) for most cells that are Float32s themselves.
  @inlinable
  public func float(ofCell cell: Double) -> Float {
    let nearest = Float(cell)
    if keepsFloats && Double(nearest) == cell && nearest.isFinite || cell.isNaN { return nearest }
    let below = count(below: cell)
    let least = below > 0 ? floats[below - 1].nextUp : -Float.greatestFiniteMagnitude
    let greatest = below < floats.count ? floats[below] : Float.greatestFiniteMagnitude
    return min(max(nearest, least), greatest)
  }

  /// Magnitude from which on the nearest Float32 of a number with two decimals reads otherwise than the number.
  private static let shown = 131_072.0

  /// Whether the Float32s of cells can be shown in their stead: as whole numbers, or with two decimals, they read alike.
  public func shows(_ cells: UnsafeBufferPointer<Double>) -> Bool {
    keepsFloats && cells.allSatisfy { !($0.magnitude >= Self.shown) || Double(Float($0)) == $0 }
  }

  /// The Float32 of one of the thresholds; nil for any other number.
  public func float(ofThreshold threshold: Double) -> Float? {
    let index = count(below: threshold)
    return index < thresholds.count && thresholds[index] == threshold ? floats[index] : nil
  }

  /// The threshold that a Float32 stands for; nil where it stands for none.
  public func threshold(ofFloat float: Float) -> Double? {
    let index = count(belowFloat: float)
    return index < floats.count && floats[index] == float ? thresholds[index] : nil
  }

  /// How many thresholds' Float32s lie below a number.
  func count(belowFloat float: Float) -> Int {
    var (low, high) = (0, floats.count)
    while low < high {
      let middle = (low + high) / 2
      if floats[middle] < float { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// How many thresholds lie below a number.
  @inlinable
  func count(below number: Double) -> Int {
    var (low, length) = (0, thresholds.count)
    while length > 0 {
      let half = length / 2
      low = thresholds[low + half] < number ? low + length - half : low
      length = half
    }
    return low
  }

  /// Without negative zero, which compares as zero and would be written as another number.
  private static func greatestFloat(notAbove number: Double) -> Float {
    let nearest = Float(number)
    let float = Double(nearest) > number ? nearest.nextDown : nearest
    return max(float, -.greatestFiniteMagnitude) + 0
  }
}

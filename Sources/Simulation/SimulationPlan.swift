import Calendar
import Configuration

/// What all customers of a simulation have in common.
struct SimulationPlan: Sendable {
  let options: SimulationOptions
  let source: CustomerProfile.Source
  let market: Market
  /// `,2024-01,` for each month.
  let monthTexts: [[UInt8]]

  /// Chance of a loss from which `truth.csv` has a row even where nothing struck.
  static let leastProbability = 0.02

  init(_ options: SimulationOptions) {
    self.options = options
    source = CustomerProfile.Source(options: options)
    market = Market(options: options)
    monthTexts = (0..<options.months).map { Array(",\(options.firstMonth + $0),".utf8) }
  }

  /// Customers of a block: fewer where there are many months, so that a block's text stays at some megabytes.
  var blockSize: Int { max(64, min(4096, 65_536 / options.months)) }
  var blockCount: Int { (options.customers + blockSize - 1) / blockSize }

  /// The customers of a block, counted from 1.
  func customers(ofBlock block: Int) -> ClosedRange<Int> {
    block * blockSize + 1...min(options.customers, (block + 1) * blockSize)
  }
}

import Benchmark
import CAllocations

/// What the scoring core costs on one thread, on models and rows made by the library.
///
/// `benchmarks/run harness` divides the times by that of `reading`, the reference kernel of the same run, and holds the
/// ratios against `thresholds.json`.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .peakMemoryResident, allocations], warmupIterations: 5,
    maxDuration: .seconds(3), maxIterations: 300)
  guard let models = MadeModels() else { return }

  Benchmark("reading") { benchmark in
    measure(benchmark) { blackHole(models.readRows()) }
  }
  for (index, name) in MadeModels.names.enumerated() {
    Benchmark("\(name): probabilities") { benchmark in
      measure(benchmark) { models.writeProbabilities(index) }
    }
    Benchmark("\(name): contributions") { benchmark in
      measure(benchmark) { models.writeContributions(index) }
    }
    Benchmark("\(name): one row a thousand times") { benchmark in
      measure(benchmark) { blackHole(models.scoreRow(index, 1000)) }
    }
  }
}

/// Requests for memory during an iteration.
private let allocations = BenchmarkMetric.custom(
  "allocations", polarity: .prefersSmaller, useScalingFactor: false)

private func measure(_ benchmark: Benchmark, _ body: () -> Void) {
  let before = allocation_count()
  body()
  benchmark.measurement(allocations, Int(allocation_count() - before))
}

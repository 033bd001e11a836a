// swift-tools-version: 6.1
import PackageDescription

/// Apart from the other benchmarks, as the harness takes minutes to build and brings a module named like one of churn's.
let package = Package(
  name: "churn-harness",
  dependencies: [.package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: [])],
  targets: [
    .target(name: "CAllocations"),
    .executableTarget(
      name: "Scoring",
      dependencies: [.product(name: "Benchmark", package: "benchmark"), "CAllocations"],
      path: "Benchmarks/Scoring",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ],
  swiftLanguageModes: [.v6]
)

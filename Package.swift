// swift-tools-version: 6.1
import PackageDescription

/// The rooms stand in the order in which data walks through them; arrows run one way.
let package = Package(
  name: "churn",
  products: [
    .executable(name: "churn", targets: ["churn"]),
    .library(name: "Scoring", targets: ["Scoring"]),
    .library(name: "CStartup", targets: ["CStartup"]),
    .library(name: "ChurnRooms", targets: ["Workflow", "Panel", "Variables", "Learning", "ModelFile"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Below every room: C libraries of the system, small C kernels, numbers and files.
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev", "liblapack-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CKernels"),
    .target(name: "CStartup"),
    .target(name: "Numerics", dependencies: ["CKernels", "COpenBLAS"]),
    .target(name: "SystemIO", dependencies: ["CZlib"]),

    // The rooms.
    .target(name: "Configuration", dependencies: ["SystemIO", "Yams"]),
    .target(name: "Panel", dependencies: ["Configuration", "Numerics", "SystemIO", "CKernels", "CZlib"]),
    .target(name: "Variables", dependencies: ["Panel", "Numerics", "CKernels"]),
    .target(name: "Scoring", dependencies: ["Numerics", "CKernels"]),
    .target(name: "Learning", dependencies: ["Scoring", "Numerics", "CKernels", "COpenBLAS"]),
    .target(name: "Validation", dependencies: ["Configuration", "Numerics"]),
    .target(name: "ModelFile", dependencies: ["Scoring", "Variables", "Configuration", "SystemIO"]),
    .target(name: "Retention", dependencies: ["Configuration", "Variables", "Numerics", "SystemIO"]),
    .target(name: "Reporting", dependencies: ["Validation", "Configuration", "SystemIO"]),
    .target(name: "Simulation", dependencies: ["Configuration", "Numerics", "SystemIO"]),
    .target(
      name: "Workflow",
      dependencies: [
        "Configuration", "Panel", "Variables", "Learning", "Scoring", "Validation", "Reporting", "Retention",
        "ModelFile", "Simulation",
      ]),
    .executableTarget(
      name: "churn",
      dependencies: [
        "Workflow", "CStartup",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // A test target per room.
    .testTarget(name: "NumericsTests", dependencies: ["Numerics"]),
    .testTarget(name: "SystemIOTests", dependencies: ["SystemIO"]),
    .testTarget(name: "ConfigurationTests", dependencies: ["Configuration", "SystemIO"]),
    .testTarget(name: "PanelTests", dependencies: ["Panel"]),
    .testTarget(name: "VariablesTests", dependencies: ["Variables"], exclude: ["Fixtures"]),
    .testTarget(name: "ScoringTests", dependencies: ["Scoring", "CKernels"]),
    .testTarget(name: "LearningTests", dependencies: ["Learning", "CKernels"], exclude: ["Fixtures"]),
    .testTarget(
      name: "ValidationTests", dependencies: ["Validation", "Numerics"], exclude: ["Fixtures"]),
    .testTarget(
      name: "ModelFileTests",
      dependencies: ["ModelFile", "Configuration", "Numerics", "Scoring", "SystemIO", "Variables"],
      resources: [.copy("Golden")]),
    .testTarget(name: "RetentionTests", dependencies: ["Retention", "Numerics"]),
    .testTarget(name: "ReportingTests", dependencies: ["Reporting", "Numerics"], exclude: ["Fixtures"]),
    .testTarget(
      name: "SimulationTests", dependencies: ["Simulation", "Configuration", "Numerics", "SystemIO"]),
    .testTarget(
      name: "ChurnTests",
      dependencies: ["churn", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      exclude: ["Fixtures"]),
    .testTarget(name: "WorkflowTests", dependencies: ["Workflow"]),
  ],
  swiftLanguageModes: [.v6]
)

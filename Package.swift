// swift-tools-version: 6.1
import PackageDescription

/// The rooms stand in the order in which data walks through them; arrows run one way. Every room names all the rooms
/// that it imports, and no other: `.ci/check-imports` holds both against the sources.
let package = Package(
  name: "churn",
  products: [
    .executable(name: "churn", targets: ["churn"]),
    .library(name: "Scoring", targets: ["Scoring"]),
    .library(name: "CStartup", targets: ["CStartup"]),
    .library(
      name: "ChurnRooms",
      targets: [
        "Calendar", "Configuration", "Learning", "ModelFile", "Panel", "Parallel", "Scoring", "Validation",
        "Variables",
        "Workflow",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Below every room: C libraries of the system, small C kernels, threads and memory, files, the calendar.
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev", "liblapack-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CKernels"),
    .target(name: "CStartup"),
    .target(name: "Calendar"),
    .target(name: "Parallel", dependencies: ["CKernels"]),
    .target(name: "Algebra", dependencies: ["Parallel", "COpenBLAS"]),
    .target(name: "SystemIO", dependencies: ["CZlib"]),

    // The rooms.
    .target(
      name: "Configuration", dependencies: ["Calendar", "SystemIO", "Yams"], exclude: ["README.md"]),
    .target(name: "Panel", dependencies: ["CKernels", "Calendar", "Parallel", "SystemIO", "Configuration"]),
    .target(
      name: "Variables",
      dependencies: ["CKernels", "Calendar", "Parallel", "Algebra", "Configuration", "Panel"]),
    .target(name: "Scoring", dependencies: ["CKernels", "Parallel"]),
    .target(
      name: "Learning", dependencies: ["CKernels", "Parallel", "Algebra", "Configuration", "Scoring"]),
    .target(name: "Validation", dependencies: ["Calendar", "Parallel", "Configuration"]),
    .target(
      name: "ModelFile", dependencies: ["Calendar", "SystemIO", "Configuration", "Variables", "Scoring"]),
    .target(
      name: "Retention", dependencies: ["Calendar", "Parallel", "SystemIO", "Configuration", "Variables"]),
    .target(name: "Reporting", dependencies: ["Calendar", "SystemIO", "Configuration", "Validation"]),
    .target(name: "Simulation", dependencies: ["Calendar", "Parallel", "SystemIO", "Configuration"]),
    .target(
      name: "Workflow",
      dependencies: [
        "Calendar", "Parallel", "SystemIO", "Configuration", "Panel", "Variables", "Scoring", "Learning",
        "Validation", "ModelFile", "Retention", "Reporting", "Simulation",
      ]),
    .executableTarget(
      name: "churn",
      dependencies: [
        "Calendar", "Parallel", "SystemIO", "Configuration", "Learning", "Retention", "Reporting",
        "Simulation", "Workflow", "CStartup",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // A test target per room.
    .testTarget(name: "CalendarTests", dependencies: ["Calendar"]),
    .testTarget(name: "ParallelTests", dependencies: ["Parallel"]),
    .testTarget(name: "AlgebraTests", dependencies: ["Parallel", "Algebra"]),
    .testTarget(name: "SystemIOTests", dependencies: ["CZlib", "SystemIO"]),
    .testTarget(name: "ConfigurationTests", dependencies: ["Calendar", "SystemIO", "Configuration", "Yams"]),
    .testTarget(
      name: "PanelTests", dependencies: ["Calendar", "Parallel", "SystemIO", "Configuration", "Panel"]),
    .testTarget(
      name: "VariablesTests", dependencies: ["Calendar", "Parallel", "Configuration", "Panel", "Variables"],
      exclude: ["Fixtures"]),
    .testTarget(name: "ScoringTests", dependencies: ["CKernels", "Parallel", "Scoring"]),
    .testTarget(
      name: "LearningTests", dependencies: ["CKernels", "Parallel", "Configuration", "Scoring", "Learning"],
      exclude: ["Fixtures"]),
    .testTarget(name: "ValidationTests", dependencies: ["Parallel", "Validation"], exclude: ["Fixtures"]),
    .testTarget(
      name: "ModelFileTests",
      dependencies: [
        "Calendar", "Parallel", "SystemIO", "Configuration", "Variables", "Scoring", "ModelFile",
      ], resources: [.copy("Golden")]),
    .testTarget(
      name: "RetentionTests",
      dependencies: ["Calendar", "Parallel", "SystemIO", "Configuration", "Variables", "Retention"]),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["Calendar", "Parallel", "Configuration", "Validation", "Reporting"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "SimulationTests", dependencies: ["Calendar", "Parallel", "Configuration", "Simulation"]),
    .testTarget(
      name: "ChurnTests",
      dependencies: ["churn", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "WorkflowTests",
      dependencies: [
        "Calendar", "Parallel", "SystemIO", "Configuration", "Panel", "Variables", "Scoring", "Learning",
        "Validation", "ModelFile", "Retention", "Reporting", "Simulation", "Workflow",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

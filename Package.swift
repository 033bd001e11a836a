// swift-tools-version: 6.1
import PackageDescription

/// A room: a library whose folder has a README of its own.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: ["README.md"])
}

/// A test target. What is tested is optimised, tests themselves are not, but those whose slow twins walk through thousands of
/// cases: half of the build's time went into optimising code that runs once.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = [],
  isOptimized: Bool = false
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources,
    swiftSettings: isOptimized ? [] : [.unsafeFlags(["-Onone"])])
}

/// The rooms stand in the order in which data walks through them; arrows run one way. Every room names all the rooms
/// that it imports, and no other: `.ci/check-sources` holds both against the sources.
let package = Package(
  name: "churn",
  products: [
    .executable(name: "churn", targets: ["churn"]),
    .library(name: "Scoring", targets: ["Scoring"]),
    .library(name: "CStartup", targets: ["CStartup"]),
    .library(name: "churn-engine", type: .dynamic, targets: ["ChurnC"]),
    .library(
      name: "ChurnRooms",
      targets: [
        "Calendar", "Configuration", "Learning", "Metrics", "ModelFile", "Panel", "Parallel", "Scoring",
        "Tabular", "Validation", "Variables", "Workflow",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // Below every room: C libraries of the system, small C kernels, threads and memory, files, the calendar.
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev", "liblapack-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CArrow"),
    .target(name: "CKernels"),
    .target(name: "CStartup"),
    room("Calendar"),
    room("Parallel", ["CKernels"]),
    room("Algebra", ["Parallel", "COpenBLAS"]),
    room("Messages"),
    room("SystemIO", ["CZlib", "Calendar", "Messages"]),

    room("Arrow", ["CArrow"]),
    room("Database", ["CArrow", "Arrow", "Messages", "Parallel", "SystemIO"]),

    // The rooms.
    room("Configuration", ["Calendar", "Messages", "SystemIO", "Yams"]),
    room("Metrics", ["Calendar", "Parallel"]),
    room(
      "Tabular", ["CKernels", "Calendar", "Messages", "Parallel", "SystemIO", "Arrow", "Database"]),
    room("Panel", ["Calendar", "Messages", "Parallel", "SystemIO", "Configuration", "Tabular"]),
    room(
      "Variables",
      [
        "CKernels", "Calendar", "Messages", "Parallel", "Algebra", "Configuration", "Metrics", "Tabular",
        "Panel",
      ]),
    room("Scoring", ["CKernels", "Parallel"]),
    room(
      "Learning",
      [
        "CKernels", "Calendar", "Messages", "Parallel", "Algebra", "Configuration", "Metrics", "Tabular",
        "Variables", "Scoring",
      ]),
    room(
      "Validation",
      [
        "Calendar", "Messages", "Parallel", "Configuration", "Metrics", "Panel", "Variables", "Scoring",
        "Learning",
      ]),
    room(
      "ModelFile",
      [
        "Calendar", "Messages", "Parallel", "SystemIO", "Configuration", "Tabular", "Panel", "Variables",
        "Scoring",
        "Learning",
      ]),
    room(
      "Retention",
      [
        "Calendar", "Messages", "Parallel", "SystemIO", "Configuration", "Metrics", "Tabular", "Panel",
        "Variables",
        "Scoring",
      ]),
    room(
      "Reporting",
      [
        "Calendar", "Parallel", "SystemIO", "Configuration", "Metrics", "Tabular", "Panel", "Variables",
        "Scoring", "Learning", "Validation", "Retention",
      ]),
    room("Simulation", ["Calendar", "Messages", "Parallel", "SystemIO", "Configuration"]),
    room(
      "Workflow",
      [
        "Calendar", "Messages", "Parallel", "SystemIO", "Configuration", "Metrics", "Tabular", "Panel",
        "Variables",
        "Scoring", "Learning", "Validation", "ModelFile", "Retention", "Reporting", "Simulation",
      ]),
    .systemLibrary(name: "ChurnInterface", path: "Sources/ChurnC/include"),
    .target(
      name: "ChurnC",
      dependencies: [
        "ChurnInterface", "CArrow", "Calendar", "Arrow", "Parallel", "SystemIO", "Configuration", "Tabular",
        "Variables", "Learning", "ModelFile", "Retention", "Workflow",
      ], exclude: ["README.md", "churn.map", "include"]),
    .executableTarget(
      name: "churn",
      dependencies: [
        "Calendar", "Messages", "Parallel", "SystemIO", "Configuration", "Metrics", "Panel", "Variables",
        "Scoring",
        "Learning", "Validation", "ModelFile", "Retention", "Reporting", "Simulation", "Workflow",
        "CStartup",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], exclude: ["README.md"]),

    // How the libraries are used without the program.
    .executableTarget(
      name: "TrainAndScore", dependencies: ["Parallel", "Configuration", "Scoring", "Learning"],
      path: "Examples/TrainAndScore"),
    .executableTarget(
      name: "TrainOnPanel",
      dependencies: [
        "Calendar", "Parallel", "Configuration", "Metrics", "Panel", "Variables", "Learning", "Validation",
      ], path: "Examples/TrainOnPanel"),

    // A test target per room.
    tests("CalendarTests", ["Calendar"]),
    tests("ParallelTests", ["Parallel"]),
    tests("AlgebraTests", ["Parallel", "Algebra"]),
    tests("SystemIOTests", ["CZlib", "SystemIO"]),
    tests("ConfigurationTests", ["Calendar", "SystemIO", "Configuration", "Yams"]),
    .target(name: "HandMadeArrow", dependencies: ["CArrow"], path: "Tests/HandMadeArrow"),
    tests("ArrowTests", ["CArrow", "Parallel", "Arrow", "HandMadeArrow"]),
    tests("DatabaseTests", ["SystemIO", "Database"]),
    tests("TabularTests", ["Calendar", "Parallel", "SystemIO", "Tabular"]),
    tests(
      "PanelTests",
      [
        "Calendar", "Parallel", "SystemIO", "Configuration", "Arrow", "Tabular", "Panel", "HandMadeArrow",
      ]),
    tests(
      "VariablesTests",
      ["Calendar", "Parallel", "Configuration", "Tabular", "Panel", "Variables"],
      exclude: ["Fixtures"]),
    tests("ScoringTests", ["CKernels", "Parallel", "Scoring"], isOptimized: true),
    tests(
      "LearningTests",
      ["CKernels", "Parallel", "Configuration", "Metrics", "Scoring", "Tabular", "Variables", "Learning"],
      exclude: ["Fixtures"], isOptimized: true),
    tests(
      "MetricsTests", ["Parallel", "Metrics"], exclude: ["Fixtures"]),
    tests(
      "ModelFileTests",
      [
        "Calendar", "Parallel", "SystemIO", "Arrow", "Database", "Configuration", "Tabular", "Variables",
        "Scoring", "ModelFile",
      ], resources: [.copy("Golden")]),
    tests(
      "RetentionTests",
      ["Calendar", "Parallel", "SystemIO", "Configuration", "Tabular", "Panel", "Variables", "Retention"]),
    tests(
      "ReportingTests",
      [
        "Calendar", "Parallel", "SystemIO", "Configuration", "Metrics", "Panel", "Scoring", "Variables",
        "Validation", "Retention", "Reporting",
      ],
      exclude: ["Fixtures"]),
    tests(
      "SimulationTests", ["Calendar", "Parallel", "Configuration", "Simulation"]),
    tests(
      "ChurnTests",
      [
        "Calendar", "Messages", "Parallel", "SystemIO", "Configuration", "Panel", "Reporting", "Workflow",
        "churn",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Fixtures"]),
    .target(
      name: "ForeignProgram", path: "Tests/ForeignProgram",
      cSettings: [.headerSearchPath("../../Sources/ChurnC/include")]),
    tests(
      "ChurnCTests",
      [
        "ChurnInterface", "CArrow", "Arrow", "Parallel", "SystemIO", "Configuration", "ModelFile", "Workflow",
        "ChurnC", "ForeignProgram",
      ]),
    tests(
      "ExamplesTests", ["Parallel", "Configuration", "TrainAndScore", "TrainOnPanel"]),
    tests(
      "WorkflowTests",
      [
        "Calendar", "Messages", "Parallel", "SystemIO", "Arrow", "Database", "Configuration", "Metrics",
        "Tabular", "Panel", "Variables", "Scoring",
        "Learning", "Validation", "ModelFile", "Retention", "Reporting", "Simulation", "Workflow",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

// The documentation's plugin is fetched by `make documentation` alone.
if Context.environment["CHURN_DOCUMENTATION"] != nil {
  package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}

// swift-tools-version: 6.1
import PackageDescription

/// A package of its own, so that nobody who uses churn builds what only measures it.
let package = Package(
  name: "churn-benchmarks",
  dependencies: [.package(name: "churn", path: "..")],
  targets: [
    .executableTarget(name: "ReadPanel", dependencies: [.product(name: "ChurnRooms", package: "churn")]),
    .executableTarget(name: "JudgeScores", dependencies: [.product(name: "ChurnRooms", package: "churn")]),
    .executableTarget(name: "FitLogistic", dependencies: [.product(name: "ChurnRooms", package: "churn")]),
    .executableTarget(
      name: "TrainTrees",
      dependencies: [
        .product(name: "ChurnRooms", package: "churn"), .product(name: "CStartup", package: "churn"),
      ]),
    .executableTarget(
      name: "ScoreModels",
      dependencies: [
        .product(name: "ChurnRooms", package: "churn"), .product(name: "Scoring", package: "churn"),
        .product(name: "CStartup", package: "churn"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)

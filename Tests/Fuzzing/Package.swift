// swift-tools-version: 6.1
import PackageDescription

/// Random bytes for every reader of models; see `make fuzz`. A package of its own, because it is built with a sanitizer.
let package = Package(
  name: "churn-fuzzing",
  dependencies: [.package(name: "churn", path: "../..")],
  targets: [
    .executableTarget(
      name: "churn-fuzz",
      dependencies: [
        .product(name: "ChurnRooms", package: "churn"), .product(name: "Scoring", package: "churn"),
      ])
  ],
  swiftLanguageModes: [.v6]
)

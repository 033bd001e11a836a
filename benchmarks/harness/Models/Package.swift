// swift-tools-version: 6.1
import PackageDescription

/// The models that the harness measures, as a library that it loads while it runs: a package that the harness depends on
/// has a module of the same name as one of churn's, and no package may see both.
let package = Package(
  name: "churn-made-models",
  products: [.library(name: "MadeModels", type: .dynamic, targets: ["MadeModels"])],
  dependencies: [.package(name: "churn", path: "../../..")],
  targets: [
    .target(
      name: "MadeModels",
      dependencies: [
        .product(name: "Scoring", package: "churn"), .product(name: "ChurnRooms", package: "churn"),
        .product(name: "CStartup", package: "churn"),
      ])
  ],
  swiftLanguageModes: [.v6]
)

import Configuration
import Testing

@testable import Learning

@Suite("From settings of trees to what can be trained with")
struct TreeSettingsTests {
  @Test("the defaults can be trained with, and nothing is changed on the way")
  func everySetting() throws {
    #expect(try TreeSettings().validated().settings == TreeSettings())
    var settings = TreeSettings()
    (settings.growth, settings.maximumDepth, settings.stopBy, settings.sampleShare) = (
      .symmetric, 4, .auc, 0.3
    )
    (settings.l1, settings.minimumGain, settings.minimumHessian) = (2, 3, 4)
    (settings.monotone, settings.interactions) = (["a": .increasing, "b": .decreasing], [["a", "b"]])
    (settings.bins, settings.liftShare, settings.patience) = (63, 0.2, 0)
    (settings.levelColumnShare, settings.lossWeight, settings.edges) = (0.6, 3, ["a": [1, 2.5]])
    settings.start = "c"
    let valid = try settings.validated(seed: 9)
    #expect(valid.settings == settings && valid.seed == 9)
  }

  @Test("every number that a file may hold can be trained with, and the next one beyond is refused by both")
  func sameBounds() throws {
    for (key, value, isFine) in [
      ("leaves", 65_536, true), ("leaves", 65_537, false), ("patience", Int.max, true), ("patience", -1, false),
      ("minimum_rows", Int.max, true), ("minimum_rows", 0, false), ("maximum_depth", 512, true),
      ("maximum_depth", 513, false), ("rounds", 100_000, true), ("rounds", 100_001, false),
    ] {
      var settings = TreeSettings()
      switch key {
      case "leaves": settings.leaves = value
      case "patience": settings.patience = value
      case "minimum_rows": settings.minimumRows = value
      case "maximum_depth": settings.maximumDepth = value
      default: settings.rounds = value
      }
      #expect(((try? settings.validated()) != nil) == isFine, "\(key) \(value)")
      let read = try? BankConfiguration(
        yaml: "training: { trees: { \(key): \(value) } }", file: "bank.yaml")
      #expect(read?.training.trees == (isFine ? settings : nil), "\(key) \(value)")
    }
  }
}

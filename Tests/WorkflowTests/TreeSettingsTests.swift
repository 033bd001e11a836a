import Configuration
import Testing

@testable import Learning

@Suite("From settings of trees to options")
struct TreeSettingsTests {
  @Test("a configuration's defaults are the trainer's own")
  func defaults() {
    #expect(TreeOptions(TreeSettings(), seed: 1) == TreeOptions())
  }

  @Test("every setting arrives")
  func everySetting() {
    var settings = TreeSettings()
    (settings.growth, settings.maximumDepth, settings.stopBy, settings.sampleShare) = (
      .symmetric, 4, .auc, 0.3
    )
    (settings.l1, settings.minimumGain, settings.minimumHessian, settings.rowShare) = (2, 3, 4, 0.9)
    (settings.monotone, settings.interactions) = (["a": .increasing, "b": .decreasing], [["a", "b"]])
    (settings.bins, settings.liftShare, settings.patience) = (63, 0.2, 0)
    (settings.levelColumnShare, settings.lossWeight, settings.edges) = (0.6, 3, ["a": [1, 2.5]])
    settings.start = "c"
    let options = TreeOptions(settings, seed: 9)
    #expect(options.start == "c")
    #expect(options.levelColumnShare == 0.6 && options.lossWeight == 3 && options.edges == ["a": [1, 2.5]])
    #expect(options.growth == .symmetric && options.maximumDepth == 4 && options.stopMetric == .auc)
    #expect(options.sampleShare == 0.3 && options.l1 == 2 && options.minimumGain == 3)
    #expect(options.minimumHessian == 4 && options.rowShare == 0.9 && options.bins == 63)
    #expect(
      options.monotone == ["a": .increasing, "b": .decreasing] && options.interactions == [["a", "b"]])
    #expect(options.liftShare == 0.2 && options.patience == 1 && options.seed == 9)
  }
}

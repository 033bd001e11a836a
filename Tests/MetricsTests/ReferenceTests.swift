import Testing

@testable import Metrics

@Suite("Figures equal those of scikit-learn, scipy and hmeasure to 1e-9")
struct ReferenceTests {
  private func equal(_ left: Double?, _ right: Double?) -> Bool { nearlyEqual(left, right, within: 1e-9) }

  @Test("AUC, DeLong's standard error, KS and where it lies, average precision, H-measure")
  func order() throws {
    for reference in try ReferenceFigures.stored().cases {
      let ranked = RankedSample(try reference.sample())
      #expect(equal(ranked.auc, reference.auc), "\(reference.name)")
      #expect(equal(ranked.aucStandardError, reference.delong), "\(reference.name)")
      #expect(equal(ranked.averagePrecision, reference.averagePrecision), "\(reference.name)")
      let ks = try #require(ranked.kolmogorovSmirnov)
      #expect(equal(ks.value, max(0, reference.ks)), "\(reference.name)")
      if reference.ks > 0 {
        #expect(ks.threshold == reference.ksThreshold, "\(reference.name)")
        #expect(equal(ks.lossesShare, reference.ksLosses) && equal(ks.othersShare, reference.ksOthers))
      }
      if let expected = reference.hMeasure { #expect(equal(ranked.hMeasure, expected), "\(reference.name)") }
    }
  }

  @Test("precision and recall at the list's length")
  func lists() throws {
    var count = 0
    for reference in try ReferenceFigures.stored().cases {
      let ranked = RankedSample(try reference.sample())
      for top in reference.tops {
        let found = try #require(ranked.top(share: top.share))
        #expect(equal(found.precision, top.precision) && equal(found.recall, top.recall))
        count += 1
      }
    }
    #expect(count == 6)
  }

  @Test("log-loss, Brier score and its parts")
  func probabilities() throws {
    for reference in try ReferenceFigures.stored().cases {
      let figures = try #require(ProbabilityFigures(try reference.sample()))
      #expect(equal(figures.logLoss, reference.logLoss), "\(reference.name)")
      #expect(equal(figures.brier, reference.brier), "\(reference.name)")
      #expect(equal(figures.brierParts.reliability, reference.reliability), "\(reference.name)")
      #expect(equal(figures.brierParts.resolution, reference.resolution), "\(reference.name)")
      #expect(equal(figures.brierParts.uncertainty, reference.uncertainty), "\(reference.name)")
      #expect(equal(figures.calibrationError, reference.calibrationError), "\(reference.name)")
    }
  }

  @Test("the beta distribution, Wilson's interval and quantiles")
  func parts() throws {
    let reference = try ReferenceFigures.stored()
    for beta in reference.betas {
      let found = BetaDistribution(first: beta.first, second: beta.second).cumulative(beta.x)
      #expect(nearlyEqual(found, beta.value, within: 1e-12), "\(beta)")
    }
    for wilson in reference.wilson {
      let interval = try #require(Interval.wilson(successes: wilson.successes, of: wilson.count))
      #expect(equal(interval.lower, wilson.lower) && equal(interval.upper, wilson.upper), "\(wilson)")
    }
    let middle = try #require(Interval.middle(of: reference.quantiles.values))
    #expect(equal(middle.lower, reference.quantiles.lower) && equal(middle.upper, reference.quantiles.upper))
  }
}

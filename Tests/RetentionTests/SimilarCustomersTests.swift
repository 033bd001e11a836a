import Calendar
import Parallel
import Testing

@testable import Retention

@Suite("What became of similar customers")
struct SimilarCustomersTests {
  @Test("counts the nearest scores as a plain sort does")
  func nearest() throws {
    var stream = RandomStream(seed: 4, key: "similar")
    for count in [1, 50, 700] {
      let scores = (0..<count).map { _ in stream.uniform() }
      let losses = (0..<count).map { _ in stream.uniform() < 0.3 }
      let own = stream.uniform()
      let found = try #require(
        SimilarCustomers(to: own, among: scores, losses: losses, month: nil, areTrainedOn: false))
      let pairs = zip(scores, losses).sorted { abs($0.0 - own) < abs($1.0 - own) }.prefix(
        SimilarCustomers.most)
      #expect(found.customers == min(count, SimilarCustomers.most))
      #expect(found.losses == pairs.count { $0.1 })
      #expect(found.from == pairs.map(\.0).min() && found.to == pairs.map(\.0).max())
      let share = Double(found.losses) / Double(found.customers)
      #expect(found.interval.lower <= share && share <= found.interval.upper)
    }
    #expect(SimilarCustomers(to: 0.5, among: [], losses: [], month: nil, areTrainedOn: false) == nil)
  }

  @Test("says so where the model was trained on them")
  func trained() throws {
    let found = try #require(
      SimilarCustomers(
        to: 0.2, among: [0.1, 0.3], losses: [true, false], month: Month(index: 24_296), areTrainedOn: true))
    #expect(
      found.text(in: .english).contains("1 lost assets in 2024-09: 50.0%"), "\(found.text(in: .english))")
    #expect(found.text(in: .english).contains("trained on them"))
    #expect(found.text(in: .chinese).contains("模型学习时用过它们"))
  }
}

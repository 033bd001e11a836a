import Synchronization
import Testing

@testable import Parallel

@Suite("A team of threads")
struct ThreadTeamTests {
  @Test("visits every index once, for any number of threads", arguments: [1, 2, 5])
  func visitsEveryIndexOnce(threads: Int) {
    let team = ThreadTeam(threadCount: threads)
    for count in [0, 1, 2, 3, 17, 1000] {
      let visits = AlignedArray<Int32>(count: count)
      let view = visits.view
      team.forEach(count) { index, worker in
        precondition(worker < threads)
        view[index] += 1
      }
      #expect(view.elements.allSatisfy { $0 == 1 })
    }
  }

  @Test("splits ranges by grain alone")
  func ranges() {
    let team = ThreadTeam(threadCount: 2)
    let owner = AlignedArray<Int>(count: 103)
    let view = owner.view
    team.forEachRange(103, grain: 10) { range, _ in
      for index in range { view[index] = range.lowerBound }
    }
    #expect(view[0] == 0 && view[99] == 90 && view[102] == 100)
  }

  private struct Refusal: Error, Equatable { var index: Int }

  @Test("maps indices and ranges to values in their order", arguments: [1, 2, 5])
  func map(threads: Int) {
    let team = ThreadTeam(threadCount: threads)
    for count in [0, 1, 2, 3, 17, 1000] {
      #expect(team.map(count) { index, _ in "\(index)" } == (0..<count).map { "\($0)" })
    }
    let ranges = team.mapRanges(103, grain: 50) { range, _ in range }
    #expect(ranges == [0..<50, 50..<100, 100..<103])
    #expect(team.mapRanges(0, grain: 50) { range, _ in range }.isEmpty)
  }

  @Test("throws the error of the lowest index and yet makes every call", arguments: [1, 2, 5])
  func errors(threads: Int) {
    let team = ThreadTeam(threadCount: threads)
    let calls = Atomic<Int>(0)
    #expect(throws: Refusal(index: 7)) {
      _ = try team.map(200) { (index, _) throws(Refusal) in
        calls.wrappingAdd(1, ordering: .relaxed)
        if index % 10 == 7 { throw Refusal(index: index) }
        return index
      }
    }
    #expect(calls.load(ordering: .relaxed) == 200)
    #expect(throws: Refusal(index: 40)) {
      _ = try team.mapRanges(100, grain: 20) { (range, _) throws(Refusal) in
        if range.lowerBound >= 40 { throw Refusal(index: range.lowerBound) }
        return range
      }
    }
  }
}

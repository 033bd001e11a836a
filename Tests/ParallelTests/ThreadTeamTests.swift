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
}

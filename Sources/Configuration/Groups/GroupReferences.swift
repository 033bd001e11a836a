/// Which groups the rules of groups speak of, walked once: linear in the number of references, without recursion, for a
/// file may chain thousands.
public struct GroupReferences: Sendable {
  /// All groups, each after those that its rule speaks of; in a circle, as far as that is possible.
  public private(set) var order: [Int] = []
  /// Groups that are in the end defined by themselves: each circle from its first group on, circles that share a group
  /// once.
  private(set) var circles: [[Int]] = []

  private enum State { case unseen, open, done }

  public init(_ groups: [GroupDefinition]) {
    let indices = Dictionary(
      groups.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    var states = [State](repeating: .unseen, count: groups.count)
    var told: Set<Int> = []
    for start in groups.indices where states[start] == .unseen {
      // The way from the start, with the references of each group that are still to be followed.
      var way = [(group: start, open: references(of: groups[start], indices)[...])]
      states[start] = .open
      while let last = way.indices.last {
        guard let next = way[last].open.popFirst() else {
          states[way[last].group] = .done
          order.append(way[last].group)
          way.removeLast()
          continue
        }
        switch states[next] {
        case .done: break
        case .unseen:
          states[next] = .open
          way.append((next, references(of: groups[next], indices)[...]))
        case .open:
          let circle = way.map(\.group).drop { $0 != next }
          guard told.isDisjoint(with: circle), let first = circle.min(),
            let index = circle.firstIndex(of: first)
          else { break }
          told.formUnion(circle)
          circles.append(Array(circle[index...] + circle[..<index]))
        }
      }
    }
    circles.sort { $0[0] < $1[0] }
  }

  private func references(of group: GroupDefinition, _ indices: [String: Int]) -> [Int] {
    group.condition.groups.compactMap { indices[$0] }
  }
}

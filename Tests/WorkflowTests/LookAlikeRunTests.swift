import Calendar
import Configuration
import Parallel
import Retention
import Testing

@testable import Workflow

@Suite("Customers like a group", .serialized)
struct LookAlikeRunTests {
  private static let bank = Result { try SimulatedBank(customers: 2500, months: 6) }

  @discardableResult
  private func run(
    _ bank: SimulatedBank, group: String, to list: String, threads: Int = 2, selection: Selection = .top(100)
  ) throws -> LookAlikeOutcome {
    var input = bank.input
    input.language = .english
    return try LookAlikeRun(
      input: input, groupPath: bank.folder.file(group), month: nil, selection: selection,
      outputPath: bank.folder.file(list)
    ).run(SimulatedBank.context(threads: threads))
  }

  private func rows(_ bank: SimulatedBank, _ list: String) -> [[Substring]] {
    bank.folder.text(list).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  /// Customers above the floor whose time deposits are more than half of their assets, and a random half of them.
  private func planted(_ bank: SimulatedBank) -> (like: Set<Substring>, population: Int, group: [Substring]) {
    var (like, population): (Set<Substring>, Int) = ([], 0)
    for line in bank.panelFile("2024-06").split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      let amounts = cells[2...4].map { Double($0) ?? .nan }
      let assets = amounts.reduce(0, +)
      guard assets > 200_000 else { continue }
      population += 1
      if amounts[1] > 0.5 * assets { like.insert(cells[0]) }
    }
    var random = RandomStream(seed: 5)
    return (like, population, like.sorted().filter { _ in random.uniform() < 0.5 })
  }

  @Test("the rest of those with the planted trait come first, no member is listed, the trait is named")
  func trait() throws {
    let bank = try Self.bank.get()
    let (like, population, group) = planted(bank)
    bank.folder.write("customer_id\n" + group.joined(separator: "\n") + "\nnobody\n", as: "group.csv")
    let found = try run(bank, group: "group.csv", to: "similar.csv").record
    let listed = rows(bank, "similar.csv").map { $0[1] }
    #expect(listed.count == 100 && Set(listed).isDisjoint(with: group))
    let rest = like.subtracting(group)
    let hits = listed.count { rest.contains($0) }
    let chance = Double(rest.count) / Double(population - group.count)
    #expect(Double(hits) > 90 && chance < 0.5, "\(hits) of 100, \(chance) by chance")
    #expect(found.members == group.count && found.named == group.count + 1)
    #expect(found.traits.contains { $0.meaning.contains("time deposits") }, "\(found.traits)")
    let record = bank.folder.text("similar.json")
    #expect(
      record.contains("\"variable\" : \"time_share_of_assets\"") || record.contains("\"variable\" : \"time"))
  }

  @Test("the number of threads and the order of the group's file change no byte")
  func bytes() throws {
    let bank = try Self.bank.get()
    let group = planted(bank).group
    bank.folder.write("customer_id\n" + group.joined(separator: "\n"), as: "order.csv")
    try run(bank, group: "order.csv", to: "one.csv", threads: 1)
    bank.folder.write("customer_id\n" + group.reversed().joined(separator: "\n"), as: "order.csv")
    try run(bank, group: "order.csv", to: "five.csv", threads: 5)
    #expect(rows(bank, "one.csv").count == 100)
    #expect(bank.folder.bytes("one.csv") == bank.folder.bytes("five.csv"))
  }

  @Test("a group drawn by lot has nothing in common, and no list is written of it")
  func nothingInCommon() throws {
    let bank = try Self.bank.get()
    var random = RandomStream(seed: 11)
    let drawn = bank.panelFile("2024-06").split(separator: "\n").dropFirst().compactMap {
      random.uniform() < 0.3 ? String($0.prefix { $0 != "," }) : nil
    }
    bank.folder.write("customer_id\n" + drawn.joined(separator: "\n"), as: "drawn.csv")
    #expect {
      try run(bank, group: "drawn.csv", to: "drawn_list.csv")
    } throws: {
      "\($0)".contains("have nothing in common that the data show") && "\($0)".contains("drawn.csv")
    }
    #expect(!bank.folder.names.contains("drawn_list.csv"))
  }

  @Test("a group of too few, or of nearly everybody, is refused with what to do")
  func refusals() throws {
    let bank = try Self.bank.get()
    bank.folder.write("customer_id\nC00000001\nC00000002\n", as: "small.csv")
    #expect {
      try run(bank, group: "small.csv", to: "x.csv")
    } throws: {
      "\($0)".contains("at least 20 are needed") && "\($0)".contains("small.csv")
    }
    let everybody = bank.panelFile("2024-06").split(separator: "\n").dropFirst().map {
      String($0.prefix { $0 != "," })
    }
    bank.folder.write("customer_id\n" + everybody.joined(separator: "\n"), as: "all.csv")
    #expect {
      try run(bank, group: "all.csv", to: "x.csv")
    } throws: {
      "\($0)".contains("give a smaller group")
    }
    #expect(!bank.folder.names.contains("x.csv"))
  }
}

import Calendar
import Configuration
import Foundation
import Parallel
import SystemIO
import Testing

@testable import Retention

@Suite("The month's lists as a folder")
struct ListFolderTests {
  /// Customers of some managers and branches, some with neither, each fifth in the control group where there is one.
  static func entries(_ count: Int, managers: Int = 5, control: Bool = false) -> [LossEntry] {
    var random = RandomStream(seed: 9, stream: 1)
    return (0..<count).map { index in
      var entry = LossEntry(
        customer: "C\(index)", monthAtRisk: Month(parsing: "2024-10"), probability: random.uniform(),
        expectedLoss: (random.uniform() * 1e7).rounded() / 100, assets: 200_000 + Double(index), tier: "黄金级",
        reasons: [Reason(cause: .maturity, contribution: 1, text: "理财 30 万元下月到期")],
        manager: index % 7 == 0 ? nil : "经理 \(index % managers)",
        branch: index % 11 == 0 ? nil : "支行/\(index % 3)")
      if control { entry.isControl = index % 5 == 0 }
      return entry
    }
  }

  static func record() -> RunRecord {
    RunRecord(
      program: "churn test", model: .init(name: "m", crc32: 1), inputs: [],
      snapshotMonth: Month(parsing: "2024-09"),
      counts: [], order: .expectedLoss, selection: .standard, language: .chinese)
  }

  final class Scratch {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("lists-\(UUID())").path
    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
    var lists: String { path + "/lists" }
    func bytes(_ name: String) -> [UInt8] {
      FileManager.default.contents(atPath: lists + "/" + name).map(Array.init) ?? []
    }
    func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }
    func rows(_ name: String) -> [[String]] {
      text(name).split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }
    var names: [String] { FileManager.default.subpaths(atPath: path)?.sorted() ?? [] }
    /// All files with their bytes.
    var all: [String: [UInt8]] {
      var all: [String: [UInt8]] = [:]
      for name in names {
        var isFolder: ObjCBool = false
        let file = path + "/" + name
        if FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue {
          all[name] = FileManager.default.contents(atPath: file).map(Array.init)
        }
      }
      return all
    }
  }

  @discardableResult
  static func write(
    _ entries: [LossEntry], to scratch: Scratch, threads: Int = 2, language: Language = .chinese,
    byteOrderMark: Bool = false
  ) throws -> ListManifest {
    try ListFolder(
      path: scratch.lists, formats: Set(ListFolder.Format.allCases), language: language,
      byteOrderMark: byteOrderMark
    ).write(
      entries, record: record(),
      times: RunTimes(from: .init(milliseconds: 0, steady: 0), to: .init(milliseconds: 9, steady: 0.01)),
      summary: "<!DOCTYPE html>", team: ThreadTeam(threadCount: threads))
  }

  @Test(
    "has every customer in the bank's list, in the branch's and in the manager's, once each and with the same rank"
  )
  func everybodyOnce() throws {
    let scratch = try Scratch()
    let entries = Self.entries(500)
    let manifest = try Self.write(entries, to: scratch)
    let bank = scratch.rows("bank.csv")
    #expect(bank[0].prefix(3) == ["序号", "客户号", "层级"])
    #expect(bank.count == 501 && bank.dropFirst().map { $0[1] } == entries.map(\.customer))
    let ranks = Dictionary(uniqueKeysWithValues: bank.dropFirst().map { ($0[1], $0[0]) })
    for (kind, folder) in [(ListManifest.Kind.branch, "branches"), (.manager, "managers")] {
      var seen: Set<String> = []
      for file in manifest.files where file.kind == kind && file.path.hasSuffix(".csv") {
        #expect(file.path.hasPrefix(folder + "/"))
        let rows = scratch.rows(file.path)
        #expect(rows[0] == bank[0] && rows.count - 1 == file.customers)
        for row in rows.dropFirst() {
          #expect(seen.insert(row[1]).inserted && ranks[row[1]] == row[0])
          let position = bank[0].firstIndex(of: kind == .branch ? "机构" : "客户经理") ?? 0
          #expect(row[position] == file.name ?? "")
        }
        #expect(
          rows.dropFirst().compactMap { Int($0[0]) } == rows.dropFirst().compactMap { Int($0[0]) }.sorted())
      }
      #expect(seen.count == 500)
    }
    // Whatever a name holds, its file lies in the folder, and the manifest says whose it is.
    #expect(manifest.files.contains { $0.path == "branches/支行_1.xlsx" && $0.name == "支行/1" })
    #expect(manifest.files.contains { $0.path == "managers/无客户经理.csv" && $0.name == nil })
    for file in manifest.files {
      #expect(
        scratch.bytes(file.path).count == file.bytes
          && CRC32.text(of: CRC32.of(scratch.bytes(file.path))) == file.crc32)
    }
    #expect(try DeterministicJSON.decode(ListManifest.self, from: scratch.bytes("manifest.json")) == manifest)
  }

  @Test("keeps the control group out of everybody's own list, and marks it in the bank's")
  func control() throws {
    let scratch = try Scratch()
    let entries = Self.entries(100, control: true)
    let manifest = try Self.write(entries, to: scratch)
    let control = Set(entries.filter { $0.isControl == true }.map(\.customer))
    #expect(control.count == 20)
    for file in manifest.files where file.path.hasSuffix(".csv") && file.kind != .bank {
      #expect(scratch.rows(file.path).dropFirst().allSatisfy { !control.contains($0[1]) })
    }
    let bank = scratch.rows("bank.csv")
    let position = try #require(bank[0].firstIndex(of: "对照组"))
    #expect(bank.dropFirst().allSatisfy { ($0[position] == "是") == control.contains($0[1]) })
  }

  @Test("is the same bytes for any number of threads")
  func deterministic() throws {
    let (one, three) = (try Scratch(), try Scratch())
    let entries = Self.entries(300, managers: 90)
    try Self.write(entries, to: one, threads: 1)
    try Self.write(entries, to: three, threads: 3)
    let isSame = one.all == three.all
    #expect(isSame && one.all.count > 180)
  }

  @Test("replaces last month's lists as a whole: a manager who has left has no list any more, notes stay")
  func replaces() throws {
    let scratch = try Scratch()
    try Self.write(Self.entries(100, managers: 9), to: scratch)
    #expect(scratch.names.contains("lists/managers/经理 8.csv"))
    _ = FileManager.default.createFile(
      atPath: scratch.lists + "/managers/notes.txt", contents: Data("mine".utf8))
    try Self.write(Self.entries(100, managers: 4), to: scratch)
    #expect(
      !scratch.names.contains("lists/managers/经理 8.csv") && scratch.names.contains("lists/managers/经理 3.xlsx")
    )
    #expect(scratch.text("managers/notes.txt") == "mine")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["lists"])
  }

  @Test(
    "that fails at any system call leaves every file of last month's lists as it was",
    arguments: FaultInjection.Call.allCases)
  func faults(call: FaultInjection.Call) throws {
    let scratch = try Scratch()
    try Self.write(Self.entries(40), to: scratch)
    let before = scratch.all
    let counter = FaultInjection()
    try FaultInjection.$current.withValue(counter) { _ = try Self.write(Self.entries(40), to: scratch) }
    let count = counter.count(of: call)
    let isSame = scratch.all == before
    try #require(count > 0 && isSame)
    for number in 1...count {
      let faults = FaultInjection(call, failing: number...number, code: 28)
      FaultInjection.$current.withValue(faults) {
        #expect(throws: FileError.self) { try Self.write(Self.entries(50), to: scratch) }
      }
      // After the rename the new lists are there; only whether they outlast a power cut is not known.
      if call == .flushFolder && number == count { continue }
      let isWhole = scratch.all == before
      #expect(isWhole, "\(call) number \(number)")
    }
  }

  @Test("never takes the place of a folder that holds something else")
  func foreign() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(atPath: scratch.lists, withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: scratch.lists + "/thesis.txt", contents: Data("years".utf8))
    #expect(throws: FileError.self) { try Self.write(Self.entries(10), to: scratch) }
    #expect(scratch.text("thesis.txt") == "years")
  }

  @Test(
    "opens right in Excel: a byte-order mark and Windows' line ends where asked for, no cell that is a formula"
  )
  func excel() throws {
    let scratch = try Scratch()
    var entries = Self.entries(3)
    entries[0].customer = "=HYPERLINK(1)"
    entries[1].manager = "@SUM(A1)"
    entries[2].branch = "\t=1"
    entries[2].expectedLoss = -5
    try Self.write(entries, to: scratch, byteOrderMark: true)
    let bytes = scratch.bytes("bank.csv")
    #expect(bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
    let lines = String(decoding: bytes.dropFirst(3), as: UTF8.self).components(separatedBy: "\r\n")
    #expect(lines.count == 5 && lines[4].isEmpty)
    for line in lines {
      for cell in line.split(separator: ",", omittingEmptySubsequences: false) {
        let first = cell.first { $0 != "\"" }
        #expect(first.map { !"=+@\t\r".contains($0) } ?? true, "\(cell)")
      }
    }
    #expect(lines[1].contains("'=HYPERLINK(1)") && lines[2].contains("'@SUM(A1)"))
    // A number is a number, whatever its sign.
    #expect(lines[3].contains(",-5.00,"))
  }

  @Test(
    "leaves out columns in which nobody has anything, in all lists alike, and speaks English where asked to")
  func columns() throws {
    let scratch = try Scratch()
    var entries = Self.entries(8)
    try Self.write(entries, to: scratch, language: .english)
    #expect(
      scratch.rows("bank.csv")[0] == [
        "Rank", "Customer", "Tier", "Assets", "Probability", "Expected loss", "Reason 1", "Branch", "Manager",
        "Month at risk",
      ])
    entries[7].action = PlannedAction(
      id: "renew", text: "Call", channel: "phone", latest: CalendarDay(parsing: "2024-10-12"), cost: 3)
    entries[7].groups = ["farmers", "women"]
    try Self.write(entries, to: scratch, language: .english)
    for name in ["bank.csv", "managers/经理 1.csv"] {
      #expect(
        scratch.rows(name)[0].filter { ["What to do", "How", "Until", "Groups"].contains($0) }.count == 4)
    }
    #expect(scratch.text("bank.csv").contains("Call,phone,2024-10-12,\"farmers, women\""))
  }

  @Test("tells systems the same under stable keys")
  func json() throws {
    let scratch = try Scratch()
    var entries = Self.entries(3)
    entries[1].customer = "a\"\\\u{1}\n字"
    entries[2].isControl = true
    try Self.write(entries, to: scratch)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(scratch.bytes("bank.json"))) as? [String: Any])
    let customers = try #require(object["customers"] as? [[String: Any]])
    #expect(customers.map { $0["rank"] as? Int } == [1, 2, 3])
    #expect(customers[1]["customer_id"] as? String == entries[1].customer)
    // Foundation's reader rounds the last digit; the text holds the shortest form of the very number.
    #expect(scratch.text("bank.json").contains("\"probability\":\(entries[0].probability),"))
    #expect((customers[0]["reasons"] as? [[String: Any]])?.first?["cause"] as? String == "maturity")
    #expect(customers[2]["control"] as? Bool == true && customers[0]["control"] == nil)
    #expect((object["record"] as? [String: Any])?["program"] as? String == "churn test")
    try Self.write([], to: scratch)
    #expect(try JSONSerialization.jsonObject(with: Data(scratch.bytes("bank.json"))) is [String: Any])
  }

  @Test("gives every branch and manager a file name that any system can store")
  func fileNames() {
    var names = ListFileNames()
    let given = [
      "王芳", "王芳", "../../etc", "a/b", "a_b", "Anna", "ANNA", "", "CON", ".", " x ", "q?*<>|:\"\\", "a\u{0}b",
      String(repeating: "长", count: 300), String(repeating: "长", count: 301),
    ]
    let made = given.map { names.next(for: $0) }
    #expect(
      made.prefix(11) == [
        "王芳", "王芳 (2)", "_._.._etc", "a_b", "a_b (2)", "Anna", "ANNA (2)", "_",
        "CON_", "_ (2)", "_x_",
      ])
    #expect(Set(made.map { $0.lowercased() }).count == made.count)
    #expect(
      made.allSatisfy { $0.utf8.count < 240 && !$0.contains("/") && !$0.contains("\\") && !$0.hasPrefix(".") }
    )
  }
}

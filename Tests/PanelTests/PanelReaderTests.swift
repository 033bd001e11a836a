import Calendar
import Configuration
import Parallel
import Testing

@testable import Panel
@testable import Tabular

/// Two months of a few customers, as a bank might export them.
struct SmallPanel {
  let folder = TemporaryFolder()
  var configuration = BankConfiguration()

  init(_ text: String, name: String = "panel.csv") {
    let path = folder.write(text, as: name)
    configuration.panel = [PanelSource(files: .patterns([path]))]
  }

  func read(_ snapshots: PanelRequest.Snapshots, threads: Int = 2, sources: ColumnSources = .files)
    throws -> CustomerPanel
  {
    try PanelReader(
      configuration: configuration, request: PanelRequest(snapshots: snapshots), sources: sources
    )
    .read(team: ThreadTeam(threadCount: threads))
  }

  /// What goes wrong when the panel is read; empty where nothing does.
  func problem(_ snapshots: PanelRequest.Snapshots = .one(nil)) -> String {
    do {
      _ = try read(snapshots)
      return ""
    } catch {
      return "\(error)"
    }
  }
}

@Suite("Reading a panel")
struct PanelReaderTests {
  @Test("a customer that is asked for is kept below the floor too, and those who left in the month")
  func keptCustomers() throws {
    var panel = SmallPanel(
      "customer_id,month,demand,time,job\nrich,2024-01,900000,0,a\nrich,2024-02,800000,5,b\npoor,2024-02,5,1,a\n"
        + "gone,2024-01,700000,0,c\nother,2024-02,6,0,a\n")
    panel.configuration.assets = ["demand", "time"]
    var request = PanelRequest(snapshots: .one(nil))
    func names() throws -> [String] {
      let read = try PanelReader(configuration: panel.configuration, request: request).read(
        team: ThreadTeam(threadCount: 2))
      return (0..<read.customerCount).map { read.customers[$0] }
    }
    #expect(try names() == ["rich"])
    request.keptCustomers = ["poor", "nobody", "rich"]
    #expect(try names() == ["poor", "rich"])
    request.keepsMonthBefore = true
    #expect(try names() == ["gone", "poor", "rich"])
  }

  @Test("one customer's cells can be other ones, and nobody else's change")
  func alone() throws {
    var panel = SmallPanel(
      "customer_id,month,demand,time,job\nrich,2024-01,900000,0,a\nrich,2024-02,800000,5,b\nmore,2024-02,950000,1,a\n"
    )
    panel.configuration.assets = ["demand", "time"]
    let read = try panel.read(.one(nil))
    let month = try #require(read.snapshots.first)
    let rich = try #require(read.customers.index(of: Array("rich".utf8)))
    let other = read.alone(
      rich, in: month, cells: ["demand": .number(300_000), "job": .text("z")], assets: ["demand", "time"])
    #expect(other.customerCount == 1 && other.customers[0] == "rich")
    #expect(other.assets(0, month) == 300_005 && other.assets(0, month - 1) == 900_000)
    #expect(other.text(0, month, column: 0) == "z" && other.text(0, month - 1, column: 0) == "a")
    #expect(read.assets(rich, month) == 800_005 && read.text(rich, month, column: 0) == "b")
    let same = read.alone(rich, in: month, cells: [:], assets: [])
    #expect(same.assets(0, month) == 800_005 && same.number(0, month, column: 1) == 5)
  }

  @Test("customers that other files name are known whatever their assets, by the bytes of their keys")
  func namedCustomers() throws {
    var panel = SmallPanel("customer_id,month,demand\nrich,2024-01,900000\npoor,2024-01,5\n")
    panel.configuration.assets = ["demand"]
    var request = PanelRequest(snapshots: .one(nil))
    request.namedCustomers = ["rich", "poor", "Rich", "nobody", ""]
    let read = try PanelReader(configuration: panel.configuration, request: request).read(
      team: ThreadTeam(threadCount: 2))
    #expect(read.customers.count == 1)
    #expect(read.namedCustomers == ["rich", "poor"])
  }

  static let text = """
    customer_id,month,demand,time,wealth,gender
    B,2024-01,100000,200000,0,男
    A,2024-01,"250,000.50",0,50000,女
    C,2024-01,1000,0,0,男
    A,2024-02,100000,０,50000,女
    B,2024-02,100000,200000,0,男
    C,2024-02,900000,0,0,男

    """

  @Test("keeps the customers above the floor, in the order of their keys")
  func population() throws {
    let panel = try SmallPanel(PanelReaderTests.text).read(.labelled(until: nil))
    #expect((0..<panel.customerCount).map { panel.customers[$0] } == ["A", "B"])
    let january = Month(index: 2024 * 12)
    #expect(panel.assets(0, january) == 300_000.5)
    #expect(panel.assets(0, january + 1) == 150_000)
    #expect(panel.number(1, january, column: 1) == 200_000)
    #expect(panel.text(0, january, column: 0) == "女")
    #expect(panel.snapshots == [january])
    #expect(panel.report.months.map(\.aboveFloor) == [2, 2])
    #expect(panel.report.customers == 3)
  }

  @Test("puts keys of any bytes and lengths in the order of their bytes, for any number of threads")
  func orderOfKeys() throws {
    var random = RandomStream(seed: 20)
    let letters = Array("AB0客é").map(String.init)
    var amounts: [String: Double] = [:]
    for index in 0..<5_000 {
      var key = index % 3 == 0 ? "" : "customer-of-branch-"
      for _ in 0..<1 + random.below(12) { key += letters[random.below(letters.count)] }
      amounts[key] = Double(1 + random.below(400_000))
    }
    let rows = amounts.keys.sorted { (amounts[$0] ?? 0, $0) < (amounts[$1] ?? 0, $1) }
    let text =
      "customer_id,month,demand,time,wealth\n"
      + rows.map { "\($0),2024-01,\(Int(amounts[$0] ?? 0)),0,0\n" }.joined()
    let expected = amounts.filter { $0.value > 200_000 }.keys.sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    for threads in [1, 2, 5] {
      let panel = try SmallPanel(text).read(.one(nil), threads: threads)
      #expect((0..<panel.customerCount).map { panel.customers[$0] } == expected)
      #expect(
        expected.indices.allSatisfy { panel.assets($0, Month(index: 2024 * 12)) == amounts[expected[$0]] })
      #expect(expected.indices.allSatisfy { panel.customers.index(of: Array(expected[$0].utf8)) == $0 })
    }
  }

  @Test("takes the newest month where none is named")
  func newest() throws {
    let panel = try SmallPanel(PanelReaderTests.text).read(.one(nil))
    #expect((0..<panel.customerCount).map { panel.customers[$0] } == ["B", "C"])
    #expect(panel.snapshots == [Month(index: 2024 * 12 + 1)])
  }

  @Test("looks at nothing after the cut-off, not even to complain")
  func cutOff() throws {
    let spoilt = PanelReaderTests.text + "A,2024-03,what,ever,-,\nA,2024-03,twice,1,1,\n"
    let honest = try SmallPanel(PanelReaderTests.text).read(.labelled(until: Month(parsing: "2024-02")))
    let cut = try SmallPanel(spoilt).read(.labelled(until: Month(parsing: "2024-02")))
    #expect(cut.report.rowsAfterCutOff == 2)
    #expect(cut.customers.count == honest.customers.count && cut.snapshots == honest.snapshots)
    #expect(cut.report.columns == honest.report.columns)
  }

  @Test("joins tables by customer and month, and attributes by customer")
  func joins() throws {
    let folder = TemporaryFolder()
    var configuration = BankConfiguration()
    var deposits = PanelSource(
      files: .byMonth([
        Month(index: 2024 * 12): folder.write("cust,X\nA,300000\nB,10\n", as: "d1.csv"),
        Month(index: 2024 * 12 + 1): folder.write("X,cust\n300000,A\n", as: "d2.csv"),
      ]))
    deposits.customer = "cust"
    deposits.columns = ["demand": "X"]
    let wealth = PanelSource(
      files: .patterns([folder.write("客户号,月份,理财月日均\nA,202402,7\nD,202402,500000\n", as: "w.csv")]))
    configuration.panel = [deposits, wealth]
    configuration.assets = ["demand", "wealth"]
    configuration.attributes = [
      AttributeSource(files: [
        folder.write("customer_id,open_date,city\nD,2001-02-03,厦门\nZ,2000-01-01,x\n", as: "c.csv")
      ])
    ]
    let panel = try PanelReader(configuration: configuration, request: PanelRequest(snapshots: .one(nil)))
      .read(team: ThreadTeam(threadCount: 2))
    #expect((0..<panel.customerCount).map { panel.customers[$0] } == ["A", "D"])
    let february = Month(index: 2024 * 12 + 1)
    #expect(panel.assets(0, february) == 300_007)
    #expect(panel.assets(1, february) == 500_000)
    #expect(panel.attributeText(1, column: 0) == "厦门" && panel.attributeText(0, column: 0) == nil)
    #expect(panel.attributeNumbers == [PanelColumn(name: "open_date", kind: .date)])
  }

  @Test("gives the same panel for any number of threads, block sizes and order of rows")
  func sameForAnyOrder() throws {
    var random = RandomStream(seed: 5)
    var rows: [String] = []
    for customer in 0..<400 {
      for month in 1...4 where random.chance(0.9) {
        let amount = Double(random.below(60_000_000)) / 100
        rows.append(
          "K\(customer),2024-0\(month),\(amount),\(random.below(1000)),0,\(["x", "y", "zz"][random.below(3)])"
        )
      }
    }
    let header = "customer_id,month,demand,time,wealth,segment\n"
    func fingerprint(_ panel: CustomerPanel) -> [String] {
      (0..<panel.customerCount).flatMap { customer in
        (0..<panel.monthCount).map { month in
          let when = panel.firstMonth + month
          return "\(panel.customers[customer]) \(when) \(panel.assets(customer, when) ?? -1) "
            + "\(panel.number(customer, when, column: 1)) \(panel.text(customer, when, column: 0) ?? "")"
        }
      }
    }
    let expected = fingerprint(
      try SmallPanel(header + rows.joined(separator: "\n") + "\n").read(.labelled(until: nil), threads: 1))
    #expect(expected.count > 1000)
    for threads in [2, 5] {
      for index in (1..<rows.count).reversed() { rows.swapAt(index, random.below(index + 1)) }
      let shuffled = SmallPanel(header + rows.joined(separator: "\n") + "\n")
      let sources = ColumnSources.files(sizes: ReadingSizes(wave: 3000, block: 200))
      #expect(
        try fingerprint(shuffled.read(.labelled(until: nil), threads: threads, sources: sources)) == expected)
    }
  }

  @Test("keeps the first or the last of duplicate rows as the configuration says")
  func duplicates() throws {
    var panel = SmallPanel(
      "customer_id,month,demand,time,wealth\nA,2024-01,300000,0,0\nA,2024-01,500000,0,0\n")
    #expect(panel.problem().contains("line 3: a further row of customer A in 2024-01"))
    panel.configuration.duplicates = .first
    #expect(try panel.read(.one(nil)).assets(0, Month(index: 2024 * 12)) == 300_000)
    panel.configuration.duplicates = .last
    let last = try panel.read(.one(nil))
    #expect(last.assets(0, Month(index: 2024 * 12)) == 500_000 && last.report.duplicates == 1)
    #expect(last.number(0, Month(index: 2024 * 12), column: 0) == 500_000)
  }

  @Test("treats missing asset cells as unknown, or as zero where the configuration says so")
  func missingAssets() throws {
    var panel = SmallPanel(
      "customer_id,month,demand,time,wealth\nA,2024-01,300000,,0\nB,2024-01,300000,1,0\n")
    let unknown = try panel.read(.one(nil))
    #expect(unknown.customerCount == 1 && unknown.report.unknownAssets == 1)
    panel.configuration.missingAssets = .zero
    #expect(try panel.read(.one(nil)).customerCount == 2)
  }
}

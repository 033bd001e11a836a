import Calendar
import Configuration
import Foundation
import Parallel
import Testing

@testable import Panel

@Suite("Drafts from files alone")
struct DraftTests {
  private let team = ThreadTeam(threadCount: 2)

  private func draft(_ patterns: [String], yaml: String = "language: en") throws -> PanelDraft {
    var configuration = try BankConfiguration(yaml: yaml, file: "bank.yaml")
    configuration.panel = [PanelSource(files: .patterns(patterns))]
    var drafter = PanelDrafter(configuration: configuration, team: team)
    return try drafter.draft()
  }

  private func survey(_ draft: PanelDraft) throws -> CleaningReport {
    try PanelReader(configuration: draft.configuration, request: PanelRequest(snapshots: .survey))
      .read(team: team).report
  }

  @Test("find the month in the names of files and folders")
  func months() {
    let whole: [(String, String)] = [
      ("panel_2024-07.csv", "2024-07"), ("panel202407.csv.gz", "2024-07"), ("p_2024_7.csv", "2024-07"),
      ("客户2024年7月.csv", "2024-07"), ("24年7月末.csv", "2024-07"), ("AUM_20240731.csv", "2024-07"),
      ("a/2024-07/panel.csv", "2024-07"),
      ("a/2024/07/panel.csv", "2024-07"), ("202407/clients.csv", "2024-07"), ("Jul2024.csv", "2024-07"),
      ("2024/对私m7.csv", "2024-07"),
      ("balances-July-2024.csv", "2024-07"), ("2024_jul.csv", "2024-07"), ("aum2407.csv", "2024-07"),
      ("2020/backup/aum_2024.07.csv", "2024-07"), ("bank-2019q3/cunkuan_m7.csv.gz", "2019-07"),
      ("2019/存款7月.csv", "2019-07"), ("x/2019_export/mth12.csv", "2019-12"),
    ]
    for (path, month) in whole { #expect(PathMonth(path: path).month?.description == month, "\(path)") }
    #expect(
      PathMonth(path: "deposits_m7.csv").month == nil && PathMonth(path: "deposits_m7.csv").monthOfYear == 7)
    for path in [
      "customers.csv", "v2/panel_3.csv", "export_99.csv", "1234567.csv", "m13.csv", "b2024.csv", "0305/x.csv",
    ] {
      #expect(PathMonth(path: path).month == nil && PathMonth(path: path).monthOfYear == nil, "\(path)")
    }
  }

  @Test("read units and roles from headers in three languages")
  func headers() {
    let units: [(String, String, Double)] = [
      ("活期(万元)", "活期", 10_000), ("定期余额（千元）", "定期余额", 1_000), ("理财【单位：万元】", "理财", 10_000),
      ("licai_wan", "licai", 10_000), ("AUM (million)", "AUM", 1_000_000), ("存款亿元", "存款", 100_000_000),
    ]
    for (header, name, factor) in units {
      let words = HeaderWords(header)
      #expect(words.name == name && words.factor == factor && words.unit != nil, "\(header)")
    }
    for header in ["活期（元）", "年龄(岁)", "balance", "客户号", "X1 (a)"] {
      #expect(HeaderWords(header).unit == nil && HeaderWords(header).factor == 1, "\(header)")
    }
    let roles: [(String, HeaderWords.Role?)] = [
      ("活期存款", .demand), ("hq_ye", .demand), ("huoqi_rijun", .demand), ("term_deposit", .time),
      ("大额存单余额", .time),
      ("理财余额", .wealth), ("fund_balance", .wealth), ("AUM", .total), ("总资产", .total), ("daikuan", .debt),
      ("个人贷款余额", .debt), ("loan_balance", .debt), ("转入金额", .flow), ("交易笔数", .count), ("cunkuan", .deposits),
      ("month_end_balance", .amount), ("age", .flow), ("X3", nil), ("credit_card_balance", .debt),
    ]
    for (header, role) in roles { #expect(HeaderWords(header).role == role, "\(header)") }
  }

  @Test("of banks laid out by chance give their assets, months and customers", arguments: 0..<12)
  func randomLayouts(block: Int) throws {
    for seed in block * 25..<(block + 1) * 25 {
      let folder = TemporaryFolder()
      let bank = try RandomBank(seed: seed, folder: folder.path + "/exports/of/bank")
      let draft = try draft(bank.patterns)
      let report = try survey(draft)
      #expect(report.months.map(\.month) == bank.months, "\(seed): \(bank.style)")
      #expect(report.months.allSatisfy { $0.customers == RandomBank.customers }, "\(seed)")
      #expect(report.unknownAssets == 0)
      for month in report.months {
        let truth = bank.assets[month.month] ?? 0
        #expect(
          abs(Double(month.assetsInCents) / 100 - truth) < 1,
          "\(seed): \(bank.header) \(draft.configuration.assets)")
      }
      let isScaled = draft.questions.contains { if case .unit = $0 { true } else { false } }
      #expect(isScaled == (bank.factor != 1), "\(seed): \(draft.questions)")
      // Written in a folder and read there, the draft means the same.
      let path = folder.path + "/draft.yaml"
      try draft.text(of: report.columns, in: folder.path).write(
        toFile: path, atomically: true, encoding: .utf8)
      #expect(try BankConfiguration.load(path: path) == draft.configuration, "\(seed)")
    }
  }

  @Test(
    "name files so that next month's fits too, alone in their folder or beside customers",
    arguments: [false, true])
  func nextMonth(isMixed: Bool) throws {
    let folder = TemporaryFolder()
    func write(_ month: String) {
      let rows = (0..<40).map { "c\($0),\(month),\($0 * 1000 + 500),\($0 * 900 + 500)\n" }.joined()
      folder.write("customer_id,month,demand,wealth\n" + rows, as: "panel_\(month).csv")
    }
    for month in ["2024-10", "2024-11", "2024-12"] { write(month) }
    if isMixed {
      folder.write(
        "customer_id,branch\n" + (0..<40).map { "c\($0),b\($0 % 3)\n" }.joined(), as: "customers.csv")
    }
    let draft = try draft([folder.path + (isMixed ? "/*.csv" : "/panel_2*.csv")])
    #expect(
      draft.configuration.panel.map(\.files)
        == [.patterns([folder.path + (isMixed ? "/panel_*.csv" : "/panel_2*.csv")])])
    #expect(
      draft.configuration.attributes.map(\.files) == (isMixed ? [[folder.path + "/customers.csv"]] : []))
    write("2025-01")
    #expect(try survey(draft).months.map { "\($0.month)" } == ["2024-10", "2024-11", "2024-12", "2025-01"])
  }

  @Test("say what stands in the way where they cannot know it")
  func questions() throws {
    let folder = TemporaryFolder()
    let rows = (0..<40).map { "c\($0),\($0 * 1000 + 500).25,\($0 % 4),\($0 * 900 + 500).25\n" }.joined()
    let inside = folder.path + "/a/b/c"
    try FileManager.default.createDirectory(atPath: inside, withIntermediateDirectories: true)
    func write(_ text: String, _ name: String) throws -> String {
      try text.write(toFile: inside + "/" + name, atomically: true, encoding: .utf8)
      return inside + "/" + name
    }
    // Neither names of columns nor a month.
    let unknown = try draft([write("k,X1,X2,X3\n" + rows, "export.csv")])
    let month = try #require(Month(year: 2000, month: 1))
    #expect(
      unknown.questions == [
        .customerGuessed("k"), .assetsByMagnitude(["X1", "X3"]),
        .monthAssumed(file: inside + "/export.csv", month),
      ])
    #expect(unknown.configuration.assets == ["X1", "X3"] && unknown.configuration.panel[0].customer == "k")
    #expect(try survey(unknown).months.map(\.customers) == [40])
    // A month without a year.
    let yearless = try draft([
      write("cust_no,C1,C2,C3\n" + rows, "d_m7.csv"), write("cust_no,C1,C2,C3\n" + rows, "d_m8.csv"),
    ])
    #expect(yearless.questions.contains(.yearAssumed(2000, isInPath: false)))
    #expect(try survey(yearless).months.map(\.month.description) == ["2000-07", "2000-08"])
    // Months side by side.
    let wide = try draft([write("cust_no,aum_202401,aum_202402,aum_202403\n" + rows, "wide.csv")])
    #expect(wide.questions.contains(.monthsSideBySide(["aum_202401", "aum_202402", "aum_202403"])))
    // A row for each product.
    let long = (0..<40).map { "c\($0 / 2),2024-01,p\($0 % 2),\($0 * 1000).5\n" }.joined()
    let products = try draft([write("cust_no,month,product,balance\n" + long, "long.csv")])
    #expect(products.questions.contains(.severalRows(file: inside + "/long.csv")))
    #expect(products.configuration.assets == ["balance"])
    // Days on which something happened are no months of rows.
    let days = (0..<40).map { "c\($0),2024-02-\(10 + $0 % 19) 08:00:00,\($0 * 1000).5\n" }.joined()
    let transfers = try draft([write("cust_no,B6,balance\n" + days, "p_2024-02.csv")])
    #expect(transfers.configuration.panel.first?.month == nil)
    #expect(try survey(transfers).months.map(\.month.description) == ["2024-02"])
    // Nothing that could be assets.
    let nothing = try draft([write("cust_no,month,sex\nc1,2024-01,f\nc2,2024-01,m\n", "sex.csv")])
    #expect(nothing.questions == [.noAssets])
    #expect(throws: (any Error).self) { try survey(nothing) }
    // Their sum is not counted besides, and loans are none.
    let sums = (0..<40).map { "c\($0),2024-01,\($0 * 1000),\($0 * 10),\($0 * 1010),500000\n" }.joined()
    let summed = try draft([write("cust_no,month,huoqi,licai,AUM,daikuan\n" + sums, "sum.csv")])
    #expect(summed.configuration.assets == ["demand", "wealth"])
    #expect(summed.configuration.panel[0].columns == ["demand": "huoqi", "wealth": "licai"])
    #expect(summed.questions == [.sumOfAssets("AUM"), .assetsByName(["huoqi", "licai"], others: [])])
  }

  @Test(
    "take files without a month beside monthly ones as customers' tables, their columns under names of their own"
  )
  func customersTables() throws {
    let folder = TemporaryFolder()
    let inside = folder.path + "/a/b/c"
    try FileManager.default.createDirectory(atPath: inside, withIntermediateDirectories: true)
    let rows = (0..<30).map { "c\($0),\($0 * 20000),\($0 % 3)\n" }.joined()
    for name in ["m_2024-01.csv", "m_2024-02.csv", "clients.csv"] {
      try ("cust_no,C1,C2\n" + rows).write(toFile: inside + "/" + name, atomically: true, encoding: .utf8)
    }
    let drafted = try draft([inside + "/*.csv"])
    #expect(drafted.configuration.attributes.map(\.files) == [[inside + "/clients.csv"]])
    #expect(drafted.configuration.attributes[0].columns == ["clients_C1": "C1", "clients_C2": "C2"])
    #expect(drafted.questions.contains(.withoutMonth([inside + "/clients.csv"])))
    let report = try survey(drafted)
    #expect(report.months.count == 2 && report.attributes.map(\.name) == ["clients_C1", "clients_C2"])
    var added = drafted
    added.add(report)
    #expect(added.configuration.window == 1 && added.questions.last == .fewMonths(2, window: 1))
  }

  @Test("have their questions in both languages")
  func languages() {
    let question = DraftQuestion.unit(column: "活期(万元)", unit: "万元", factor: 10_000, name: "demand")
    #expect(question.text(in: .chinese) == "“活期(万元)”以万元为单位，乘以 10000 后成为“demand”：是否正确？")
    #expect(
      question.text(in: .english)
        == "“活期(万元)” is in units of 万元; it is multiplied by 10000 and called “demand”. Is that right?")
    for count in [1, 2] {
      let few = DraftQuestion.fewMonths(count, window: 1)
      #expect(few.text(in: .english).hasPrefix(count == 1 ? "There is one month" : "There are 2 months"))
      #expect(few.text(in: .chinese).hasPrefix(count == 1 ? "只有一个月" : "只有 2 个月"))
    }
    var draft = PanelDraft(configuration: BankConfiguration())
    draft.questions = [.unreadable("one\ntwo")]
    #expect(
      draft.remarks(in: .english)
        == "# To decide:\n#   - The panel cannot be read by this draft yet: one\n#     two\n\n")
  }
}

/// A bank whose exports are laid out by chance: names in Chinese, English or pinyin, units, products, separators, and where the
/// month stands.
private struct RandomBank {
  enum Style: CaseIterable {
    case oneFile, files, monthInName, chineseName, folderPerMonth, monthWithoutYear, branches
  }

  static let customers = 40

  let style: Style
  let factor: Double
  let header: [String]
  let patterns: [String]
  let months: [Month]
  private(set) var assets: [Month: Double] = [:]

  init(seed: Int, folder: String) throws {
    var random = RandomStream(seed: UInt64(seed) + 1)
    func one<Element>(_ choices: [Element]) -> Element { choices[Int(random.next() % UInt64(choices.count))] }
    let language = seed % 3
    let customer = one(
      [["客户号", "客户编号", "客户"], ["cust_no", "customer_id", "ClientID"], ["khh", "kehuhao", "kh_id"]][language])
    let month = one(
      [["月份", "数据日期", "统计月份"], ["month", "stat_dt", "data_date"], ["yuefen", "tjrq", "nianyue"]][language])
    let products = [
      [["活期", "活期余额", "活期存款月日均"], ["定期", "定期存款", "大额存单"], ["理财", "理财余额", "基金"]],
      [
        ["demand_bal", "current", "checking_balance"], ["time_deposit", "fixed_dep", "term"],
        ["wealth", "fund_amt", "wm"],
      ],
      [["huoqi", "huoqi_ye", "hq"], ["dingqi", "dq", "dingcun"], ["licai", "lc", "jijin"]],
    ][language].map { one($0) }
    let decoys = [
      ["年龄", "手机银行登录次数", "贷款余额"], ["age", "login_cnt", "loan_amt"], ["nianling", "denglu_cishu", "daikuan"],
    ][language]
    let unit = one([("", 1.0), ("", 1.0), ("(万元)", 1e4), ("（千元）", 1e3), ("(元)", 1.0)])
    let kept = one([[0, 1, 2], [0, 1], [0], [1, 2]]).map { products[$0] }
    style = one(Style.allCases)
    let scale = unit.1
    factor = scale
    let separator = one([",", ";", "\t"])
    let count = one([2, 3, 7])
    // Files of months without a year are of one.
    let start = Month(index: 12 * 2023 + Int(random.next() % (style == .monthWithoutYear ? 6 : 20)))
    months = (0..<count).map { start + $0 }
    let hasColumn = [.oneFile, .files].contains(style)
    header = [customer] + (hasColumn ? [month] : []) + decoys + kept.map { $0 + unit.0 }
    let writesDays = seed % 2 == 0
    let head = header.joined(separator: separator) + "\n"
    var files: [String: String] = [:]
    for month in months {
      for customer in 0..<Self.customers {
        let amounts = kept.map { _ in Double(random.next() % 9_000) * 100 }
        assets[month, default: 0] += amounts.reduce(0, +)
        let cells =
          ["K\(1000 + customer)"] + (hasColumn ? [writesDays ? "\(month)-28" : month.description] : [])
          + [20 + customer % 50, customer % 7, customer % 5 == 0 ? 100_000 : 0].map { "\($0)" }
          + amounts.map { String(format: scale == 1 ? "%.2f" : "%.4f", $0 / scale) }
        let name =
          switch style {
          case .oneFile: "all.csv"
          case .files: "part\(month.index % 2).csv"
          case .monthInName: "panel_\(month).csv"
          case .chineseName: "客户\(month.year)年\(month.monthOfYear)月.csv"
          case .folderPerMonth: "\(month.description.replacing("-", with: ""))/clients.csv"
          case .monthWithoutYear: "\(month.year)/export_m\(month.monthOfYear).csv"
          case .branches: "panel_\(month)_\(customer % 2 == 0 ? "east" : "west").csv"
          }
        files[name, default: head] += cells.joined(separator: separator) + "\n"
      }
    }
    for (name, text) in files {
      let path = folder + "/" + name
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    patterns = [folder + ([.folderPerMonth, .monthWithoutYear].contains(style) ? "/*/*.csv" : "/*.csv")]
  }
}

import Foundation
import Testing

/// What an unattended month must notice: each fault as it was first met, and a further one of its kind.
@Suite("A monthly run")
struct DeliveryFaultTests {
  let bank: FaultBank

  init() throws { bank = try FaultBank() }

  private static let sound = "predict --out sound.csv"

  private func isStopped(_ words: String) throws -> Bool {
    let ending = try bank.run("predict --out l.csv")
    let sentences = ending.isRefused(4, saying: words)
    if !sentences { Issue.record("status \(ending.status), \(ending.errors)") }
    return sentences && !bank.names().contains("l.csv")
  }

  @Test("that is sound has no word to say")
  func sound() throws {
    let ending = try bank.run("predict --out l.csv")
    #expect(ending.status == 0 && ending.errors.isEmpty, "\(ending.errors)")
  }

  @Test("stops where the newest month has lost rows: three in four, those of a branch's half of the bank")
  func lostRows() throws {
    let month = try bank.text("d/panel_2024-08.csv")
    try bank.change(month: "2024-08") { rows in
      rows = rows.enumerated().filter { $0.offset % 4 == 0 }.map(\.element)
    }
    #expect(try isStopped("Customers: 4"))
    try bank.write(month, to: "d/panel_2024-08.csv")
    try bank.change(month: "2024-08") { rows in rows = Array(rows.prefix(rows.count / 2)) }
    #expect(try isStopped("of the customers of the month before are missing in 2024-08"))
  }

  @Test("stops where a month is missing: one in the middle, all but the newest")
  func missingMonth() throws {
    _ = try bank.run("rm d/panel_2024-06.csv")
    #expect(try isStopped("2024-06 is missing"))
    _ = try bank.run("rm d/panel_2024-0[1-57].csv")
    #expect(try isStopped("2024-03"))
  }

  @Test(
    "whose month has not come says that it makes the list anew, or stops where the month is said, or to be the next"
  )
  func lateMonth() throws {
    _ = try bank.run("mv d/panel_2024-08.csv . && predict --lists 'lists/{month}'")
    #expect(try bank.run("predict --lists 'lists/{month}'").warns("list of 2024-08 was there already"))
    for expectation in ["2024-08", "next"] {
      let late = try bank.run("predict --lists 'lists/{month}' --expect \(expectation)")
      #expect(late.isRefused(4, saying: "newest month is 2024-07", "2024-08 is expected"), "\(late)")
    }
    let come = try bank.run("mv panel_2024-08.csv d && predict --lists 'lists/{month}' --expect next")
    #expect(come.status == 0 && come.errors.isEmpty && bank.names(in: "lists") == ["2024-08", "2024-09"])
  }

  @Test("stops where amounts are in another unit: all of them in fen, one column in ten thousands")
  func otherUnit() throws {
    let month = try bank.text("d/panel_2024-08.csv")
    try scale([2, 3, 4], by: 100)
    #expect(try isStopped("about 100 times as much"))
    try bank.write(month, to: "d/panel_2024-08.csv")
    try scale([3], by: 0.0001)
    #expect(try isStopped("“time”"))
  }

  private func scale(_ columns: [Int], by factor: Double) throws {
    try bank.change(month: "2024-08") { rows in
      for row in rows.indices.dropFirst() {
        var cells = rows[row].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        for column in columns { if let value = Double(cells[column]) { cells[column] = "\(value * factor)" } }
        rows[row] = cells.joined(separator: ",")
      }
    }
  }

  @Test("stops where keys are written otherwise, and where the month's rows are those of the month before")
  func otherKeys() throws {
    let month = try bank.text("d/panel_2024-08.csv")
    try bank.change(month: "2024-08") { rows in
      for row in rows.indices.dropFirst() { rows[row].removeFirst(2) }
    }
    #expect(try isStopped("were keys renamed?"))
    try bank.write(month, to: "d/panel_2024-08.csv")
    let before = try bank.text("d/panel_2024-07.csv")
    try bank.write(before.replacingOccurrences(of: ",2024-07,", with: ",2024-08,"), to: "d/panel_2024-08.csv")
    #expect(try isStopped("is it that month's file once more?"))
  }

  @Test("refuses a list of another month to be watched, by its rows or by its record")
  func otherList() throws {
    _ = try bank.run("predict --month 2024-05 --out may.csv; predict --month 2024-07 --top 0 --out none.csv")
    let rows = try bank.run("$CHURN monitor --config d/bank.yaml --model m --month 2024-07 --list may.csv")
    #expect(rows.isRefused(saying: "may.csv", "2024-06", "2024-07"), "\(rows)")
    let record = try bank.run(
      "cp may.json none.json; $CHURN monitor --config d/bank.yaml --model m --month 2024-07 --list none.csv")
    #expect(record.isRefused(saying: "none", "2024"), "\(record)")
  }

  @Test("marks figures of months that the model was trained on, and rows of a table that it was")
  func trainedRows() throws {
    let months = try bank.run("$CHURN validate --config d/bank.yaml --model m --quiet")
    #expect(months.output.contains("(trained on)") && months.output.contains("too good"), "\(months)")
    var table = "id,x,y\n"
    for row in 0..<400 { table += "k\(row),\((row * 37) % 101),\((row * 37) % 101 > 60 ? 1 : 0)\n" }
    try bank.write(table, to: "t.csv")
    let rows = try bank.run(
      """
      $CHURN train --table t.csv --label y --key id --algorithm logistic --out t --quiet --language en || exit 9
      $CHURN validate --table t.csv --label y --key id --model t --quiet --language en
      """)
    #expect(rows.status == 0 && rows.output.contains("trained on"), "\(rows)")
  }

  @Test("refuses rules whose files fit nothing, or whose customers are nobody's")
  func emptyRules() throws {
    let bankText = try bank.text("d/bank.yaml")
    func listing(_ rule: String) throws -> Ending {
      try bank.write(bankText + "list: { \(rule) }\n", to: "d/rules.yaml")
      return try bank.run("$CHURN predict --config d/rules.yaml --model m --quiet --out l.csv")
    }
    #expect(
      try listing("cooling_off: { months: 3, lists: 'issued/*.csv' }").isRefused(saying: "issued", "no file"))
    #expect(try listing("suppress: [never.csv]").isRefused(saying: "never.csv"))
    let lower = try bank.text("d/panel_2024-08.csv").split(separator: "\n").dropFirst().prefix(30).map {
      $0.prefix { $0 != "," }.lowercased()
    }
    try bank.write("customer_id\n" + lower.joined(separator: "\n") + "\n", to: "d/never.csv")
    #expect(try listing("suppress: [never.csv]").isRefused(saying: "never.csv"))
    try bank.write("customer_id\n王芳\n李娜\n", to: "d/never.csv")
    #expect(try listing("suppress: [never.csv]").isRefused(saying: "never.csv"))
    #expect(!bank.names().contains("l.csv"))
  }

  @Test("is drafted with asset columns that name their unit, or that pinyin names")
  func drafts() throws {
    var chinese = "客户号,月份,活期(万元),定期(元),理财\n"
    var pinyin = "khh,yf,hq,dq,lc\n"
    for month in 1...3 {
      for customer in 0..<40 {
        chinese += "A\(customer),2024-0\(month),\(customer).5,\(customer * 20_000),\(customer * 9_000)\n"
        pinyin += "A\(customer),2024-0\(month),\(customer)500,\(customer * 20_000),\(customer * 9_000)\n"
      }
    }
    try bank.write(chinese, to: "c.csv")
    try bank.write(pinyin, to: "p.csv")
    for (name, sign) in [("c", "活期(万元)"), ("p", "hq")] {
      let ending = try bank.run(
        "$CHURN describe --panel \(name).csv --quiet --language en --draft \(name).yaml")
      let draft = try bank.text("\(name).yaml")
      #expect(ending.status == 0 && draft.contains("assets: [demand, time, wealth]"), "\(ending)\n\(draft)")
      #expect(draft.contains(sign))
    }
  }
}

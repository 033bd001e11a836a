import Testing

@testable import Configuration

@Suite("Names")
struct NamesTests {
  @Test("of columns are known in English and in Chinese, with blanks, case and plain units passed over")
  func columns() {
    let known = [
      "customer_id": "customer_id", "Customer_ID": "customer_id", " 客户号 ": "customer_id", "数据月份": "month",
      "活期月日均（元）": "demand", "活期存款月日均": "demand", "定期月日均 (RMB)": "time", "理财月日均[元]": "wealth",
      "网点": "branch", "支行": "branch", "下月到期理财": "wealth_maturing", "手机银行登录次数（次）": "mobile_logins",
      "\u{FEFF}客户编号": "customer_id", "是否代发": "payroll", "本人他行转出": "own_transfer_out",
    ]
    for (header, ours) in known { #expect(ColumnNames.canonical(for: header) == ours, "\(header)") }
    for header in ["", " ", "X3", "活期月日均（万元）", "转出（柜面）", "（元）", "客户"] {
      #expect(ColumnNames.canonical(for: header) == nil, "\(header)")
    }
  }

  @Test("in the table of usual names stand once, and for names of ours")
  func tableIsSound() {
    let usual = ColumnNames.usualNames.flatMap(\.usual)
    #expect(Set(usual).count == usual.count)
    #expect(ColumnNames.usualNames.map(\.ours) == ColumnNames.ours)
    for entry in ColumnNames.usualNames {
      for name in entry.usual { #expect(ColumnNames.canonical(for: name) == entry.ours) }
    }
  }

  @Test("that were mistyped suggest the nearest one, and foreign ones none")
  func suggestions() {
    let names = [
      "floor", "loss", "window", "customer", "customers", "own_transfer_out", "l2", "rounds", "客户号",
    ]
    let expected = [
      "flor": "floor", "Floor": "floor", "folor": "floor", "los": "loss", "widnow": "window",
      "custmer": "customer",
      "own-transfer-out": "own_transfer_out", "own transfer": "own_transfer_out", "l3": "l2", "客户": "客户号",
      "colour": nil,
      "": nil, "zzz": nil,
    ]
    for (text, name) in expected { #expect(Suggestion.closest(to: text, among: names) == name, "\(text)") }
    #expect(Suggestion.closest(to: "custome", among: names) == "customer")
    #expect(Suggestion.closest(to: String(repeating: "a", count: 100_000), among: names) == nil)
  }
}

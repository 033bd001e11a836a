import Configuration

/// What the name of a column in a header says, whoever has written it: in Chinese, English or pinyin, with a unit or without.
struct HeaderWords {
  let header: String
  /// The name without its unit.
  let name: String
  /// The unit, where amounts are not in the currency's own.
  let unit: String?
  /// What amounts are to be multiplied by.
  let factor: Double

  /// Lower case, without blanks and lines between words.
  private let key: String
  /// The single words.
  private let words: [String]

  private static let factors: [(units: [String], factor: Double)] = [
    (["万元", "万", "w", "wan", "wanyuan", "10k", "万人民币"], 10_000),
    (["千元", "千", "k", "thousand", "qianyuan"], 1_000),
    (["百万元", "百万", "mn", "million"], 1_000_000), (["亿元", "亿", "yi", "yiyuan"], 100_000_000),
  ]

  init(_ header: String) {
    self.header = header
    (name, unit, factor) = HeaderWords.split(header)
    let words = name.lowercased().split { $0.isWhitespace || "_-./".contains($0) }.map(String.init)
    (self.words, key) = (words, words.joined())
  }

  private static func split(_ header: String) -> (name: String, unit: String?, factor: Double) {
    var name = header
    while name.last?.isWhitespace == true { name.removeLast() }
    if let last = name.last, ")）]】".contains(last), let open = name.lastIndex(where: { "(（[【".contains($0) })
    {
      var unit = String(name[name.index(after: open)...].dropLast())
      // （单位：万元）, (RMB 10k)
      for mark in ["单位", "unit", "rmb", "cny", "人民币"]
      where unit.lowercased().hasPrefix(mark) && unit.count > mark.count {
        unit = String(unit.dropFirst(mark.count))
      }
      unit = unit.trimmed(of: " ：:,")
      let found = factors.first { $0.units.contains(unit.lowercased()) }
      return (String(name[..<open]).trimmed(of: " _"), found == nil ? nil : unit, found?.factor ?? 1)
    }
    for (unit, factor) in [
      ("百万元", 1e6), ("万元", 1e4), ("千元", 1e3), ("亿元", 1e8), ("_wan", 1e4), ("_wanyuan", 1e4),
    ]
    where name.lowercased().hasSuffix(unit) && name.count > unit.count {
      return (String(name.dropLast(unit.count)).trimmed(of: " _"), unit.trimmed(of: "_"), factor)
    }
    return (name, nil, 1)
  }

  /// What a column may be.
  enum Role: Sendable, Equatable { case demand, time, wealth, deposits, total, amount, debt, flow, count }

  /// Words of each role, the stronger first: a loan's balance is a loan.
  private static let roles: [(role: Role, parts: [String], whole: [String])] = [
    (
      .count, ["笔数", "次数", "个数", "数量", "天数", "count", "cnt", "days", "logins", "bishu", "cishu", "geshu"],
      ["num", "qty"]
    ),
    (
      .debt,
      [
        "贷", "负债", "按揭", "透支", "欠", "loan", "debt", "mortgage", "overdraft", "daikuan", "fuzhai", "liabilit",
        "credit",
      ],
      ["dk"]
    ),
    (
      .flow,
      [
        "转入", "转出", "交易", "代发", "工资", "收入", "支出", "到期", "额度", "利息", "变动", "增减", "transfer", "payroll",
        "salary",
        "income", "matur", "limit", "interest", "zhuanru", "zhuanchu", "daoqi", "gongzi", "shouru", "jiaoyi",
        "inflow",
        "outflow", "change", "spend",
      ], ["in", "out"]
    ),
    (
      .demand, ["活期", "huoqi", "demand", "checking", "currentacc", "currentdep"],
      ["hq", "hqye", "dda", "current"]
    ),
    (
      .time,
      [
        "定期", "定存", "大额存单", "结构性", "通知存款", "dingqi", "dingcun", "timedep", "termdep", "fixeddep",
        "certificate", "structured",
      ],
      ["dq", "dqye", "time", "term", "fixed", "td", "cd"]
    ),
    (
      .wealth, ["理财", "基金", "资管", "信托", "保险", "licai", "jijin", "wealth", "fund", "trust", "assetmanag"],
      ["lc", "lcye", "wm", "wmp"]
    ),
    (
      .total, ["总资产", "资产合计", "资产总", "金融资产", "综合资产", "totalasset", "zongzichan", "netasset", "totalbal"],
      ["aum", "assets", "资产", "zichan", "asset", "total", "合计"]
    ),
    (.deposits, ["存款", "储蓄", "cunkuan", "deposit", "saving", "chuxu"], ["ck", "ckye", "dep"]),
    (.amount, ["余额", "日均", "金额", "balance", "rijun", "amount"], ["bal", "amt", "yue", "je"]),
  ]

  /// What the name says that amounts in the column are; nil: nothing.
  var role: Role? {
    switch ColumnNames.canonical(for: name) {
    case "demand": return .demand
    case "time": return .time
    case "wealth": return .wealth
    case "loan_balance": return .debt
    case .some: return .flow
    case nil: break
    }
    return HeaderWords.roles.first { role in
      role.parts.contains { key.contains($0) } || role.whole.contains { words.contains($0) || key == $0 }
    }?.role
  }

  /// Our name of the column; nil: it has none.
  var canonical: String? { ColumnNames.canonical(for: name) }

  var mayBeCustomer: Bool {
    canonical == "customer_id"
      || [
        "custno", "custid", "customerno", "customernumber", "customer", "cust", "clientid", "clientno",
        "client", "cif",
        "cifno", "partyid", "userid", "uid", "memberid", "khh", "khid", "khbh", "kehuhao", "kehuid",
        "kehubianhao", "客户",
        "客户号码", "核心客户号", "客户账号",
      ].contains(key)
  }

  var mayBeMonth: Bool {
    canonical == "month"
      || [
        "month", "yearmonth", "ym", "yyyymm", "statmonth", "statdt", "statdate", "datadate", "datadt",
        "datamonth",
        "bizdate", "asofdate", "asof", "period", "snapshot", "snapshotmonth", "snapshotdate", "etldate",
        "etldt", "dt",
        "date", "reportmonth", "reportdate", "yuefen", "nianyue", "rq", "tjrq", "sjrq", "tjyf", "sjyf", "日期",
        "数据日期",
        "统计日期", "数据月", "账期", "期次", "月", "报表月份", "期间",
      ].contains(key)
  }
}

extension StringProtocol {
  /// Without some characters at both ends.
  fileprivate func trimmed(of characters: String) -> String {
    var rest = self[...]
    while let first = rest.first, characters.contains(first) { rest = rest.dropFirst() }
    while let last = rest.last, characters.contains(last) { rest = rest.dropLast() }
    return String(rest)
  }
}

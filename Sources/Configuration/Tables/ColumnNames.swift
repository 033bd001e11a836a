/// Names of columns that need no mapping: ours, and what banks usually call them in Chinese.
public enum ColumnNames {
  /// Our name of the column with this header; nil where the header is not known.
  ///
  /// Blanks around the name, upper and lower case, and a unit in brackets after it (`活期月日均（元）`) are passed
  /// over. A unit that would change the figures (`（万元）`) is not: such a column is not the one we know.
  public static func canonical(for header: String) -> String? {
    let name = stripped(header)
    return ours.contains(name) ? name : byUsualName[name]
  }

  /// All of our names, in the order of the design.
  public static let ours: [String] = [
    "customer_id", "month", "demand", "time", "wealth", "loan_balance", "age", "gender", "occupation",
    "open_date", "branch", "manager", "household_id", "product_count", "payroll", "mobile_logins",
    "transfer_in", "transfer_out", "own_transfer_out", "time_maturing", "wealth_maturing", "service_grade",
  ]

  /// Our name → its usual Chinese names, without brackets.
  public static let usualNames: [(ours: String, usual: [String])] = [
    ("customer_id", ["客户号", "客户编号", "客户代码", "客户id", "客户标识"]),
    ("month", ["月份", "数据月份", "统计月份", "年月", "数据年月", "统计年月"]),
    ("demand", ["活期月日均", "活期存款月日均", "活期日均", "活期存款日均", "活期存款", "活期余额", "活期月均余额"]),
    ("time", ["定期月日均", "定期存款月日均", "定期日均", "定期存款日均", "定期存款", "定期余额", "定期月均余额"]),
    ("wealth", ["理财月日均", "理财产品月日均", "理财日均", "理财产品日均", "理财产品", "理财余额", "理财月均余额"]),
    ("loan_balance", ["贷款余额", "贷款", "贷款月日均", "贷款总余额"]),
    ("age", ["年龄", "客户年龄"]),
    ("gender", ["性别", "客户性别"]),
    ("occupation", ["职业", "客户职业"]),
    ("open_date", ["开户日期", "开户日", "开户时间", "首次开户日期"]),
    ("branch", ["机构", "网点", "支行", "机构号", "机构名称", "网点名称", "支行名称", "开户机构", "所属机构"]),
    ("manager", ["客户经理", "管户经理", "客户经理号", "客户经理姓名", "管户客户经理"]),
    ("household_id", ["家庭编号", "家庭号", "家庭id", "家庭客户号"]),
    ("product_count", ["产品数", "持有产品数", "产品个数", "产品数量", "持有产品数量", "持有产品个数"]),
    ("payroll", ["代发", "是否代发", "代发工资", "是否代发工资", "代发标志", "代发客户"]),
    ("mobile_logins", ["手机银行登录次数", "手机银行登陆次数", "手机银行登录", "手机登录次数", "掌银登录次数"]),
    ("transfer_in", ["转入金额", "转入", "转账转入金额", "资金转入", "资金转入金额"]),
    ("transfer_out", ["转出金额", "转出", "转账转出金额", "资金转出", "资金转出金额"]),
    ("own_transfer_out", ["本人他行转出", "本人他行转出金额", "转出本人他行", "同名转出", "同名转出金额", "同名他行转出"]),
    ("time_maturing", ["下月到期定期", "下月定期到期", "定期下月到期", "下月到期定期金额", "下月定期到期金额", "下月到期定期存款"]),
    ("wealth_maturing", ["下月到期理财", "下月理财到期", "理财下月到期", "下月到期理财金额", "下月理财到期金额", "下月到期理财产品"]),
    ("service_grade", ["服务等级", "客户服务等级", "服务级别"]),
  ]

  private static let byUsualName: [String: String] = Dictionary(
    usualNames.flatMap { entry in entry.usual.map { ($0, entry.ours) } },
    uniquingKeysWith: { first, _ in first })

  private static let plainUnits: Set<String> = ["元", "人民币", "人民币元", "rmb", "cny", "次", "个", "岁"]

  private static func stripped(_ header: String) -> String {
    var name = header.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    while name.last?.isWhitespace == true { name = name.dropLast() }
    if let last = name.last, ")）]】".contains(last),
      let opening = name.lastIndex(where: { "(（[【".contains($0) }),
      plainUnits.contains(name[name.index(after: opening)...].dropLast().lowercased())
    {
      name = name[..<opening]
      while name.last?.isWhitespace == true { name = name.dropLast() }
    }
    return name.lowercased()
  }
}

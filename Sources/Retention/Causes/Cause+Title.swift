import Calendar
import Configuration

extension Cause {
  /// The cause as the heading of a group of customers; a bank's own column keeps its name.
  public func title(in language: Language) -> String {
    let (chinese, english) = titles
    return language.text(chinese, english)
  }

  private var titles: (chinese: String, english: String) {
    switch self {
    case .ownTransfer: ("资金转往他行本人账户", "money leaving to own accounts elsewhere")
    case .maturity: ("产品到期", "product maturing")
    case .balanceFalling: ("余额下降", "balance falling")
    case .recentInflow: ("新近流入资金", "money that came in lately")
    case .lifeEvent: ("大额用款准备", "money gathered for a large expense")
    case .unsteadyBalance: ("余额波动大", "unsteady balance")
    case .activityFading: ("活跃度下降", "activity fading")
    case .activityRising: ("登录增多", "more log-ins")
    case .fewProducts: ("持有产品少", "few products")
    case .season: ("季节性资金", "season")
    case .nearFloor: ("临近门槛", "near the floor or a tier's start")
    case .newCustomer: ("新客户", "new customer")
    case .salary: ("代发变化", "salary payments")
    case .loans: ("贷款", "loans")
    case .composition: ("资产结构", "what the assets are made of")
    case .profile: ("客户特征", "who the customer is")
    case .column(let name): (name, name)
    }
  }
}

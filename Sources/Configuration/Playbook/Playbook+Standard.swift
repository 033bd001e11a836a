import Calendar
import Messages

extension Playbook {
  /// The playbook that comes with the program, as the file that `churn playbook` writes.
  ///
  /// What is kept and what it costs are starting values from retail-banking practice, not measurements: a bank replaces
  /// them by what its own contacts keep.
  public static let standardText: Sentence = """
    # What to do for whom. The first rule that fits a customer is taken.
    #
    # cause:    of the first reason          quadrant: ordinary, value, potential, key
    # group:    names of groups or presets   stage:    first_hundred_days, growing, mature, declining, reactivated
    # tier:     names of tiers, or highest   near_tier: true where the customer must be near the next tier
    # at_most:  contacts that the rule may take in a month, those first that keep most; others get the next rule that fits
    # by_day:   day of the month at risk by which it should be done
    # cost:     of the contact; keeps, keeps_with_offer: share of the expected loss that is kept without and with the offer
    #
    # keeps and costs are starting values, not measurements; replace them by what \(RunInput.contactReport.named(else: "the report of contacts")) reports.

    # Most that all offers of a month may cost together. Offers go where they keep most for their cost, and never where
    # they cost more than they are expected to keep.
    budget: 200000

    offers:
      rate_product:
        name: { zh: 白名单专属高收益产品, en: white-listed product at a higher rate }
        cost_share: 0.002
        cap: 3000
      renewal_rate:
        name: { zh: 到期续存利率上浮, en: better rate for a renewal }
        cost_share: 0.001
        cap: 2000
      welcome_gift:
        name: { zh: 新客权益包, en: welcome benefits }
        cost: 100

    rules:
      - id: private_bank_team
        tier: highest
        do: { zh: 私人银行“1+N”团队上门面谈，出具资产配置方案, en: "Private-bank team (one banker, many experts) visits with a proposal for all assets" }
        channel: { zh: 上门面谈, en: visit }
        at_most: 60
        by_day: 5
        cost: 300
        keeps: 0.3
        offer: rate_product
        keeps_with_offer: 0.4
      - id: renewal_call_elderly
        cause: maturity
        group: elderly
        do: { zh: 到期前致电或邀约到网点，介绍大额存单、国债等稳健产品续接, en: "Call before maturity or invite to the branch; offer deposits and other conservative products for the renewal" }
        channel: { zh: 电话/网点, en: phone or branch }
        by_day: 3
        cost: 20
        keeps: 0.3
        offer: renewal_rate
        keeps_with_offer: 0.4
      - id: renewal_call
        cause: maturity
        do: { zh: 到期前致电，约定续存或转入接续产品, en: Call before maturity and agree on the renewal or the next product }
        channel: { zh: 电话, en: phone }
        by_day: 3
        cost: 20
        keeps: 0.25
        offer: renewal_rate
        keeps_with_offer: 0.35
      - id: hundred_days
        stage: first_hundred_days
        do: { zh: 纳入新客百日计划：欢迎电话、开通手机银行、第二个产品, en: "Hundred-day programme: welcome call, mobile bank, second product" }
        channel: { zh: 电话/企业微信, en: phone or messenger }
        by_day: 10
        cost: 30
        keeps: 0.15
        offer: welcome_gift
        keeps_with_offer: 0.25
      - id: rate_product_valued
        cause: [own_transfer, balance_falling]
        quadrant: [value, key]
        group: rate_sensitive
        do: { zh: 推荐白名单专属高收益产品，挽回他行资金, en: Offer the white-listed product at a higher rate and win back money elsewhere }
        channel: { zh: 客户经理电话, en: manager's call }
        by_day: 7
        cost: 20
        keeps: 0.15
        offer: rate_product
        keeps_with_offer: 0.35
      - id: own_transfer_call
        cause: own_transfer
        do: { zh: 致电了解资金去向，对比他行产品并提供替代方案, en: "Ask where the money goes, compare with the other bank's product and offer an alternative" }
        channel: { zh: 电话, en: phone }
        by_day: 7
        cost: 20
        keeps: 0.15
      - id: seasonal_product
        cause: [season, recent_inflow]
        group: [farmers, merchants, small_business]
        do: { zh: 推荐与农时、货款周期匹配的短期产品，约定下季回款, en: "Offer a short product that fits the season, and agree on the next season's receipts" }
        channel: { zh: 电话/走访, en: phone or visit }
        by_day: 10
        cost: 30
        keeps: 0.2
      - id: elderly_care
        group: elderly
        do: { zh: 关怀回访，推荐保本稳健产品，不推荐高风险产品, en: "Call to care; conservative products only, nothing risky" }
        channel: { zh: 电话/网点, en: phone or branch }
        by_day: 10
        cost: 20
        keeps: 0.2
      - id: service_grade_rise
        near_tier: true
        do: { zh: 提示距上一层级的差额，提前体验上一层级服务（申请提升服务等级）, en: "Tell what is missing to the next tier and lend its service: apply for a higher service grade" }
        channel: { zh: 客户经理电话, en: manager's call }
        by_day: 10
        cost: 20
        keeps: 0.2
      - id: better_service
        quadrant: value
        do: { zh: 价值客户服务不足：指定专属客户经理并提升服务等级, en: "Worth more than the service shows: name a manager and raise the service grade" }
        channel: { zh: 客户经理电话, en: manager's call }
        by_day: 10
        cost: 20
        keeps: 0.2
      - id: third_product
        group: few_products
        do: { zh: 推荐第三个产品（代发、信用卡、理财定投、保险）加深绑定, en: "Offer a third product: salary account, card, savings plan, insurance" }
        channel: { zh: 电话/手机银行, en: phone or app }
        by_day: 15
        cost: 15
        keeps: 0.1
      - id: wake_up
        cause: activity_fading
        do: { zh: 手机银行专属活动唤醒，核实代发与主账户是否转走, en: "Wake up with an offer in the app; ask whether salary or main account have moved" }
        channel: { zh: 手机银行/短信, en: app or text message }
        by_day: 15
        cost: 5
        keeps: 0.1
      - id: seasonal_money
        cause: [season, recent_inflow]
        do: { zh: 推荐短期限、流动性好的产品承接阶段性资金, en: Offer short and liquid products for money that is passing through }
        channel: { zh: 电话/手机银行, en: phone or app }
        by_day: 10
        cost: 10
        keeps: 0.1
      - id: large_expense
        cause: life_event
        do: { zh: 了解大额用款计划，提供贷款或分期方案留存资产, en: "Ask about the large expense; a loan or instalments may keep the assets" }
        channel: { zh: 电话, en: phone }
        by_day: 10
        cost: 20
        keeps: 0.1
      - id: courtesy_call
        do: { zh: 常规回访，了解需求并检视资产配置, en: Call and review what the customer needs and holds }
        channel: { zh: 电话, en: phone }
        by_day: 20
        cost: 15
        keeps: 0.05

    """
}

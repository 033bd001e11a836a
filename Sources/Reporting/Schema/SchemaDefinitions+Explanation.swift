extension SchemaDefinitions {
  /// What the bank's list says of each customer.
  static let list = """
    list: The customers of a list, and the record of the run that made it.
      customers! [ListedCustomer]: In the order of the list.
      record! record
    ListedCustomer: A customer as on the list; a key is absent where nothing is known.
      action ListedCustomer.Action: What is to be done, by the playbook.
      assets number: At the end of the snapshot month.
      branch string
      composite_grade string
      control boolean: Whether the customer belongs to the control group and is not to be contacted.
      customer_id! string: The customer, or the key of a ready-made table's row.
      dormant boolean: Whether nothing has moved lately.
      expected_loss number: Probability times the assets that the event moves on average.
      groups [string]: The groups of customers that this one is in.
      household ListedCustomer.Household
      life_stage LifeStage
      manager string
      month month: The month in which assets may be lost.
      near_tier ListedCustomer.NearTier
      probability! number
      quadrant Quadrant
      rank integer: The place in the list of the whole bank.
      reasons! [ListedCustomer.Reason]: The one that tells most first.
      service_grade string
      stage RelationshipStage
      tier string
    ListedCustomer.Action
      channel! string
      cost number: What the contact and the offer cost.
      expected_money_kept number
      id! string: The rule of the playbook.
      latest string: The last day, as 2025-01-31.
      offer string
      text! string
    ListedCustomer.Household
      assets! number: Of all members.
      expected_loss! number: Of all members who are scored.
      id! string
      members! integer
      tier string: By the assets of all members.
    ListedCustomer.NearTier: The next tier, where it is near.
      missing! number: Assets up to it.
      name! string
    ListedCustomer.Reason
      cause! string: A stable name; column: and a name for a column of the bank's own.
      contribution! number: Log odds.
      text! string: In the language of the list.
    LifeStage = young | settling | midlife | late_career | senior: A stage of life, by age.
    Quadrant = ordinary | value | potential | key: Value and risk together.
    RelationshipStage = first_hundred_days | growing | mature | declining | left | reactivated: A stage of the relationship.
    """

  /// What `explain` says of one customer.
  static let explanation = """
    explanation: A customer's score, what it is made of, and what there is to say of it; contributions are log odds.
      customer! string: The customer, or the key of a ready-made table's row.
      entry ListedCustomer: The customer as on the list, whether listed or not; absent where there is no score.
      facts! [Explanation.Text]: Who the customer is and what is to be done, as on the list.
      history Explanation.History: The months up to the snapshot month; absent for a ready-made table.
      listing! Explanation.Listing
      model! string
      month_at_risk month: The month in which assets may be lost.
      program! string: The program's name and version.
      rank integer: The place among all who were scored; absent where there is no score.
      rules! [Explanation.Text]: The rules that say so.
      score Explanation.Score: Absent where there is none.
      scored! integer: How many were scored.
      similar Explanation.Similar: What became of customers with similar scores; absent where no outcomes are known.
      snapshot_month month: The last month that was looked at; absent for a ready-made table.
      what_if Explanation.WhatIf: Absent where nothing was asked.
    Explanation.Cause: The variables that tell of one cause.
      cause! string: A stable name; column: and a name for a column of the bank's own.
      contribution! number
      title! string
      variables! [Explanation.Variable]: The greatest contribution first; those that add nothing are left out.
    Explanation.History
      columns! [Explanation.History.Column]
      months! [month]: Oldest first.
    Explanation.History.Column
      column! string: As the panel names it.
      title! string
      values! [number?]: One for each month.
    Explanation.Listing
      control boolean: Whether the customer is in the control group; absent where not listed.
      customers! integer: How many are listed.
      listed! boolean
      position integer: The place on the list; absent where not listed.
      reason Explanation.Obstacle: Why not listed.
      text! string: The same in a sentence.
    Explanation.Obstacle = absent | unknown_assets | below_floor | not_asked_about | threshold | beyond_the_list | suppressed | cooling_off | household | branch_full | manager_full: Why a customer is not listed.
    Explanation.Score
      base! number: The mean log odds of the training rows.
      causes! [Explanation.Cause]: What raises the risk most first; base and contributions add up to margin.
      margin! number: Before it is calibrated.
      probability! number
    Explanation.Similar
      customers! integer
      interval_lower! number: Of the share that was lost, in 95 of 100 samples.
      interval_upper! number
      losses! integer
      month month: The snapshot month that they are of.
      probability_from! number
      probability_to! number
      text! string: The same in a sentence.
      trained_on! boolean: Whether the model was trained on them.
    Explanation.Text
      name! string
      text! string
    Explanation.Variable
      contribution! number
      meaning! string: What it is, in words.
      name! string
      text! string: The value in words.
      value number: Absent where missing; of a category its code.
    Explanation.WhatIf
      after! number: The probability with the settings.
      before! number
      settings! [Explanation.WhatIf.Setting]
      variables! [Explanation.WhatIf.Variable]: The one whose contribution changes most first.
    Explanation.WhatIf.Setting
      column! boolean: Whether it is a column, with all variables made of it, or one variable alone.
      name! string
      value! string: As it was asked for.
    Explanation.WhatIf.Variable
      contribution_after! number
      contribution_before! number
      from! string
      meaning! string
      name! string
      to! string
    """
}

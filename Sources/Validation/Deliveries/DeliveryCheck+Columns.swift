import Calendar
import Configuration
import Variables

extension DeliveryCheck {
  /// Customers who come and go in a month of the window, beside the months before: renamed keys, rows lost.
  var flows: [DeliveryFinding] {
    let months = now.months
    return months.indices.dropFirst().filter {
      months[$0].month > snapshot - window && months[$0 - 1].month == months[$0].month - 1
    }.flatMap { index -> [DeliveryFinding] in
      let month = months[index]
      let before = months[index - 1].customers
      let entering = Self.share(month.entering, of: month.customers)
      let leaving = Self.share(month.leaving, of: before)
      let others = usualFlows(besides: month.month)
      let chance =
        3 * (max(0.005, others.entering) / Double(max(1, min(before, month.customers)))).squareRoot()
      return [
        DeliveryFinding(
          entering - others.entering - chance, limits.renewal,
          Remark(
            chinese: "\(month.month) 的客户中有 \(NumberText.percent(entering)) 上月没有（平时至多 "
              + "\(NumberText.percent(others.entering))）：客户号是否变了？",
            english:
              "\(NumberText.percent(entering)) of the customers of \(month.month) were not there the month before "
              + "(otherwise at most \(NumberText.percent(others.entering))): were keys renamed?")),
        DeliveryFinding(
          leaving - others.leaving - chance, limits.renewal,
          Remark(
            chinese: "上月的客户中有 \(NumberText.percent(leaving)) 在 \(month.month) 没有（平时至多 "
              + "\(NumberText.percent(others.leaving))）：是否少了行，或客户号变了？",
            english:
              "\(NumberText.percent(leaving)) of the customers of the month before are missing in \(month.month) "
              + "(otherwise at most \(NumberText.percent(others.leaving))): were rows lost, or keys renamed?")
        ),
      ].compactMap { $0 }
    }
  }

  /// The median shares of other months, of the delivery and of training; a month beside a gap says nothing.
  private func usualFlows(besides month: Month) -> (entering: Double, leaving: Double) {
    func shares(_ profile: DeliveryProfile?) -> [(entering: Double, leaving: Double)] {
      guard let months = profile?.months else { return [] }
      return months.indices.dropFirst().filter {
        months[$0].month != month && months[$0 - 1].month == months[$0].month - 1
      }.map {
        (
          Self.share(months[$0].entering, of: months[$0].customers),
          Self.share(months[$0].leaving, of: months[$0 - 1].customers)
        )
      }
    }
    let all = shares(now) + shares(trained)
    func middle(_ values: [Double]) -> Double { values.isEmpty ? 0.02 : values.sorted()[values.count / 2] }
    return (middle(all.map(\.entering)), middle(all.map(\.leaving)))
  }

  /// Months whose rows are those of the month before.
  var repetitions: [DeliveryFinding] {
    now.samples.filter { $0.month > snapshot - window }.compactMap { sample in
      guard let repeated = sample.repeated else { return nil }
      let others =
        now.samples.filter { $0.month != sample.month }.compactMap(\.repeated)
        + (trained?.samples ?? []).compactMap(\.repeated)
      let usual = others.min() ?? 0
      return DeliveryFinding(
        repeated - usual, limits.repeated,
        Remark(
          chinese: "\(sample.month) 有 \(NumberText.percent(repeated)) 的客户与上月数据完全相同：是否把上月的文件又交了一次？",
          english:
            "In \(sample.month), \(NumberText.percent(repeated)) of the customers have the very numbers of the month "
            + "before: is it that month's file once more?"))
    }
  }

  /// Columns whose amounts are of another size than in the month before, or in training.
  var units: [DeliveryFinding] {
    let months = now.samples.filter { $0.month > snapshot - window }
    return months.indices.flatMap { index -> [DeliveryFinding] in
      let before = now.samples.last { $0.month < months[index].month }
      let trained = trained?.samples.last
      return months[index].columns.compactMap { column in
        let sizes = [before, trained].compactMap { $0 }.compactMap { sample in
          sample.column(column.name)?.sizes.map { (month: sample.month, sizes: $0) }
        }
        for usual in sizes {
          guard let own = column.sizes, let change = UnitChange(from: usual.sizes, to: own) else { continue }
          return DeliveryFinding(
            .stop,
            Remark(
              chinese:
                "\(months[index].month) 的“\(column.name)”与 \(usual.month) 相比：\(change.remark.text(in: .chinese))",
              english:
                "“\(column.name)” of \(months[index].month) beside \(usual.month): \(change.remark.english)"))
        }
        return nil
      }
    }
  }

  /// Missing values, constants and moved distributions of the window's months.
  var columns: [DeliveryFinding] {
    let months = now.samples.filter {
      $0.month > snapshot - window && $0.customers >= ColumnSample.leastNumbers
    }
    return months.flatMap { sample in sample.columns.flatMap { findings(of: $0, in: sample.month) } }
  }

  private func findings(of column: ColumnSample, in month: Month) -> [DeliveryFinding] {
    let earlier = now.samples.filter { $0.month < month }.compactMap { $0.column(column.name) }
    let known = (trained?.samples ?? []).compactMap { $0.column(column.name) }
    let others = earlier + known
    guard !others.isEmpty else { return [] }
    let usuallyMissing = others.map(\.missing).max() ?? 0
    let missing = DeliveryFinding(
      column.missing - usuallyMissing, limits.missing,
      Remark(
        chinese: "\(month) 的“\(column.name)”有 \(NumberText.percent(column.missing)) 缺失（此前至多 "
          + "\(NumberText.percent(usuallyMissing))）。",
        english:
          "“\(column.name)” is missing in \(NumberText.percent(column.missing)) of the rows of \(month) (before at "
          + "most \(NumberText.percent(usuallyMissing)))."))
    if column.values == 1, column.missing < 1, others.allSatisfy({ $0.values > 1 }) {
      return [missing].compactMap { $0 } + [
        DeliveryFinding(
          .warning,
          Remark(
            chinese: "\(month) 的“\(column.name)”只有一个取值。",
            english: "“\(column.name)” is the same everywhere in \(month)."))
      ]
    }
    let usualShift = others.compactMap(\.shift).max() ?? 0
    let shift = column.shift.flatMap { shift in
      DeliveryFinding(
        shift - usualShift, limits.shift,
        Remark(
          chinese: "\(month) 的“\(column.name)”与上月分布不同（PSI \(NumberText.decimal(shift, places: 2))，此前至多 "
            + "\(NumberText.decimal(usualShift, places: 2))）：是否换了列？",
          english: "“\(column.name)” of \(month) is distributed otherwise than the month before (PSI "
            + "\(NumberText.decimal(shift, places: 2)), before at most \(NumberText.decimal(usualShift, places: 2))): is it "
            + "another column?"))
    }
    let usualAgreement = others.compactMap(\.agreement).min()
    let agreement = column.agreement.flatMap { agreement in
      DeliveryFinding(
        (usualAgreement ?? agreement) - agreement, limits.agreement,
        Remark(
          chinese:
            "\(month) 各客户的“\(column.name)”与上月几乎无关（秩相关 \(NumberText.decimal(agreement, places: 2))，此前至少 "
            + "\(NumberText.decimal(usualAgreement ?? 0, places: 2))）：客户或列是否错位？",
          english:
            "“\(column.name)” of \(month) goes less with the customers' own of the month before (rank correlation "
            + "\(NumberText.decimal(agreement, places: 2)), before at least "
            + "\(NumberText.decimal(usualAgreement ?? 0, places: 2))): were customers or columns mixed up?"))
    }
    return [missing, shift, agreement].compactMap { $0 }
  }

  private static func share(_ count: Int, of all: Int) -> Double {
    all == 0 ? 0 : Double(count) / Double(all)
  }
}

extension MonthSample {
  func column(_ name: String) -> ColumnSample? { columns.first { $0.name == name } }
}

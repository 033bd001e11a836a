import Calendar
import Configuration
import Foundation
import Metrics
import Panel
import Parallel
import Reporting
import Validation

/// A report as a bank would get it, from a formula instead of a model.
enum SampleReport {
  static let leftOut = [
    LeftOutColumn(name: "channel", reason: .oneLevel, count: 1),
    LeftOutColumn(name: "street", reason: .manyLevels, count: 812),
    LeftOutColumn(name: "", reason: .unnamed, count: 1),
  ]
  static let names = [
    "assets_ratio_3", "own_transfer_out_regularity", "wealth_maturing_share", "mobile_logins_change_3",
    "tenure",
  ]

  private static func month(_ text: String) -> Month { Month(parsing: text) ?? Month(index: 0) }

  /// Customers with scores from a formula; the higher the score, the likelier a loss. Equal scores occur.
  static func sample(customers: Int, seed: Int) throws -> ScoredSample {
    var scores: [Double] = []
    var losses: [Bool] = []
    var assets: [Double] = []
    var lost: [Double] = []
    for index in 0..<customers {
      let score = Double((index * 37 + seed) % 997) / 997
      let probability = score * score * score * 0.5
      let chance = Double((index * 7919 + seed * 31) % 1009) / 1009
      let held = Double(200_000 + (index * 104_729 + seed) % 900_000)
      scores.append(probability)
      losses.append(chance < probability)
      assets.append(held)
      lost.append((held * (0.2 + 0.6 * chance)).rounded())
    }
    return try ScoredSample(scores: scores, losses: losses, assets: assets, lostAssets: lost)
  }

  static func content(_ language: Language) throws -> ReportContent {
    let isChinese = language == .chinese
    func say(_ chinese: String, _ english: String) -> String { isChinese ? chinese : english }
    let headline = try sample(customers: 2400, seed: 5)
    let evaluated = Evaluation(
      headline, bootstrap: Bootstrap(rounds: 50, seed: 1, team: ThreadTeam(threadCount: 2)))
    let suddenScores = [0.45, 0.4, 0.02, 0.01, 0.001]
    let sudden = try ScoredSample(
      scores: suddenScores, losses: suddenScores.map { _ in true }, assets: suddenScores.map { _ in 800_000 },
      lostAssets: suddenScores.map { _ in 600_000 })
    return ReportContent(
      language: language, program: "churn 0.1.0", model: "demo-trees", algorithm: .trees,
      subject: .panel(floor: 200_000, loss: LossDefinition()),
      data: [
        ReportTable(
          title: say("读入的文件", "Files read"),
          columns: [
            .init(say("文件", "File")), .init(say("行数", "Rows"), isNumber: true),
            .init(say("月份", "Months")),
          ],
          rows: [["exports/panel_2024.csv.gz", "48,120", say("2024-01 至 2024-10", "2024-01 to 2024-10")]]),
        ReportTable(
          title: say("清洗结果", "What cleaning found"),
          columns: [.init(say("发现", "Finding")), .init(say("次数", "Count"), isNumber: true)],
          rows: [
            [say("余额为负", "Negative balances"), "12"], [say("缺失的单元格", "Missing cells"), "1,204"],
            [say("同一客户同一月份的重复行", "Rows of the same customer and month"), "0"],
          ], note: say("没有删除任何未列示的行。", "Nothing was left out that is not counted here.")),
      ],
      population: (1...10).map { number in
        let isLast = number == 10
        return PopulationMonth(
          snapshot: month("2024-\(number)"), customers: 4700 + 12 * number, population: 2300 + 10 * number,
          assets: 1.2e9 + 1e7 * Double(number), losses: isLast ? nil : 250 + number, sudden: isLast ? nil : 5)
      },
      split: SplitReport(
        parts: [
          .init(role: .training, months: (3...7).map { month("2024-\($0)") }, rows: 11_900, losses: 1251),
          .init(role: .validation, months: [month("2024-08")], rows: 2380, losses: 253),
          .init(
            role: .outOfTime, months: [month("2024-09")], rows: 2400, losses: headline.losses.count { $0 }),
        ], notes: [], refitted: true),
      variables: VariablesReport(
        count: 87,
        top: zip(names, [0.31, 0.22, 0.12, 0.08, 0.004]).map { name, share in
          .init(
            name: name, meaning: say("示例含义", "an example of a meaning"), importance: share,
            splits: Int(share * 9000), aucFall: share / 4, informationValue: share, stability: share / 2)
        }, measure: say("重要性按分裂增益之和计算。", "Importance is the sum of the gains of a variable's splits."),
        profiles: names.prefix(3).map { name in
          VariableProfile(
            name: name, meaning: say("示例含义", "an example of a meaning"), stability: 0.034,
            bins: (0..<6).map { bin in
              .init(
                label: bin == 5 ? say("缺失", "missing") : "≥ 0.\(bin)", trainingShare: 0.16,
                evaluatedShare: 0.15,
                lossRate: 0.02 + 0.03 * Double(bin), predicted: 0.025 + 0.028 * Double(bin))
            }, orderedBins: name == names[0] ? 0 : 5)
        },
        contributions: names.prefix(3).enumerated().map { number, name in
          VariableContributions(
            name: name, meaning: say("示例含义", "an example of a meaning"),
            points: (0..<300).map { point in
              let rank = Double(point * 37 % 300) / 299
              return .init(
                rank: number == 0 || point % 50 == 7 ? nil : rank,
                contribution: (rank - 0.4) * Double(2 - number) + 0.1 * Double(point % 5))
            })
        },
        leftOut: leftOut),
      modelTables: [
        ReportTable(
          title: say("设置", "Settings"),
          columns: [.init(say("项目", "Setting")), .init(say("取值", "Value"), isNumber: true)],
          rows: [[say("树的棵数", "Trees"), "212"], [say("学习率", "Learning rate"), "0.05"]],
          folded: .init(title: say("其余 1 项", "1 further"), rows: [[say("种子", "Seed"), "1"]]))
      ],
      evaluations: [
        EvaluatedSet(
          role: .training, months: (3...7).map { month("2024-\($0)") },
          evaluation: Evaluation(try sample(customers: 11_900, seed: 1))),
        EvaluatedSet(
          role: .validation, months: [month("2024-08")],
          evaluation: Evaluation(try sample(customers: 2380, seed: 3))),
        EvaluatedSet(role: .outOfTime, months: [month("2024-09")], evaluation: evaluated),
      ],
      segmentations: [
        Segmentation(
          by: "tier", headline, groups: headline.assets?.map { $0 < 500_000 ? 0 : 1 } ?? [],
          names: ["黄金级", "白金级"]),
        Segmentation(
          by: "branch", headline, groups: headline.scores.indices.map { $0 % 5 },
          names: ["A<b>", "Branch of the eastern harbour", "城东支行营业部第一网点", "D", "E"]),
      ], sudden: SuddenLossFigures(sudden, against: RankedSample(headline)),
      backtest: Backtest(
        try (1...6).map { number in
          let customers = try sample(customers: 1500, seed: number)
          let rule = try sample(customers: 1500, seed: number + 40)
          return Backtest.Round(
            snapshot: month("2024-\(number + 3)"), trainedOn: (1...number + 1).map { month("2024-\($0)") },
            model: customers,
            rules: [
              .lastMonthsFall: try ScoredSample(
                scores: rule.scores, losses: customers.losses, assets: customers.assets,
                lostAssets: customers.lostAssets)
            ])
        }),
      calibration: CalibrationReport(
        method: .beta, reason: nil,
        trials: [
          .init(method: .none, logLoss: 0.31), .init(method: .platt, logLoss: 0.306),
          .init(method: .beta, logLoss: 0.305), .init(method: .isotonic, logLoss: nil),
        ], months: [month("2024-08")], customers: 2380, losses: 253, logLossBefore: 0.312, logLossAfter: 0.307
      ),
      reproduction: Reproduction(
        command: "churn train --config bank.yaml --algorithm trees --seed 1 --out models/demo-trees", seed: 1,
        inputs: [.init(path: "exports/panel_2024.csv.gz", bytes: 1_204_331, crc32: 0x9A3B_01CF)],
        model: .init(path: "models/demo-trees/model.churn", bytes: 412_008, crc32: 0x0012_BEEF)))
  }
}

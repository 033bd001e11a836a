import Calendar
import Configuration
import Metrics
import Parallel
import Reporting
import SystemIO
import Validation

/// One page of each kind that the program writes, with the long texts and many rows that real ones have.
enum SamplePages {
  static func all(_ language: Language) throws -> [(name: String, html: String)] {
    [
      ("report", ReportPage.html(of: try SampleReport.content(language))),
      ("monitor", MonitorPage.html(of: try monitor(language))),
      ("comparison", ComparisonPage.html(of: try comparison(language))),
      ("summary", SummaryPage.html(of: SummaryPageTests.content(language))),
      ("tables", tables(language).html),
    ]
  }

  private static let reproduction = Reproduction(
    command: "churn monitor --config bank.yaml", seed: 1, inputs: [],
    model: FileStamp(path: "model.churn", bytes: 1_234_567, crc32: 0x00C0_FFEE))

  static func monitor(_ language: Language) throws -> MonitorContent {
    let isChinese = language == .chinese
    let scores = (0..<1000).map { Double($0 * 37 % 997) / 2000 }
    var distribution = Distribution(binsOfSorted: scores.sorted())
    for score in scores { distribution.add(score) }
    func drift(_ name: String, _ meaning: String?, _ light: Light, _ psi: Double) -> MonitorContent.Drift {
      MonitorContent.Drift(
        name: name, meaning: meaning, importance: 0.123, light: light, stability: psi, usualStability: 0.012,
        missingBefore: 0.01, missingNow: 0.4, newShare: 0.02, newTexts: ["自由职业者", "<i>Freelancer</i>"])
    }
    let sentence =
      isChinese
      ? "近三个月净转入额相对资产之比的分布与学习时相比变化很大（PSI 13.120）"
      : "The distribution of the net inflow of three months against assets differs much from that trained on (PSI 13.120)"
    return MonitorContent(
      language: language, program: "churn 0.1.0", model: "demo-trees", month: Month(index: 2024 * 12 + 9),
      customers: 20_967,
      overlap: TrainingOverlap(
        rows: [(Month(index: 2024 * 12 + 9), 20_967)], trained: [Month(index: 2024 * 12 + 9)], stopping: []),
      findings: [
        .init(.red, sentence, variable: "net_transfer_in_ratio_3"),
        .init(.amber, sentence, variable: "assets"),
      ],
      score: drift("probability", nil, .green, 0.003), scoreBefore: distribution, scoreNow: distribution,
      variables: (0..<20).map {
        drift("assets_months_since_large_outflow_\($0)", sentence, Light.allCases[$0 % 3], Double($0))
      },
      flow: (0..<6).map {
        .init(
          month: Month(index: 2024 * 12 + 3 + $0), customers: 1_200_000, entering: 10_000, leaving: 900,
          population: 200_000)
      },
      outcome: .init(
        snapshot: Month(index: 2024 * 12 + 8),
        evaluation: Evaluation(try SampleReport.sample(customers: 800, seed: 3)), trainingAUC: 0.81,
        overlap: TrainingOverlap(rows: 800, doubt: .notKept),
        others: Evaluation(try SampleReport.sample(customers: 300, seed: 4)), sudden: nil,
        list: .init(
          customers: 500, withoutOutcome: 3, losses: 120, allLosses: 300, lostAssets: 1.2e8,
          allLostAssets: 3.1e8, expectedLosses: 110)),
      limits: MonitorDefinition(), reproduction: reproduction)
  }

  static func comparison(_ language: Language) throws -> ComparisonContent {
    let champion = try SampleReport.sample(customers: 900, seed: 3)
    func named(_ scores: [Double]) throws -> ScoredSample {
      try ScoredSample(
        scores: scores, losses: champion.losses, assets: champion.assets, lostAssets: champion.lostAssets,
        customers: (0..<900).map { Int32($0) })
    }
    let comparison = try PairedComparison(
      champion: named(champion.scores), challenger: named(champion.scores.map { $0 * $0 + 0.01 }),
      bootstrap: Bootstrap(rounds: 20, seed: 1, team: ThreadTeam(threadCount: 2)))
    return ComparisonContent(
      language: language, program: "churn 0.1.0", champion: "a-champion-with-a-rather-long-name-2024-09",
      challenger: "a-challenger-with-a-rather-long-name-2024-10", months: [Month(index: 2024 * 12 + 8)],
      customers: 900, losses: 120,
      overlaps: .init(
        champion: TrainingOverlap(rows: 900, trained: 450), challenger: TrainingOverlap(rows: 900, trained: 0)
      ),
      others: .init(rows: 450, losses: 60, comparison: comparison), notes: [], comparison: comparison,
      reproduction: reproduction)
  }

  /// As wide as the overview of a variable analysis.
  private static func tables(_ language: Language) -> TablePage {
    let reason =
      language == .chinese
      ? "与 IV 更大的 own_transfer_out_regularity_6 说的大致相同（相关系数 0.992）。"
      : "It says much the same as own_transfer_out_regularity_6 (correlation 0.992), which has the larger IV."
    return TablePage(
      title: "变量分析", byline: "churn", language: language,
      sections: [
        .init(
          title: "全部变量", sentences: [reason],
          tables: [
            ReportTable(
              title: "",
              columns: [.init("变量"), .init("结论")] + (0..<8).map { .init("列 \($0)", isNumber: true) }
                + [.init("理由")],
              rows: (0..<12).map { row in
                ["own_transfer_out_regularity_\(row)", "剔除"] + (0..<8).map { "\($0).123" } + [reason]
              })
          ])
      ])
  }
}

import Calendar
import Configuration
import Metrics
import Parallel
import Reporting
import SystemIO
import Validation
import Variables

@testable import Retention

/// One page of each kind that the program writes, with the long texts and many rows that real ones have.
enum SamplePages {
  static func all(_ language: Language) throws -> [(name: String, html: String)] {
    [
      ("report", ReportPage.html(of: try SampleReport.content(language))),
      ("validation", ReportPage.html(of: try validation(language))),
      ("analysis", try analysis(language, isFull: false)),
      ("full analysis", try analysis(language, isFull: true)),
      ("monitor", MonitorPage.html(of: try monitor(language))),
      ("comparison", ComparisonPage.html(of: try comparison(language))),
      ("summary", SummaryPage.html(of: SummaryPageTests.content(language))),
      ("explanation", ExplanationPage.html(of: explanation(language))),
      ("tables", tables(language).html),
    ]
  }

  private static func validation(_ language: Language) throws -> ReportContent {
    var content = try SampleReport.content(language)
    content.occasion = .validation
    return content
  }

  /// Numbers and a category with names of some sixty characters, in three periods.
  static func analysis(_ language: Language, isFull: Bool) throws -> String {
    var random = RandomStream(seed: 7)
    let rows = 3000
    let labels = (0..<rows).map { _ in random.uniform() < 0.2 ? Float(1) : 0 }
    let names = (0..<12).map { "own_transfer_out_share_of_months_above_zero_in_the_window_\($0)" }
    let columns = names.indices.map { column in
      labels.map { label in
        column == 3
          ? Float(random.below(4)) : Float(random.uniform() + Double(label) * Double(column) / 12)
      }
    }
    let levels = ["公司职员", "<i>Freelancer</i>", "a person who works in the fields of others", "退休"]
    let table = try AnalysisTable(
      variables: names.enumerated().map { .init(name: $1, levels: $0 == 3 ? levels : nil) },
      matrix: ColumnMatrix(columns: columns), labels: labels, periods: ["2024-01", "2024-02", "2024-03"],
      periodOfRow: (0..<rows).map { UInt8($0 % 3) })
    let book = RecipeBook(
      window: 6, assets: ["demand"],
      recipes: names.map { Recipe(name: $0, function: .level, columns: ["own_transfer_out"]) })
    let result = try VariableAnalyst(team: ThreadTeam(threadCount: 2)).analyse(table)
    return AnalysisPage(result, book: book, program: "churn 0.1.0", language: language, isFull: isFull).html
  }

  /// A customer with more causes, variables and columns than usual, in long words.
  static func explanation(_ language: Language) -> CustomerExplanation {
    let month = Month(index: 2024 * 12 + 8)
    let long = language.text(
      "转往本人他行账户的金额在窗口内大于零的月份占比", "the share of months above zero of transfers to own accounts at other banks")
    var content = CustomerExplanation(
      language: language, program: "churn 0.1.0", model: "demo-trees", customer: "C00000412", snapshot: month,
      scored: 20_967, listing: .listed(position: 12, of: 4_193, isControl: true))
    var entry = LossEntry(
      customer: "C00000412", monthAtRisk: month + 1, probability: 0.449, expectedLoss: 1_493_663.7,
      assets: 80_767_440, tier: language.text("钻石级", "Diamond"),
      reasons: [Reason(cause: .maturity, contribution: 0.3, text: long)])
    (entry.groups, entry.compositeGrade) = ([long, "<i>"], entry.tier)
    (content.entry, content.rank, content.facts) = (entry, 12, entry.facts(in: language))
    content.rules = [NamedText(long, "`age >= 50 and occupation contains (farmer, fisher)` \(long)")]
    content.score = ExplainedScore(
      base: -3.63,
      groups: (0..<12).map { group in
        let variables = (0..<8).map { variable in
          ExplainedScore.Variable(
            name: "v\(group)_\(variable)", meaning: "\(long) \(variable)", value: 0.04,
            text: language.text("5,351.0 万元（高于一般水平）", "53,510,000 (higher than usual)"),
            contribution: Double(variable - group) / 20)
        }
        return .init(
          cause: "c\(group)", title: long, contribution: variables.reduce(0) { $0 + $1.contribution },
          variables: variables)
      }, probability: 0.449)
    let months = (0..<13).map { month - 12 + $0 }
    content.history = CustomerHistory(
      months: months,
      rows: ["assets", "demand", "time", "wealth", "transfer_in", "transfer_out", "own_transfer_out"].map {
        column in
        let values = months.indices.map { $0 == 2 ? nil : 1e7 * Double($0 % 5 + 1) as Double? }
        return .init(
          column: column,
          title: column == "own_transfer_out"
            ? language.text("转往本人他行账户的金额", "Transfers to own accounts at other banks") : column,
          values: values,
          texts: values.map { $0.map(language.money) ?? "–" })
      })
    content.similar = SimilarCustomers(
      to: 0.4, among: [0.1, 0.3, 0.5], losses: [true, false, false], month: month, areTrainedOn: true)
    return content
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
      ]
        + (0..<9).map {
          .init(
            .red, "\(sentence) \($0)", variable: "v\($0)",
            shift: .init(name: sentence, stability: 0.3 + 0.1 * Double($0)))
        },
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

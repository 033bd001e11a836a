import Calendar
import Configuration
import Testing
import Variables

@testable import Retention

/// Every function of a recipe has its words and its cause.
@Suite("The words of every function")
struct FunctionWordsTests {
  private static func columns(of function: Recipe.Function) -> [String] {
    switch function.descriptor.source {
    case .date: ["open_date"]
    case .text: ["occupation"]
    case .number: function.descriptor.columns.upperBound == 0 ? [] : function == .ageBand ? ["age"] : ["time"]
    }
  }

  private static func levels(of function: Recipe.Function) -> [String]? {
    function.descriptor.isCategory && function.descriptor.source == .text ? ["farmer", "teacher"] : nil
  }

  /// The values that a variable of the function may have, and that it is missing where it may be.
  private static func values(of function: Recipe.Function) -> [Double] {
    let values: [Double] =
      switch function.descriptor.unit {
      case .amount, .number: [-2, 0, 0.3, 1e6]
      case .share: [-0.5, 0, 0.0004, 0.7, 30]
      case .ratio: [0, 0.8, 1, 2, 100]
      case .months: [0, 1, 5, 30, 1e5]
      case .days: [-3, 0, 1, 9000]
      case .flag: [0, 1]
      case .monthOfYear: [1, 12]
      case .code: [0, 1, 6]
      }
    return function.descriptor.missing == .never ? values : values + [.nan]
  }

  private static let paths: [[Double]] = [
    [100_000, 200_000, 300_000, 250_000], [0, 0, 0, 0], [5000, 0, 0, 0],
    [300_000, 300_000, 300_000, 300_000],
    [.nan, .nan, 10_000, 90_000], [.nan, .nan, .nan, .nan],
  ]

  @Test("days up to one day for all rows name that day")
  func lastDay() {
    let recipe = Recipe(name: "opened_days", function: .daysBefore, columns: ["opened"], figures: [18_624])
    #expect(recipe.meaning(in: .english) == "opened, days up to 2020-12-28")
    #expect(recipe.meaning(in: .chinese) == "opened 距 2020-12-28 的天数")
    let ofPanel = Recipe(name: "opened_days", function: .daysBefore, columns: ["opened"])
    #expect(ofPanel.meaning(in: .english) == "opened, days up to the end of the period")
  }

  @Test("say what the variable is in both languages", arguments: Recipe.Function.allCases)
  func meaning(_ function: Recipe.Function) {
    let recipe = Recipe(name: "v", function: function, columns: Self.columns(of: function), months: 3)
    let (chinese, english) = (recipe.meaning(in: .chinese), recipe.meaning(in: .english))
    #expect(
      chinese.contains { ("一"..."龥").contains($0) } || function.descriptor.source == .date, "\(chinese)")
    #expect(!english.isEmpty && !english.contains { ("一"..."龥").contains($0) }, "\(english)")
    #expect(english.firstMatch(of: #/_| {2}|\bv\b/#) == nil)
  }

  @Test("have a cause for assets and for a column of the bank's own", arguments: Recipe.Function.allCases)
  func cause(_ function: Recipe.Function) {
    func cause(_ column: String, assets: [String] = SampleCustomer.usualAssets) -> Cause {
      Cause.of(recipe: Recipe(name: "v", function: function, columns: [column], months: 1), assets: assets)
    }
    #expect(cause("funds", assets: []) == .column("funds"))
    switch function.words.cause {
    case .always(let always): #expect(cause("time") == always && cause("funds") == always)
    case .ofColumn(let ofAssets):
      #expect(cause("time") == ofAssets && cause("assets") == ofAssets && cause("funds") == .column("funds"))
      #expect(cause("own_transfer_out") == .ownTransfer && cause("loan_balance") == .loans)
    }
  }

  // What no tree asks for is never a reason, and the time of the year none of any one customer.
  @Test(
    "make a whole sentence of any value and any numbers behind it",
    arguments: Recipe.Function.allCases.filter { $0 != .unused && $0 != .monthOfYear })
  func statement(_ function: Recipe.Function) {
    let columns = Self.columns(of: function)
    for path in Self.paths {
      for value in Self.values(of: function) {
        for months in [nil, 1, 3] as [Int?] {
          for isTable in [false, true] {
            var sample = SampleCustomer(columns: ["assets": path, "time": path, "transfer_in": path])
            if function.descriptor.columns.upperBound == 2 {
              sample.columns["transfer_out"] = path.reversed()
            }
            sample.add(
              function, columns, months: months, value: value,
              levels: Self.levels(of: function))
            let words = sample.words(isTable: isTable)
            #expect(words.cause != nil)
            for text in [words.zh, words.en] {
              #expect(
                !text.isEmpty && !text.hasSuffix(".") && !text.hasSuffix("。"), "\(function) \(value): \(text)"
              )
              for part in ["nan", "inf", "v0", "\n", "  "] {
                #expect(!text.contains(part), "\(function) \(value): \(text)")
              }
            }
          }
        }
      }
    }
  }

  @Test("show a value in its unit", arguments: Recipe.Function.allCases)
  func remark(_ function: Recipe.Function) {
    for language in Language.allCases {
      let remark = VariableRemark(
        recipe: Recipe(
          name: "v", function: function, columns: Self.columns(of: function),
          figures: function.descriptor.figures == .codes ? [9] : [],
          levels: Self.levels(of: function)), usual: nil,
        isMoney: true,
        language: language)
      #expect(remark.text(.nan) == nil)
      for value in Self.values(of: function) where value <= 1 {
        #expect(remark.text(Float(value))?.isEmpty == false)
      }
    }
  }
}

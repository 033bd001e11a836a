import Testing
import Variables

@Suite("The description of every function")
struct RecipeDescriptorTests {
  private static let window = MadeUpPanel.window

  private func problem(_ recipe: Recipe, hasAssets: Bool = true) -> String? {
    recipe.problem(window: Self.window, hasAssets: hasAssets)
  }

  private func changed(_ recipe: Recipe, _ change: (inout Recipe) -> Void) -> Recipe {
    var recipe = recipe
    change(&recipe)
    return recipe
  }

  @Test("allows the recipes that are made by it", arguments: Recipe.Function.allCases)
  func valid(_ function: Recipe.Function) {
    let samples = Recipe.samples(of: function)
    #expect(!samples.isEmpty)
    for recipe in samples { #expect(problem(recipe) == nil, "\(recipe)") }
  }

  @Test("refuses other numbers of columns, months and figures", arguments: Recipe.Function.allCases)
  func refusals(_ function: Recipe.Function) throws {
    let descriptor = function.descriptor
    let recipe = try #require(Recipe.samples(of: function).last)
    let name = "“\(function.rawValue)”"
    #expect(problem(changed(recipe) { $0.name = "" }) == "it has no name.")
    for count in [descriptor.columns.lowerBound - 1, descriptor.columns.upperBound + 1] where count >= 0 {
      let columns = [String](repeating: "time", count: count)
      #expect(problem(changed(recipe) { $0.columns = columns }) == "\(name) cannot read \(count) columns.")
    }
    if !recipe.columns.isEmpty {
      #expect(problem(changed(recipe) { $0.columns[0] = "" }) == "a column has no name.")
    }
    #expect((problem(recipe, hasAssets: false) != nil) == descriptor.needsAssets)
    if let possible = descriptor.reach.months(window: Self.window) {
      for months in [nil, -1, 0, possible.upperBound] as [Int?] {
        let problem = problem(changed(recipe) { $0.months = months })
        #expect(problem?.hasSuffix("cannot be looked back in a window of \(Self.window).") == true)
      }
    } else {
      #expect(problem(changed(recipe) { $0.months = 1 }) == "\(name) takes no number of months.")
    }
    let figures = descriptor.figures.count
    for count in [figures.lowerBound - 1, figures.upperBound + 1] where count >= 0 {
      let wrong = (0..<count).map(Double.init)
      #expect(problem(changed(recipe) { $0.figures = wrong }) == "\(name) cannot take \(count) figures.")
    }
    let bad: [[Double]] =
      switch descriptor.figures {
      case .none: []
      case .share: [[-0.1], [1.5], [.nan]]
      case .amount: [[.infinity]]
      case .codes: [[0], [1.5], [.nan], [1e9]]
      case .rising: [[1, 1], [2, 1], [0, .nan]]
      case .reference: [[.nan], [1e9]]
      }
    for figures in bad { #expect(problem(changed(recipe) { $0.figures = figures }) != nil) }
    for levels in [descriptor.source == .text && !function.readsLevels ? nil : ["a"], ["a", "a"]] {
      #expect(problem(changed(recipe) { $0.levels = levels }) != nil)
    }
  }

  @Test("fits what is made: finite values in the unit that it names", arguments: Recipe.Function.ofPanels)
  func units(_ function: Recipe.Function) throws {
    let panel = MadeUpPanel(seed: 3, isWhole: true)
    let recipes = Recipe.samples(of: function)
    for (recipe, values) in zip(recipes, try panel.values(of: recipes)) {
      #expect(values.count == panel.customers.count)
      let known = values.filter { !$0.isNaN }
      switch function.descriptor.missing {
      case .cell, .noDate, .never: #expect(known.count == values.count, "\(recipe)")
      // A tier above, an outflow or a base to divide by is not there for everybody.
      case .history, .noEvent, .noTierAbove: #expect(known.count * 2 > values.count, "\(recipe)")
      }
      #expect(known.allSatisfy { $0.isFinite }, "\(recipe)")
      // Without a column all customers of one month and one length of history are the same.
      #expect((Set(known).count > 1) == !recipe.columns.isEmpty, "\(recipe)")
      let fits: (Float) -> Bool =
        switch function.descriptor.unit {
        case .amount, .share, .number: { $0.magnitude < 1e7 }
        case .ratio: { (0...100).contains($0) }
        case .months: { $0 >= 0 && (recipe.columns == ["open_date"] || $0 == $0.rounded()) }
        case .days: { $0 >= 0 && $0 == $0.rounded() }
        case .flag: { $0 == 0 || $0 == 1 }
        case .monthOfYear: { $0 == 9 }
        case .code: { $0 >= 0 && $0 < 5 && $0 == $0.rounded() }
        }
      #expect(known.allSatisfy(fits), "\(recipe)")
    }
  }

  @Test("says how far back a function looks", arguments: Recipe.Function.ofPanels)
  func reach(_ function: Recipe.Function) throws {
    let reach = function.descriptor.reach
    let panel = MadeUpPanel(seed: 4, isWhole: true)
    let other = MadeUpPanel(seed: 5, isWhole: true)
    for recipe in Recipe.samples(of: function) {
      // Months from here on are another customer's; the last month that is looked at, too.
      let beyond: Int? =
        switch reach {
        case .snapshot: 1
        case .monthBefore: recipe.months.map { $0 + 1 }
        case .lastMonths: recipe.months
        case .window: nil
        }
      func values(changedFrom first: Int) throws -> [Float] {
        var mixed = panel
        for index in mixed.customers.indices {
          for back in first..<max(first, Self.window) {
            mixed.customers[index].months[back] = other.customers[index].months[back]
          }
        }
        return try mixed.values(of: [recipe])[0]
      }
      func same(_ left: [Float], _ right: [Float]) -> Bool {
        left.map(\.bitPattern) == right.map(\.bitPattern)
      }
      let own = try panel.values(of: [recipe])[0]
      if let beyond {
        #expect(same(own, try values(changedFrom: beyond)), "\(recipe)")
        if reach != .snapshot { #expect(!same(own, try values(changedFrom: beyond - 1)), "\(recipe)") }
      } else if recipe.function.descriptor.source == .number {
        #expect(!same(own, try values(changedFrom: Self.window - 1)), "\(recipe)")
      }
    }
  }
}

import Scoring
import Testing
import Variables

@testable import ModelFile

@Suite("LightGBM's text")
struct LightGBMTextTests {
  private func model(_ text: String) throws -> ImportedModel { try ImportedModel.read(Array(text.utf8)) }

  private func problem(_ text: String) throws -> InterchangeError {
    try #require(throws: InterchangeError.self) { try model(text) }
  }

  @Test("is the same with any line ends and with a byte-order mark", arguments: ["\r\n", "\r"])
  func lineEnds(end: String) throws {
    let text = ForeignModels.lightGBM(decision: 1, set: 0b10, tail: "pandas_categorical:[[\"a\", \"b\"]]")
    let expected = try model(text)
    #expect(
      try model(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end))
        == expected)
    #expect(try model("\u{FEFF}" + text) == expected)
    let broken = text.replacing("threshold=0", with: "threshold=x")
    let crlf = broken.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end)
    #expect(try problem(crlf) == problem(broken))
  }

  @Test("is read in its versions 2 to 4", arguments: ["v2", "v3", "v4"])
  func versions(version: String) throws {
    #expect(try model(ForeignModels.lightGBM(decision: 2, version: version)).forest.trees.count == 1)
  }

  @Test("takes categories as the pandas table had them")
  func pandas() throws {
    let recipe = { (list: String) in
      try model(
        ForeignModels.lightGBM(decision: 1, set: 0b10, tail: "pandas_categorical:[\(list)]")
      ).recipes[0]
    }
    #expect(
      try recipe(#"["France", "Germ\u00e4ny"]"#)
        == Recipe(name: "x", function: .category, columns: ["x"], levels: ["France", "Germäny"]))
    #expect(
      try recipe("[10, 20.5, 4e0]")
        == Recipe(name: "x", function: .numberCategory, columns: ["x"], levels: ["10", "20.5", "4"]))
    #expect(try recipe("[false, true]").levels == ["False", "True"])
    #expect(
      try problem(ForeignModels.lightGBM(decision: 1, set: 0b10, tail: "pandas_categorical:[[\"a\"]]"))
        .problem
        .contains("category 1"))
  }

  @Test("reads a category that looks like a missing value as what it is")
  func missingTexts() throws {
    let text = ForeignModels.lightGBM(
      decision: 1, set: 0b10, tail: "pandas_categorical:[[\"None\", \"无\", \"x\"]]")
    let missing = try #require(
      try model(text).document(named: "m", program: "p", baseRate: 0.5).columns[0].missing)
    #expect(missing.contains("na") && !missing.contains("none") && !missing.contains("无"))
  }

  @Test("without them takes codes")
  func codes() throws {
    for tail in ["", "pandas_categorical:null", "pandas_categorical:[]"] {
      #expect(
        try model(ForeignModels.lightGBM(decision: 1, set: 0b1010, tail: tail)).recipes[0]
          == Recipe(name: "x", function: .code, columns: ["x"], figures: [4]))
    }
  }

  @Test("gives each list of categories its column, or says that it cannot")
  func lists() throws {
    let lists = { (infos: String, known: String, lists: String) in
      ForeignModels.lightGBM(
        names: "n a o b one", infos: infos, variable: 3, decision: 1, set: 1,
        tail: "[categorical_feature: \(known)]\npandas_categorical:\(lists)")
    }
    // A constant column has no codes, but is known as a category.
    let constant = try model(
      lists("[-1.5:2] -1:0:1 [0:0.5] -1:1:0:2 none", "1,3,4", #"[["p","q"],["r","s","t"],["u"]]"#))
    #expect(constant.recipes[3].levels == ["r", "s", "t"])
    // Column o is an ordered category, which counts as a number: nothing else can hold its codes.
    let ordered = try model(
      lists("[-1.5:2] -1:0:1 [0:2] -1:1:0:2 [0:9]", "1,3", #"[["p","q"],["l","m","h"],["r","s","t"]]"#))
    #expect(ordered.recipes[3].levels == ["r", "s", "t"])
    // Here two columns could be the ordered one.
    let doubtful = try problem(
      lists("[0:2] -1:0:1 [0:2] -1:1:0:2 [0:9]", "1,3", #"[["l","m","h"],["p","q","w"],["r","s","t"]]"#))
    #expect(doubtful.problem.contains("3 columns") && doubtful.problem.contains("2 variables"))
    #expect(doubtful.place.hasPrefix("line "))
  }

  @Test("makes zeros missing values where it was trained so (zero_as_missing)")
  func zeros() throws {
    // Kind 1 of missing values: zeros take the default side, whatever the threshold.
    for decision in [4, 6] {
      for threshold in ["-0.5", "0.5", "1e-36"] {
        let read = try model(ForeignModels.lightGBM(decision: decision, threshold: threshold))
        #expect(read.recipes[0].function == .nonzero)
        #expect(read.forest.trees[0].nodes[0].missingGoesLeft == (decision == 6))
      }
    }
  }

  @Test("of a variable that no tree asks for needs no column")
  func unused() throws {
    let read = try model(ForeignModels.lightGBM(names: "x y", infos: "none [0:1]", variable: 1, decision: 2))
    #expect(read.recipes.map(\.function) == [.unused, .level])
    let document = read.document(named: "m", program: "p", baseRate: 0.5)
    #expect(document.columns == [NeededColumn(name: "y", kind: .number)])
  }

  @Test("of an objective of one's own is refused with the way out")
  func objective() throws {
    let text = ForeignModels.lightGBM(decision: 2).replacing("objective=binary sigmoid:1\n", with: "")
    #expect(try problem(text).problem.contains("add the line “objective=binary sigmoid:1”"))
  }
}

import Testing

@testable import churn

@Suite("What was typed")
struct TypedArgumentsTests {
  @Test(
    "gives options values that begin with a dash",
    arguments: [
      (["--positive", "-1"], ["--positive=-1"]),
      (["--accept", "-- a branch is new", "--quiet"], ["--accept=-- a branch is new", "--quiet"]),
      (["--above", "-0.5", "--top", "-3"], ["--above=-0.5", "--top=-3"]),
      (["--category", "-*", "--month", "2024-12"], ["--category=-*", "--month", "2024-12"]),
      (["--label", "-Klasse"], ["--label=-Klasse"]),
    ])
  func dashes(_ typed: [String], _ joined: [String]) {
    #expect(TypedArguments.joiningDashedValues(typed) == joined)
  }

  @Test(
    "is left as it is otherwise",
    arguments: [
      ["predict", "--quiet", "-h"], ["--positive", "--key", "id"], ["model", "show", "-1"],
      ["--positive=-1", "-2"], ["--out", "-"], ["--", "-x"],
    ])
  func others(_ typed: [String]) { #expect(TypedArguments.joiningDashedValues(typed) == typed) }

  @Test("reaches the verb's options")
  func parsed() throws {
    let train = try Churn.parse(
      ["train", "--table", "t.csv", "--label", "-y", "--positive", "-1", "--out", "m"])
    let table = try #require(train as? TrainCommand).table
    #expect(table.positive == "-1" && table.label == "-y" && table.table == ["t.csv"])
    let predict = try Churn.parse([
      "predict", "--model", "m", "--accept", "-50% is right", "--lists", "--all",
    ])
    let command = try #require(predict as? PredictCommand)
    #expect(command.accept == "-50% is right" && command.lists == "lists/{month}" && command.length.all)
  }
}

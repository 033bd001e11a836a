import Configuration
import SystemIO
import Testing

@testable import ModelFile

@Suite("Hostile files")
struct HostileFileTests {
  private func big(_ count: Int) -> [UInt8] {
    [UInt8(ascii: "l")] + (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }
  }

  @Test(
    "of UBJSON announce no more values than they have bytes, whatever the values take",
    arguments: ["Z", "T", "F", "N"])
  func amplification(type: String) {
    // Arrays of values without a byte, a hundred beside each other, and in each other.
    let count = 20_000
    let typed = Array("[$\(type)#".utf8) + big(count)
    let filler = [UInt8](repeating: UInt8(ascii: "N"), count: count)
    for bytes in [
      Array("[".utf8) + (0..<100).flatMap { _ in typed } + Array("]".utf8) + filler,
      Array("[$[#".utf8) + big(300) + (0..<300).flatMap { _ in Array("$\(type)#".utf8) + big(count) }
        + filler,
      Array("{".utf8) + (0..<50).flatMap { Array("U".utf8) + [2] + Array("\($0 + 10)".utf8) + typed }
        + Array("}".utf8) + filler,
    ] {
      #expect(throws: InterchangeError.self) { try UBJSONReader.read(bytes) }
    }
  }

  @Test("of UBJSON with a fair number of such values are read")
  func fair() throws {
    guard case .array(let values) = try UBJSONReader.read(Array("[TFTZ]".utf8)).value else {
      Issue.record("no array")
      return
    }
    #expect(values.count == 4)
  }

  @Test("of models are refused by the number of their values before they are decoded")
  func values() {
    #expect(DeterministicJSON.valueCount(of: Array(#"{"a":[1,2,{"b":"x,y:[{"}]}"#.utf8)) >= 6)
    let body =
      Array("{\"a\":[".utf8) + [UInt8](repeating: UInt8(ascii: ","), count: ModelCoder.mostValues)
      + Array("]}".utf8)
    let bytes = Seal(magic: "churn-model", version: 1).sealed(body)
    let error = modelError { _ = try ModelCoder.decode(bytes, path: "m") }
    #expect(error?.description.contains("more than 33554432 values") == true)
  }

  @Test(
    "of models have a configuration that a file could say, and that is the recipes' own where they are used")
  func configurations() throws {
    func problem(_ change: (inout BankConfiguration) -> Void) -> String {
      var document = SampleModels.document(.forest(SampleModels.forest))
      change(&document.configuration)
      return document.firstProblem() ?? ""
    }
    #expect(problem { _ in } == "")
    #expect(problem { $0.floor = -1 }.hasPrefix("configuration: "))
    #expect(problem { $0.tiers = TierTable(tiers: $0.tiers.tiers.reversed()) }.hasPrefix("configuration: "))
    #expect(problem { $0.assets = ["demand", "demand"] }.hasPrefix("configuration: "))
    #expect(problem { $0.loss.share = 7 }.hasPrefix("configuration: "))
    var document = SampleModels.document(.forest(SampleModels.forest))
    #expect(document.useProblem?.contains("adds up demand, time, wealth") == true)
    document.configuration.assets = ["demand", "time"]
    #expect(document.useProblem == nil)
    document.configuration.window = 5
    #expect(document.useProblem?.contains("window of 5") == true)
  }
}

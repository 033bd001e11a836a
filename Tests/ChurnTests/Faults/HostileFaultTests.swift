import Foundation
import Testing

/// Files that promise, hold or say what is not so.
@Suite("Files that are not what they say")
struct HostileFaultTests {
  let bank: FaultBank

  init() throws { bank = try FaultBank() }

  @Test(
    "do not take memory beyond their size: UBJSON that announces millions of nothing, and of empty objects")
  func announcing() throws {
    // A typed array of as many nulls, an array of as many empty strings' objects: no byte stands for any of them.
    let length = Data([UInt8(ascii: "l"), 0x3F, 0xFF, 0xFF, 0xFF])
    for (name, type) in [
      ("null", UInt8(ascii: "Z")), ("object", UInt8(ascii: "{")), ("yes", UInt8(ascii: "T")),
    ] {
      var bytes = Data([UInt8(ascii: "{"), UInt8(ascii: "i"), 7]) + Data("learner".utf8)
      bytes += Data([UInt8(ascii: "["), UInt8(ascii: "$"), type, UInt8(ascii: "#")]) + length
      try bank.write(bytes, to: "\(name).ubj")
      let ending = try bank.run("ulimit -v 3000000; $CHURN model import \(name).ubj --out i")
      #expect(ending.isRefused(saying: "\(name).ubj"), "\(ending)")
    }
  }

  @Test("are no checkpoint: one byte changed, cut short, twice as long, of a version before")
  func checkpoints() throws {
    _ = try bank.run(
      """
      sed 's/rounds: 12, patience: 12/rounds: 4000, patience: 4000/' d/bank.yaml > d/long.yaml
      "$CHURN" train --config d/long.yaml --quiet --checkpoint c --out long & p=$!
      for i in $(seq 200); do [ -s c ] && break; sleep 0.05; done; kill -9 $p; wait
      """)
    let sound = try Data(contentsOf: URL(fileURLWithPath: bank.folder + "/c"))
    var changed = sound
    changed[changed.count / 2] ^= 1
    for (name, bytes) in [("changed", changed), ("cut", sound.dropLast(9)), ("doubled", sound + sound)] {
      try bank.write(Data(bytes), to: "c")
      let ending = try bank.run(
        "$CHURN train --config d/long.yaml --quiet --checkpoint c --out long; s=$?; [ -e long ] && exit 7; exit $s"
      )
      #expect(ending.isRefused(saying: "no checkpoint", "damaged"), "\(name): \(ending)")
    }
  }

  @Test("are told by what they are: models whose configuration and recipes disagree, or that hold too much")
  func models() throws {
    let model = try bank.text("m/model.churn")
    let body = String(model[model.index(after: model.firstIndex(of: "\n")!)...])
    func sealed(_ body: String) throws -> Ending {
      let bytes = Data(body.utf8)
      let version = model.split(separator: " ")[1]
      try bank.write(
        Data("churn-model \(version) crc32=\(hex(crc32(bytes))) bytes=\(bytes.count)\n".utf8) + bytes,
        to: "m/model.churn")
      return try bank.run(
        "ulimit -v 4000000; $CHURN predict --panel 'd/panel_*.csv' --model m --quiet --out l.csv")
    }
    #expect(try sealed(body).status == 0)
    // Of the two places that name the assets, the configuration's comes first and the recipes' second.
    let assets = try #require(body.range(of: "\"assets\" : [\"demand\", \"time\", \"wealth\"]"))
    let fewer = body.replacingCharacters(in: assets, with: "\"assets\" : [\"demand\", \"time\"]")
    #expect(try sealed(fewer).isRefused(saying: "contradicts itself", "adds up demand, time, its recipes"))
    let floor = try #require(body.range(of: "\"floor\" : 200000"))
    let negative = body.replacingCharacters(in: floor, with: "\"floor\" : -1")
    #expect(try sealed(negative).isRefused(saying: "contradicts itself", "floor"))
    #expect(
      try sealed("{\"a\":[" + String(repeating: "1,", count: 40_000_000) + "1]}").isRefused(saying: "values"))
  }

  /// By the definition, bit for bit: independent of the program's own.
  private func crc32(_ bytes: Data) -> UInt32 {
    var code = UInt32.max
    for byte in bytes {
      code ^= UInt32(byte)
      for _ in 0..<8 {
        let carry: UInt32 = code & 1
        code = (code >> 1) ^ (carry == 1 ? 0xEDB8_8320 : 0)
      }
    }
    return ~code
  }

  private func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  @Test("are read in proportion to their size: groups in a chain of thousands, and in a fan")
  func chains() throws {
    let bankText = try bank.text("d/bank.yaml")
    let links = (1..<4000).map { "  g\($0): group g\($0 - 1)\n" }.joined()
    let fan = (1..<4000).map { "  g\($0): group g0 and age >= \($0 % 90)\n" }.joined()
    for groups in [links, fan] {
      try bank.write(bankText + "groups:\n  g0: age >= 5\n" + groups, to: "d/chain.yaml")
      let ending = try bank.run("timeout 60 $CHURN describe --config d/chain.yaml --quiet > /dev/null")
      #expect(ending.status == 0, "\(ending.status) \(ending.errors.prefix(300))")
    }
  }
}

import ModelFile
import Scoring
import SystemIO

/// A reader of models that is fed with whatever the fuzzer thinks up.
enum Target: String, CaseIterable {
  case lightgbm, xgboost, ubjson, catboost, model

  /// Reads the bytes; what is accepted must score, and every engine must agree with the reference.
  func take(_ bytes: [UInt8]) {
    do {
      switch self {
      case .lightgbm, .xgboost, .ubjson, .catboost:
        Agreement.check(.forest(try ImportedModel.read(bytes).forest))
      case .model:
        // The first line holds a checksum, which no mutation gets right: it is put before whatever comes.
        let line =
          "churn-model \(ModelCoder.version) crc32=\(CRC32.text(of: CRC32.of(bytes))) bytes=\(bytes.count)\n"
        Agreement.check(try ModelCoder.decode(Array(line.utf8) + bytes, path: "model.churn").scoring)
      }
    } catch {
      // A refusal is as good an answer as any, if it is a whole sentence.
      guard "\(error)".hasSuffix(".") else { Agreement.complain("no whole sentence: \(error)") }
    }
  }
}

import Foundation

/// libFuzzer's loop; it calls back with bytes until its time is over.
@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ take: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// `churn-fuzz READER [CORPUS…] [-OPTION=VALUE…]`: the options are libFuzzer's.
@main
struct Fuzz {
  /// Set once, before the fuzzer starts.
  nonisolated(unsafe) static var target = Target.lightgbm

  static func main() {
    guard CommandLine.arguments.count > 1, let target = Target(rawValue: CommandLine.arguments[1]) else {
      let names = Target.allCases.map(\.rawValue).joined(separator: "|")
      FileHandle.standardError.write(Data("churn-fuzz \(names) [CORPUS…] [-OPTION=VALUE…]\n".utf8))
      exit(2)
    }
    Fuzz.target = target
    // libFuzzer wants the program's name first, and must not take the reader's name for a corpus.
    var arguments = CommandLine.unsafeArgv + 1
    arguments[0] = CommandLine.unsafeArgv[0]
    var count = CommandLine.argc - 1
    withUnsafeMutablePointer(to: &arguments) { place in
      place.withMemoryRebound(
        to: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?.self, capacity: 1
      ) { arguments in
        exit(
          runFuzzer(&count, arguments) { bytes, size in
            Fuzz.target.take(Array(UnsafeBufferPointer(start: bytes, count: size)))
            return 0
          })
      }
    }
  }
}

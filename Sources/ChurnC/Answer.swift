import ChurnInterface
import Glibc
import SystemIO

/// Where a caller wants to read what went wrong.
typealias ErrorText = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// Does the work of a function of the interface: no error of ours goes beyond here but as a status and a text.
func answering(_ text: ErrorText?, _ body: () throws -> Void) -> Int32 {
  text?.pointee = nil
  do {
    try body()
    return CHURN_OK
  } catch {
    text?.pointee = strdup("\(error)")
    return error is Interrupted ? CHURN_INTERRUPTED : CHURN_INVALID
  }
}

/// What a caller must not do.
struct CallError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension Optional {
  /// What a pointer points to.
  ///
  /// - Throws: where it is null.
  func given(_ name: String) throws(CallError) -> Wrapped {
    guard let self else { throw CallError("“\(name)” is null; give it.") }
    return self
  }
}

extension UnsafePointer<CChar>? {
  /// A text that the caller gave; nil where it is null.
  var text: String? { map { String(cString: $0) } }
}

// swift-format-ignore-file: AlwaysUseLowerCamelCase
import ChurnInterface
import Glibc
import Workflow

// The functions of churn.h, which says what they do; the compiler holds each of them against its declaration there.

@c @implementation
public func churn_interface_version() -> Int32 { CHURN_INTERFACE_VERSION }

@c @implementation
public func churn_version() -> UnsafePointer<CChar>! { VersionText.start }

@c @implementation
public func churn_free(_ memory: UnsafeMutableRawPointer!) { free(memory) }

/// A text that lives as long as the library.
private enum VersionText {
  nonisolated(unsafe) static let start = UnsafePointer<CChar>(strdup(ProgramVersion.text))
}

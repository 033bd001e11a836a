// swift-format-ignore-file: AlwaysUseLowerCamelCase
import ChurnInterface
import SystemIO

@c @implementation
public func churn_run(
  _ verb: UnsafePointer<CChar>!, _ request: UnsafePointer<CChar>!, _ threads: Int32,
  _ listener: UnsafePointer<churn_listener>!, _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>!
) -> Int32 {
  answering(error) {
    let verb = try RunVerb(try (verb as UnsafePointer<CChar>?).text.given("verb"))
    let request = try RunRequest.read(try (request as UnsafePointer<CChar>?).text.given("request"))
    let listener = RunListener((listener as UnsafePointer<churn_listener>?)?.pointee ?? churn_listener())
    let held = try HeldTeam(threads: threads)
    try verb.run(request, listener.context(held.team))
    if listener.isInterrupted { throw Interrupted("The run was interrupted.") }
  }
}

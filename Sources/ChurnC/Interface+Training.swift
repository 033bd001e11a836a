// swift-format-ignore-file: AlwaysUseLowerCamelCase
import CArrow
import ChurnInterface

@c @implementation
public func churn_train(
  _ rows: UnsafeMutablePointer<ArrowArrayStream>!, _ beside: UnsafeMutablePointer<ArrowArrayStream>!,
  _ training: UnsafePointer<churn_training>!, _ model: UnsafeMutablePointer<OpaquePointer?>!,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>!
) -> Int32 {
  answering(error) {
    let (taken, further) = (TakenStream(rows), TakenStream(beside))
    let place = try (model as UnsafeMutablePointer<OpaquePointer?>?).given("model")
    place.pointee = nil
    let training = try (training as UnsafePointer<churn_training>?).given("training")
    guard training.pointee.size >= MemoryLayout<churn_training>.size else {
      throw CallError(
        "“training.size” is less than that of the structure; set it to sizeof(struct churn_training).")
    }
    let stream = try taken.handOn("rows")
    place.pointee = try HeldModel.trained(on: stream, beside: further.handOnIfGiven(), training.pointee)
      .handle()
  }
}

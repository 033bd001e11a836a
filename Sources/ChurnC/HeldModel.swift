import ModelFile

/// A model that another program holds; any number of threads may use it.
final class HeldModel: Sendable {
  let model: LoadedModel
  /// Its file.
  let content: [UInt8]
  let threads: HeldTeam

  var document: ModelDocument { model.document }

  init(_ content: [UInt8], name: String, threads: Int32) throws {
    (model, self.content) = (try LoadedModel(content, path: name), content)
    self.threads = try HeldTeam(threads: threads)
  }

  // MARK: Handles

  /// A pointer that stands for the model until ``close(_:)``.
  func handle() -> OpaquePointer { OpaquePointer(Unmanaged.passRetained(self).toOpaque()) }

  /// The model of a handle; it lives as long as the caller of this needs it, whoever closes the handle meanwhile.
  static func of(_ handle: OpaquePointer?) throws(CallError) -> HeldModel {
    Unmanaged<HeldModel>.fromOpaque(UnsafeRawPointer(try handle.given("model"))).takeUnretainedValue()
  }

  static func close(_ handle: OpaquePointer?) {
    if let handle { Unmanaged<HeldModel>.fromOpaque(UnsafeRawPointer(handle)).release() }
  }
}

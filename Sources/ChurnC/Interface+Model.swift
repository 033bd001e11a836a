// swift-format-ignore-file: AlwaysUseLowerCamelCase
import Arrow
import CArrow
import ChurnInterface
import Glibc
import ModelFile
import SystemIO

@c @implementation
public func churn_model_open(
  _ path: UnsafePointer<CChar>!, _ threads: Int32, _ model: UnsafeMutablePointer<OpaquePointer?>!,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>!
) -> Int32 {
  answering(error) {
    let place = try (model as UnsafeMutablePointer<OpaquePointer?>?).given("model")
    place.pointee = nil
    let path = ModelFolder.modelPath(for: try (path as UnsafePointer<CChar>?).text.given("path"))
    let content = try PlainReader.wholeFile(path, limit: ModelCoder.largestSize)
    place.pointee = try HeldModel(content, name: path, threads: threads).handle()
  }
}

@c @implementation
public func churn_model_open_bytes(
  _ bytes: UnsafePointer<UInt8>!, _ count: Int, _ threads: Int32,
  _ model: UnsafeMutablePointer<OpaquePointer?>!,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>!
) -> Int32 {
  answering(error) {
    let place = try (model as UnsafeMutablePointer<OpaquePointer?>?).given("model")
    place.pointee = nil
    let start = try (bytes as UnsafePointer<UInt8>?).given("bytes")
    guard (0...ModelCoder.largestSize).contains(count) else {
      throw CallError("A model's file does not have \(count) bytes.")
    }
    let content = Array(UnsafeBufferPointer(start: start, count: count))
    place.pointee = try HeldModel(content, name: "the model in memory", threads: threads).handle()
  }
}

@c @implementation
public func churn_model_close(_ model: OpaquePointer!) { HeldModel.close(model) }

@c @implementation
public func churn_model_bytes(
  _ model: OpaquePointer!, _ bytes: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>!,
  _ count: UnsafeMutablePointer<Int>!, _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>!
) -> Int32 {
  answering(error) {
    let place = try (bytes as UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?).given("bytes")
    let size = try (count as UnsafeMutablePointer<Int>?).given("count")
    (place.pointee, size.pointee) = (nil, 0)
    let content = try HeldModel.of(model).content
    guard let memory = malloc(content.count) else {
      throw CallError("There is no memory for the model's bytes.")
    }
    content.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { memory.copyMemory(from: start, byteCount: bytes.count) }
    }
    (place.pointee, size.pointee) = (memory.assumingMemoryBound(to: UInt8.self), content.count)
  }
}

@c @implementation
public func churn_model_save(
  _ model: OpaquePointer!, _ path: UnsafePointer<CChar>!,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>!
) -> Int32 {
  answering(error) {
    let path = try (path as UnsafePointer<CChar>?).text.given("path")
    try AtomicFile.write(HeldModel.of(model).content, to: path)
  }
}

@c @implementation
public func churn_model_describe(
  _ model: OpaquePointer!, _ json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>!,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>!
) -> Int32 {
  answering(error) {
    let place = try (json as UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?).given("json")
    place.pointee = nil
    place.pointee = strdup(try ModelDescription(HeldModel.of(model).document).json())
  }
}

@c @implementation
public func churn_model_score_schema(
  _ model: OpaquePointer!, _ wanted: UInt32, _ schema: UnsafeMutablePointer<ArrowSchema>!,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>!
) -> Int32 {
  answering(error) {
    let place = try (schema as UnsafeMutablePointer<ArrowSchema>?).given("schema")
    place.pointee = ArrowSchema()
    let fields = try HeldModel.of(model).scoreFields(WantedScores(rawValue: wanted))
    place.pointee = try ArrowField.schema(of: fields)
  }
}

@c @implementation
public func churn_model_score(
  _ model: OpaquePointer!, _ rows: UnsafeMutablePointer<ArrowArrayStream>!, _ wanted: UInt32,
  _ scores: UnsafeMutablePointer<ArrowArrayStream>!,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>!
) -> Int32 {
  answering(error) {
    let taken = TakenStream(rows)
    let place = try (scores as UnsafeMutablePointer<ArrowArrayStream>?).given("scores")
    place.pointee = ArrowArrayStream()
    let batch = try HeldModel.of(model).score(taken.handOn("rows"), WantedScores(rawValue: wanted))
    place.pointee = ArrowExportStream(batch).stream()
  }
}

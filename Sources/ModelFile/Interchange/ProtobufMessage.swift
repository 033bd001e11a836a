/// A message of Protocol Buffers while it is written (protobuf.dev, "Encoding").
struct ProtobufMessage {
  private(set) var bytes: [UInt8] = []

  private mutating func varint(_ number: UInt64) {
    var rest = number
    while rest >= 128 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func whole(_ field: Int, _ number: Int64) {
    varint(UInt64(field) << 3)
    varint(UInt64(bitPattern: number))
  }

  mutating func data(_ field: Int, _ data: some Collection<UInt8>) {
    varint(UInt64(field) << 3 | 2)
    varint(UInt64(data.count))
    bytes += data
  }

  mutating func text(_ field: Int, _ text: String) { data(field, text.utf8) }

  mutating func message(_ field: Int, _ fill: (inout ProtobufMessage) -> Void) {
    var message = ProtobufMessage()
    fill(&message)
    data(field, message.bytes)
  }

  mutating func floats(_ field: Int, _ numbers: [Float]) {
    var packed = ProtobufMessage()
    for number in numbers { packed.append(number) }
    data(field, packed.bytes)
  }

  mutating func doubles(_ field: Int, _ numbers: [Double]) {
    var packed = ProtobufMessage()
    for number in numbers {
      for shift in stride(from: 0, to: 64, by: 8) {
        packed.bytes.append(UInt8(truncatingIfNeeded: number.bitPattern >> UInt64(shift)))
      }
    }
    data(field, packed.bytes)
  }

  mutating func wholes(_ field: Int, _ numbers: [Int64]) {
    var packed = ProtobufMessage()
    for number in numbers { packed.varint(UInt64(bitPattern: number)) }
    data(field, packed.bytes)
  }

  private mutating func append(_ number: Float) {
    for shift in stride(from: 0, to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number.bitPattern >> UInt32(shift)))
    }
  }
}

/// One operation of an ONNX graph.
struct ONNXNode {
  var operation: String
  var inputs: [String]
  var output: String
  /// Empty for the standard operators.
  var domain = ""
  var attributes: [ONNXAttribute] = []

  func write(to message: inout ProtobufMessage) {
    for input in inputs { message.text(1, input) }
    message.text(2, output)
    message.text(4, operation)
    for attribute in attributes { message.message(5) { attribute.write(to: &$0) } }
    if !domain.isEmpty { message.text(7, domain) }
  }
}

/// A named constant of a node (AttributeProto).
struct ONNXAttribute {
  enum Value {
    case whole(Int64)
    case text(String)
    case floats([Float])
    case wholes([Int64])
    case texts([String])
  }

  var name: String
  var value: Value

  init(_ name: String, _ value: Value) { (self.name, self.value) = (name, value) }

  func write(to message: inout ProtobufMessage) {
    message.text(1, name)
    switch value {
    case .whole(let number):
      message.whole(3, number)
      message.whole(20, 2)
    case .text(let text):
      message.text(4, text)
      message.whole(20, 3)
    case .floats(let numbers):
      message.floats(7, numbers)
      message.whole(20, 6)
    case .wholes(let numbers):
      message.wholes(8, numbers)
      message.whole(20, 7)
    case .texts(let texts):
      for text in texts { message.text(9, text) }
      message.whole(20, 8)
    }
  }
}

/// Operations in their order, and the constants that they take.
struct ONNXGraph {
  /// Element types of TensorProto.
  enum Element: Int64 {
    case float = 1
    case double = 11
  }

  private(set) var nodes: [ONNXNode] = []
  private var constants: [(name: String, fill: (inout ProtobufMessage) -> Void)] = []

  /// Adds an operation and gives the name of its result.
  mutating func add(
    _ operation: String, _ inputs: [String], to output: String, _ attributes: [ONNXAttribute] = []
  ) -> String {
    nodes.append(ONNXNode(operation: operation, inputs: inputs, output: output, attributes: attributes))
    return output
  }

  mutating func add(_ node: ONNXNode) { nodes.append(node) }

  mutating func constant(_ name: String, wholes numbers: [Int64]) -> String {
    constants.append(
      (name, { Self.fill(&$0, name, dimensions: [numbers.count], type: 7) { $0.wholes(7, numbers) } }))
    return name
  }

  mutating func constant(_ name: String, floats numbers: [Float], dimensions: [Int]) -> String {
    constants.append(
      (name, { Self.fill(&$0, name, dimensions: dimensions, type: 1) { $0.floats(4, numbers) } }))
    return name
  }

  mutating func constant(_ name: String, doubles numbers: [Double], dimensions: [Int]) -> String {
    constants.append(
      (name, { Self.fill(&$0, name, dimensions: dimensions, type: 11) { $0.doubles(10, numbers) } }))
    return name
  }

  /// A TensorProto.
  private static func fill(
    _ message: inout ProtobufMessage, _ name: String, dimensions: [Int], type: Int64,
    _ numbers: (inout ProtobufMessage) -> Void
  ) {
    message.wholes(1, dimensions.map { Int64($0) })
    message.whole(2, type)
    numbers(&message)
    message.text(8, name)
  }

  func write(to message: inout ProtobufMessage) {
    for node in nodes { message.message(1) { node.write(to: &$0) } }
    message.text(2, "churn")
    for constant in constants { message.message(5, constant.fill) }
  }
}

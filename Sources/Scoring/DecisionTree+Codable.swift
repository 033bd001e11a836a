/// A tree is written as one array per field, which keeps JSON short and quick to read.
extension DecisionTree: Codable {
  private enum Key: String, CodingKey, CaseIterable {
    case variable, threshold, left, right
    case missingGoesLeft = "missing_goes_left"
    case categorySet = "category_set"
    case value, cover
    case categorySets = "category_sets"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(nodes.map(\.variable), forKey: .variable)
    try container.encode(nodes.map(\.threshold), forKey: .threshold)
    try container.encode(nodes.map(\.left), forKey: .left)
    try container.encode(nodes.map(\.right), forKey: .right)
    try container.encode(nodes.map { $0.missingGoesLeft ? UInt8(1) : 0 }, forKey: .missingGoesLeft)
    try container.encode(nodes.map(\.value), forKey: .value)
    try container.encode(nodes.map(\.cover), forKey: .cover)
    if !categorySets.isEmpty || nodes.contains(where: { $0.categorySet != -1 }) {
      try container.encode(nodes.map(\.categorySet), forKey: .categorySet)
      try container.encode(categorySets, forKey: .categorySets)
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let variable = try container.decode([Int32].self, forKey: .variable)

    func field<Element: Decodable>(_ key: Key, _ type: Element.Type) throws -> [Element] {
      let array = try container.decode([Element].self, forKey: key)
      guard array.count == variable.count else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container,
          debugDescription:
            "A tree has \(variable.count) nodes by `variable`, but \(array.count) by `\(key.rawValue)`.")
      }
      return array
    }

    let threshold = try field(.threshold, Float.self)
    let left = try field(.left, Int32.self)
    let right = try field(.right, Int32.self)
    let missing = try field(.missingGoesLeft, UInt8.self)
    if let odd = missing.first(where: { $0 > 1 }) {
      throw DecodingError.dataCorruptedError(
        forKey: .missingGoesLeft, in: container,
        debugDescription: "`missing_goes_left` of a tree holds \(odd); only 0 and 1 are possible.")
    }
    let value = try field(.value, Double.self)
    let cover = try field(.cover, Double.self)
    let hasCategories = container.contains(.categorySet)
    let categorySet = hasCategories ? try field(.categorySet, Int32.self) : []
    categorySets = try container.decodeIfPresent([[UInt32]].self, forKey: .categorySets) ?? []
    nodes = variable.indices.map { index in
      Node(
        variable: variable[index], threshold: threshold[index], left: left[index], right: right[index],
        missingGoesLeft: missing[index] == 1, categorySet: hasCategories ? categorySet[index] : -1,
        value: value[index], cover: cover[index])
    }
  }
}

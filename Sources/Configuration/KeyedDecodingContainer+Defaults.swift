extension KeyedDecodingContainer {
  /// The value of a key, or a default where the key is missing.
  func value<Value: Decodable>(_ key: Key, else standard: Value) throws -> Value {
    try decodeIfPresent(Value.self, forKey: key) ?? standard
  }
}

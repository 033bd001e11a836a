/// One setting of a section: all that there is to say of it stands in its declaration.
///
/// Made of it are the section's allowed keys, the reading and writing of YAML and of JSON, the checks of values that no
/// file was read for, and the reference of all keys. Its default is that of the section's property.
struct Setting<Root: SettingsSection>: Sendable {
  let description: SettingDescription
  /// Whether the key may stand in a file; else libraries alone can set it.
  let isInFile: Bool
  /// Reads the key, if it is written, over what holds so far.
  ///
  /// - Returns: false where the section is of no use without it.
  let read: @Sendable (inout Root, ConfigurationSection) -> Bool
  /// The lines of a file.
  let lines: @Sendable (Root) -> [String]
  /// Reads JSON over what holds so far; an absent key changes nothing.
  let decode: @Sendable (inout Root, KeyedDecodingContainer<SettingKey>) throws -> Void
  let encode: @Sendable (Root, inout KeyedEncodingContainer<SettingKey>) throws -> Void
  /// A sentence for each value that may not stand here.
  let problems: @Sendable (Root, _ path: String) -> [String]

  var key: String { description.key }
}

extension Setting {
  /// A setting with a value of its own.
  ///
  /// - Parameters:
  ///   - json: the key in JSON, where it is another one.
  ///   - isWritten: whether a file needs the key; nil: whenever there is something to write.
  ///   - missing: what to say of a section that does not have the key, which must then be there in JSON too.
  init<Value: Equatable>(
    _ key: String, _ path: any WritableKeyPath<Root, Value> & Sendable, _ form: SettingForm<Value>,
    json: String? = nil, isInFile: Bool = true, isWritten: (@Sendable (Root) -> Bool)? = nil,
    missing: (@Sendable (ConfigurationSection) -> String?)? = nil, _ comment: String
  ) {
    let jsonKey = SettingKey(json ?? key)
    self.init(
      description: SettingDescription(key: key, comment: comment, accepted: form.accepted), isInFile: isInFile,
      read: { root, section in
        guard let node = section.value(key) else {
          guard let problem = missing?(section) else { return true }
          section.reader.add(problem, at: section.node)
          return false
        }
        guard let value = form.read(node, section.path(key), section.reader) else { return missing == nil }
        root[keyPath: path] = value
        return true
      },
      lines: { root in isWritten?(root) == false ? [] : form.lines(key, root[keyPath: path]) },
      decode: { root, container in
        if missing != nil {
          root[keyPath: path] = try container.decode(Value.self, forKey: jsonKey)
        } else if let value = try container.decodeIfPresent(Value.self, forKey: jsonKey) {
          root[keyPath: path] = value
        }
      },
      encode: { root, container in
        let value = root[keyPath: path]
        let isLeftOut = isInFile ? form.isNothing(value) : value == Root()[keyPath: path]
        if !isLeftOut { try container.encode(value, forKey: jsonKey) }
      },
      problems: { root, prefix in form.problems(root[keyPath: path], "\(prefix)\(key)") })
  }
}

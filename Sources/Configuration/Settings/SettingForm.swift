import Yams

/// How values of one kind are read, written and checked.
struct SettingForm<Value: Sendable & Codable>: Sendable {
  let accepted: AcceptedText
  /// The value that stands at a node; nil, with a problem, where none does.
  let read: @Sendable (_ node: Node, _ path: String, ConfigurationReader) -> Value?
  /// The lines of a file that say that a key has a value; none where that need not be said.
  let lines: @Sendable (_ key: String, Value) -> [String]
  /// What is wrong with a value that no file was read for, a sentence each.
  let problems: @Sendable (Value, _ path: String) -> [String]
  /// Whether JSON leaves the value out.
  var isNothing: @Sendable (Value) -> Bool = { _ in false }

  /// The same form, with values that JSON leaves out.
  func leavingOut(_ isNothing: @escaping @Sendable (Value) -> Bool) -> SettingForm {
    var form = self
    form.isNothing = isNothing
    return form
  }

  /// A form of one line.
  static func line(
    _ accepted: AcceptedText, text: @escaping @Sendable (Value) -> String,
    contains: @escaping @Sendable (Value) -> Bool = { _ in true },
    read: @escaping @Sendable (_ node: Node, _ path: String, ConfigurationReader) -> Value?
  ) -> SettingForm {
    SettingForm(
      accepted: accepted, read: read, lines: { ["\($0): \(text($1))"] },
      problems: { value, path in
        contains(value) ? [] : ["`\(path)` is \(text(value)); it must be \(accepted.words)."]
      })
  }
}

extension SettingForm where Value == Double {
  static func number(_ range: NumberRange) -> SettingForm {
    .line(.number(range), text: YAMLText.number, contains: { range.contains($0) }) { node, path, reader in
      reader.number(node, path, range)
    }
  }
}

extension SettingForm where Value: FixedWidthInteger {
  static func whole(_ range: ClosedRange<Value>) -> SettingForm {
    .line(
      .whole(
        from: UInt64(clamping: range.lowerBound), to: UInt64(clamping: range.upperBound),
        words: ConfigurationReader.words(range)),
      text: { "\($0)" }, contains: { range.contains($0) }
    ) { node, path, reader in reader.whole(node, path, range) }
  }
}

extension SettingForm where Value == Bool {
  static var flag: SettingForm {
    .line(.flag, text: { "\($0)" }) { node, path, reader in reader.flag(node, path) }
  }
}

extension SettingForm where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  static var choice: SettingForm {
    .line(.choice(Value.allCases.map(\.rawValue)), text: \.rawValue) { node, path, reader in
      reader.choice(node, path)
    }
  }
}

extension SettingForm where Value == String {
  static func name(_ wanted: String) -> SettingForm {
    .line(.name(wanted), text: YAMLText.text, contains: { !$0.isEmpty }) { node, path, reader in
      reader.name(node, name: path, wanted: wanted)
    }
  }
}

extension SettingForm {
  /// Nothing, or what another form says.
  static func optional<Wrapped>(_ form: SettingForm<Wrapped>) -> SettingForm where Value == Wrapped? {
    SettingForm(
      accepted: form.accepted, read: { form.read($0, $1, $2) },
      lines: { key, value in value.map { form.lines(key, $0) } ?? [] },
      problems: { value, path in value.map { form.problems($0, path) } ?? [] }, isNothing: { $0 == nil })
  }
}

extension SettingForm where Value: Collection {
  /// The same, left out of a file where there is nothing in it.
  var unlessEmpty: SettingForm {
    SettingForm(
      accepted: accepted, read: read, lines: { [lines] in $1.isEmpty ? [] : lines($0, $1) },
      problems: problems,
      isNothing: isNothing)
  }
}

extension SettingForm where Value == [String] {
  static func names(_ wanted: String) -> SettingForm {
    .line(
      .names(wanted), text: YAMLText.texts,
      contains: { names in !names.contains("") && Set(names).count == names.count },
      read: { node, path, reader in reader.names(node, name: path, wanted: wanted) })
  }

  /// Texts of any kind, also those that mean nothing in YAML, such as `~`.
  static var anyTexts: SettingForm {
    .line(
      .other(words: "a list of texts", fitting: ["[~, \"\", 无]"], unfitting: ["[[a]]"]),
      text: YAMLText.texts,
      read: { node, path, reader in
        reader.elements(node, name: path).compactMap { element in
          guard case .scalar(let scalar) = element else {
            reader.add("“\(path)” must be a list of texts.", at: element)
            return nil
          }
          return scalar.string
        }
      })
  }
}

extension SettingForm where Value == [[String]] {
  static func lists(_ wanted: String) -> SettingForm {
    .line(
      .lists(wanted), text: { "[\($0.map(YAMLText.texts).joined(separator: ", "))]" },
      read: { node, path, reader in
        reader.elements(node, name: path).map { reader.names($0, name: path, wanted: wanted) }
      })
  }
}

extension SettingForm where Value == [Double] {
  static var numbers: SettingForm {
    .line(
      .numbers, text: YAMLText.numbers, contains: { $0.allSatisfy(\.isFinite) },
      read: { node, path, reader in
        if case .sequence(let sequence) = node, sequence.isEmpty { return [] }
        return reader.elements(node, name: path).compactMap { element in
          guard let text = reader.text(element, name: path, wanted: "a list of numbers") else { return nil }
          guard let number = ConfigurationReader.number(text) else {
            reader.add("“\(path)” holds “\(reader.shown(text))”, which is no number.", at: element)
            return nil
          }
          return number
        }
      })
  }
}

extension SettingForm {
  /// Names of any kind, each with a value of another form, written in the order of the names.
  ///
  /// - Parameter empty: what to say of a section with nothing in it; nil: nothing.
  static func mapping<Element>(
    _ form: SettingForm<Element>, empty: (@Sendable (_ path: String) -> String)? = nil
  ) -> SettingForm where Value == [String: Element] {
    SettingForm(
      accepted: .mapping(form.accepted),
      read: { node, path, reader in
        let entries = reader.entries(node, name: path, keys: nil) ?? []
        if let empty, case .mapping = node, entries.isEmpty { reader.add(empty(path), at: node) }
        var values: [String: Element] = [:]
        for entry in entries { values[entry.key] = form.read(entry.value, "\(path).\(entry.key)", reader) }
        return values
      },
      lines: { key, values in
        let pairs = values.sorted { $0.key < $1.key }
        return ["\(key): \(YAMLText.line(pairs.flatMap { form.lines(YAMLText.text($0.key), $0.value) }))"]
      },
      problems: { values, path in
        values.sorted { $0.key < $1.key }.flatMap { form.problems($0.value, "\(path).\($0.key)") }
      })
  }
}

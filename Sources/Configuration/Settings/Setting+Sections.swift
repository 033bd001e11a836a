extension Setting {
  /// How a section within a section is written.
  enum Style {
    /// Its keys on lines of their own.
    case block
    /// In one line; not at all where nothing is to be said.
    case line
    /// In one line, its keys in JSON among those of the section around it.
    case lineFlatInJSON
  }

  /// A section within the section.
  static func section<Part: SettingsSection>(
    _ key: String, _ path: any WritableKeyPath<Root, Part> & Sendable, style: Style = .block,
    _ comment: String
  ) -> Setting {
    Setting(
      description: SettingDescription(key: key, comment: comment, accepted: .section(Part.descriptions)),
      isInFile: true,
      read: { root, section in
        section.section(key, keys: Part.keys).map { root[keyPath: path].read($0) } ?? true
      },
      lines: { root in
        let lines = root[keyPath: path].lines
        switch style {
        case .block: return YAMLText.block(key, lines)
        case .line, .lineFlatInJSON: return lines.isEmpty ? [] : ["\(key): \(YAMLText.line(lines))"]
        }
      },
      decode: { root, container in
        let jsonKey = SettingKey(key)
        switch style {
        case .lineFlatInJSON: try root[keyPath: path].decode(container)
        case .block, .line:
          guard container.contains(jsonKey), try !container.decodeNil(forKey: jsonKey) else { return }
          try root[keyPath: path].decode(
            container.nestedContainer(keyedBy: SettingKey.self, forKey: jsonKey))
        }
      },
      encode: { root, container in
        switch style {
        case .lineFlatInJSON: try root[keyPath: path].encode(&container)
        case .block, .line:
          var inner = container.nestedContainer(keyedBy: SettingKey.self, forKey: SettingKey(key))
          try root[keyPath: path].encode(&inner)
        }
      },
      problems: { root, prefix in root[keyPath: path].problems(under: "\(prefix)\(key).") })
  }
}

extension SettingForm where Value: SettingsSection {
  /// A section that may be missing altogether.
  static var section: SettingForm {
    SettingForm(
      accepted: .section(Value.descriptions),
      read: { node, path, reader in Value.reading(node, path, reader) },
      lines: { YAMLText.block($0, $1.lines) }, problems: { $0.problems(under: "\($1).") })
  }
}

extension SettingForm {
  /// A list of sections; in a file one may stand without being listed.
  static func sections<Element: SettingsSection>() -> SettingForm where Value == [Element] {
    SettingForm(
      accepted: .sections(Element.descriptions),
      read: { node, path, reader in
        reader.elements(node, name: path).compactMap { Element.reading($0, path, reader) }
      },
      lines: { key, elements in
        if elements.isEmpty { return ["\(key): []"] }
        return ["\(key):"]
          + elements.flatMap { element in
            element.lines.enumerated().map { ($0.offset == 0 ? "  - " : "    ") + $0.element }
          }
      }, problems: { elements, path in elements.flatMap { $0.problems(under: "\(path).") } })
  }

  /// Names of any kind, each with a section that is written in one line.
  static func namedSections<Element: SettingsSection>() -> SettingForm where Value == [String: Element] {
    SettingForm(
      accepted: .namedSections(Element.descriptions),
      read: { node, path, reader in
        var sections: [String: Element] = [:]
        for entry in reader.entries(node, name: path, keys: nil) ?? [] {
          sections[entry.key] = Element.reading(entry.value, "\(path).\(entry.key)", reader)
        }
        return sections
      },
      lines: { key, sections in
        if sections.isEmpty { return ["\(key): {}"] }
        return YAMLText.block(
          key,
          sections.sorted { $0.key < $1.key }.map { "\(YAMLText.text($0.key)): \(YAMLText.line($0.value.lines))" })
      },
      problems: { sections, path in
        sections.sorted { $0.key < $1.key }.flatMap { $0.value.problems(under: "\(path).\($0.key).") }
      })
  }
}

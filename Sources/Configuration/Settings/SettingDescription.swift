/// What a reference says of a setting.
struct SettingDescription: Sendable {
  let key: String
  /// A sentence or two: what it is, and what it does.
  let comment: String
  let accepted: AcceptedText
}

/// What may stand at a key, for whoever writes about settings or tries them out.
indirect enum AcceptedText: Sendable {
  case number(NumberRange)
  case whole(from: UInt64, to: UInt64, words: String)
  case flag
  case choice([String])
  /// A text that is not empty, in words.
  case name(String)
  /// A list of different texts that are not empty; one may stand without brackets.
  case names(String)
  /// A list of lists of such texts.
  case lists(String)
  /// A list of numbers.
  case numbers
  /// Names of any kind, each with what is accepted for it.
  case mapping(AcceptedText)
  case section([SettingDescription])
  /// A list of sections; one may stand without being listed.
  case sections([SettingDescription])
  /// Names of any kind, each with a section.
  case namedSections([SettingDescription])
  /// What has rules of its own: the words for it, texts that fit and texts that do not, keys inside it.
  case other(words: String, fitting: [String], unfitting: [String], inside: [SettingDescription] = [])

  var words: String {
    switch self {
    case .number(let range): range.words
    case .whole(_, _, let words): words
    case .flag: "true or false"
    case .choice(let choices): YAMLText.choices(choices)
    case .name(let wanted), .names(let wanted), .lists(let wanted): wanted
    case .numbers: "a list of numbers"
    case .mapping(let element): "names, each with \(element.words)"
    case .section: "a section"
    case .sections: "a section or a list of them"
    case .namedSections: "names, each with a section"
    case .other(let words, let fitting, _, _): words + (fitting.first.map { ", such as `\($0)`" } ?? "")
    }
  }
}

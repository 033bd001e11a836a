/// What a question has of the calendar of contacts, in which several questions share a month's customers.
public struct CalendarShare: SettingsSection {
  /// Most contacts of the month that are about the question; nil: no limit.
  public var quota: Int?
  /// What a unit of the question's expected money counts where contacts compete, such as the share of an expected loss that a
  /// contact keeps.
  public var worth = 1.0

  public init() {}

  static let settings: [Setting<CalendarShare>] = [
    .init(
      "quota", \.quota, .optional(.whole(1...1_000_000_000)),
      "Most contacts of the month that are about the question; without it there is no limit."),
    .init(
      "worth", \.worth, .number(.factor),
      "What a unit of the question's expected money counts where contacts compete, such as the share of an expected loss "
        + "that a contact keeps."),
  ]
}

extension BankConfiguration {
  /// Adds a problem for each share of the calendar that is of no question.
  func checkCalendar(_ top: ConfigurationSection) {
    for name in calendar.keys.sorted() where asked(name) == nil {
      for problem in problemsOfQuestion(named: name) {
        top.reader.add(problem.text, at: top.value("calendar")?[name] ?? top.keyNode("calendar"))
      }
    }
  }

  /// The keys in which two configurations say different things.
  ///
  /// - Parameter leftOut: keys that may differ.
  public func keysThatDiffer(from other: BankConfiguration, but leftOut: Set<String>) -> [String] {
    Self.settings.filter { !leftOut.contains($0.key) && $0.lines(self) != $0.lines(other) }.map(\.key)
  }
}

extension SettingForm where Value == [String: CalendarShare] {
  /// Shares by the names of their questions.
  static var calendar: SettingForm {
    SettingForm.namedSections().unlessEmpty.leavingOut(\.isEmpty)
  }
}

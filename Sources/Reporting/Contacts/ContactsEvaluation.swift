import Calendar
import Configuration
import Metrics
import Panel
import Retention

/// Sets contacted customers against the control group.
public struct ContactsEvaluation: Sendable {
  let configuration: BankConfiguration

  public init(configuration: BankConfiguration) { self.configuration = configuration }

  /// A contact with assets before and after, where both are known.
  public struct Known: Sendable {
    var contact: Contact
    var before: Double?
    var after: Double?

    public init(_ contact: Contact, before: Double?, after: Double?) {
      (self.contact, self.before, self.after) = (contact, before, after)
    }

    /// Contacts with the assets that a panel knows where they do not say it: in the snapshot month and in the month after it.
    public static func all(of contacts: [Contact], in panel: CustomerPanel) -> [Known] {
      var indices: [String: Int] = [:]
      for customer in 0..<panel.customerCount { indices[panel.customers[customer]] = customer }
      return contacts.map { contact in
        guard let customer = indices[contact.customer] else {
          return Known(contact, before: contact.assetsBefore, after: contact.assetsAfter)
        }
        let before = contact.assetsBefore ?? panel.assets(customer, contact.month - 1)
        // Absent in a month that the panel holds: nothing is left.
        let isThere = panel.isPresent(customer, contact.month)
        let after =
          isThere
          ? panel.assets(customer, contact.month) : panel.monthsPresent.contains(contact.month) ? 0 : nil
        return Known(contact, before: before, after: contact.assetsAfter ?? after)
      }
    }
  }

  public func content(_ contacts: [Known], program: String) -> ContactsContent {
    let control = contacts.filter(\.contact.isControl)
    return ContactsContent(
      language: configuration.language, program: program, months: Set(contacts.map(\.contact.month)).sorted(),
      withoutAssets: contacts.count { $0.before == nil || $0.after == nil },
      whole: line(
        configuration.language.text("全部", "all"), contacts.filter { !$0.contact.isControl }, control,
        isAgainstAll: false),
      actions: lines(contacts, control, by: \.action), managers: lines(contacts, control, by: \.manager))
  }

  /// The greatest groups first, equal ones by name.
  private func lines(
    _ contacts: [Known], _ control: [Known], by name: KeyPath<Contact, String?>
  ) -> [ContactsContent.Line] {
    var groups: [String: (treated: [Known], control: [Known])] = [:]
    for contact in contacts {
      guard let key = contact.contact[keyPath: name] else { continue }
      if contact.contact.isControl {
        groups[key, default: ([], [])].control.append(contact)
      } else {
        groups[key, default: ([], [])].treated.append(contact)
      }
    }
    return groups.filter { !$0.value.treated.isEmpty }
      .sorted { ($0.value.treated.count, $1.key) > ($1.value.treated.count, $0.key) }
      .map { key, group in
        let isAgainstAll = group.control.count < MoneyKept.leastCustomers
        return line(key, group.treated, isAgainstAll ? control : group.control, isAgainstAll: isAgainstAll)
      }
  }

  private func line(_ name: String, _ treated: [Known], _ control: [Known], isAgainstAll: Bool)
    -> ContactsContent.Line
  {
    let contacted = treated.filter(\.contact.wasContacted)
    let answered = contacted.count { $0.contact.uptake != nil }
    let accepted = contacted.count { $0.contact.uptake == true }
    let (moved, stayed) = (Self.assets(treated), Self.assets(control))
    let rule = LossRule(configuration)
    func losses(_ assets: [(before: Double, after: Double)]) -> Int {
      assets.count { rule.isLoss(before: $0.before, after: $0.after) }
    }
    return ContactsContent.Line(
      name: name, treated: treated.count, contacted: contacted.count, answered: answered, accepted: accepted,
      uptake: Interval.wilson(successes: Double(accepted), of: Double(answered)), control: control.count,
      isAgainstAll: isAgainstAll, kept: MoneyKept(treated: moved, control: stayed),
      losses: ShareDifference(
        treatedEvents: losses(moved), treated: moved.count, controlEvents: losses(stayed),
        control: stayed.count))
  }

  private static func assets(_ contacts: [Known]) -> [(before: Double, after: Double)] {
    contacts.compactMap { contact in
      guard let before = contact.before, let after = contact.after else { return nil }
      return (before, after)
    }
  }
}

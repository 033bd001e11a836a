import Calendar
import Configuration
import Panel
import Reporting
import Retention
import SystemIO

/// `churn monitor --outcomes`: what came of the contacts with a list's customers.
public struct ContactsRun: Sendable {
  /// The bank's file of contacts and results; see ``ContactFile``.
  public let contactsPath: String
  public let input: InputSelection
  /// Where to write the findings as JSON and as HTML; nil: nowhere.
  public let outputPath: String?
  public let reportPath: String?

  public init(contactsPath: String, input: InputSelection, outputPath: String?, reportPath: String?) {
    self.contactsPath = contactsPath
    self.input = input
    self.outputPath = outputPath
    self.reportPath = reportPath
  }

  /// Judges the contacts, writes what was found, and returns what to tell of it.
  public func run(_ context: RunContext) throws -> String {
    let content = try content(context)
    if let outputPath { try AtomicFile.write(DeterministicJSON.encode(content), to: outputPath) }
    if let reportPath { try AtomicFile.write(ContactsPage.html(of: content), to: reportPath) }
    return ContactsText(content: content).text
  }

  func content(_ context: RunContext) throws -> ContactsContent {
    let contacts = try ContactFile.read(contactsPath)
    guard !contacts.isEmpty else { throw RunError("“\(contactsPath)” holds a header and no contact.") }
    let needsPanel = contacts.contains { $0.assetsBefore == nil || $0.assetsAfter == nil }
    let hasPanel = input.configurationPath != nil || !input.panelPatterns.isEmpty
    guard hasPanel || !needsPanel else {
      throw RunError(
        "Not every row of “\(contactsPath)” has assets_before and assets_after; fill these columns, or give the months with "
          + "--config or --panel.")
    }
    var configuration = hasPanel ? try input.configuration() : BankConfiguration()
    if let language = input.language { configuration.language = language }
    let known =
      needsPanel
      ? try withAssets(contacts, configuration, context)
      : contacts.map { ContactsJudge.Known(contact: $0, before: $0.assetsBefore, after: $0.assetsAfter) }
    return ContactsJudge(configuration: configuration).content(known, program: ProgramVersion.text)
  }

  /// Looks up what the file does not say: assets in the snapshot month and in the month after it.
  private func withAssets(
    _ contacts: [Contact], _ configuration: BankConfiguration, _ context: RunContext
  ) throws -> [ContactsJudge.Known] {
    let last = contacts.map(\.month).max()
    let request = PanelRequest(snapshots: .labelled(until: last), columns: [])
    let panel = try context.step("Reading", unit: .bytes) {
      try PanelReader(configuration: configuration, request: request)
        .read(team: context.team, progress: context.readingProgress)
    }
    var places: [String: Int] = [:]
    for customer in 0..<panel.customerCount { places[panel.customers[customer]] = customer }
    return contacts.map { contact in
      guard let customer = places[contact.customer] else {
        return .init(contact: contact, before: contact.assetsBefore, after: contact.assetsAfter)
      }
      let before = contact.assetsBefore ?? panel.assets(customer, contact.month - 1)
      // Absent in a month that the panel holds: nothing is left.
      let isThere = panel.isPresent(customer, contact.month)
      let after =
        isThere
        ? panel.assets(customer, contact.month) : panel.monthsPresent.contains(contact.month) ? 0 : nil
      return .init(contact: contact, before: before, after: contact.assetsAfter ?? after)
    }
  }
}

/// What the terminal shows of the contacts.
struct ContactsText {
  let content: ContactsContent

  private static let mostLines = 10

  var text: String {
    var text = content.verdict + "\n"
    if content.withoutAssets > 0 {
      text += "\(NumberText.count(content.withoutAssets)) rows without known assets count for uptake alone.\n"
    }
    text += describe(content.whole)
    for (title, lines) in [("By action", content.actions), ("By manager", content.managers)]
    where !lines.isEmpty {
      text += "\n\(title)\n"
      for line in lines.prefix(Self.mostLines) { text += describe(line) }
      if lines.count > Self.mostLines { text += "  and \(lines.count - Self.mostLines) more\n" }
    }
    return text
  }

  private func describe(_ line: ContactsContent.Line) -> String {
    var text =
      "  \(line.name): \(NumberText.count(line.treated)) customers, \(NumberText.count(line.contacted)) contacted"
    if line.answered > 0 {
      text += ", uptake \(NumberText.percent(Double(line.accepted) / Double(line.answered)))"
    }
    if let kept = line.kept {
      text += ", kept \(NumberText.amount(kept.amount.rounded()))"
      if let interval = kept.interval {
        text +=
          " (\(NumberText.amount(interval.lower.rounded())) to \(NumberText.amount(interval.upper.rounded())))"
      }
    }
    text += " against \(NumberText.count(line.control)) held out\(line.isAgainstAll ? ", of all kinds" : "")"
    return text + "\n"
  }
}

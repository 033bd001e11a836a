import Calendar
import Configuration
import Messages
import Panel
import Reporting
import Retention
import SystemIO

/// `churn monitor --outcomes`: the outcome of the contacts with a list's customers.
public struct ContactsRun: Sendable {
  /// The bank's files of contacts and results; see ``ContactFile``.
  public let contactsPaths: [String]
  public let input: InputSelection
  /// Where to write the findings as JSON and as HTML; nil: nowhere.
  public let outputPath: String?
  public let reportPath: String?

  public init(contactsPaths: [String], input: InputSelection, outputPath: String?, reportPath: String?) {
    self.contactsPaths = contactsPaths
    self.input = input
    self.outputPath = outputPath
    self.reportPath = reportPath
  }

  /// Sets the contacted customers against the control group, and writes and returns what was found.
  public func run(_ context: RunContext) throws -> ContactsContent {
    try RunFiles(reading: input, others: contactsPaths).check(writing: [outputPath, reportPath])
    let content = try content(context)
    try AtomicFile.write(
      (outputPath, { try DeterministicJSON.encode(content) }),
      (reportPath, { Array(ContactsPage.html(of: content).utf8) }))
    return content
  }

  private var files: String { contactsPaths.map { "“\($0)”" }.joined(separator: ", ") }

  func content(_ context: RunContext) throws -> ContactsContent {
    let read = try ContactFile.read(contactsPaths)
    let contacts = read.contacts
    guard !contacts.isEmpty else { throw RunError("\(files) holds a header and no contact.") }
    let needsPanel = contacts.contains { $0.assetsBefore == nil || $0.assetsAfter == nil }
    let hasPanel = input.configurationPath != nil || !input.panelPatterns.isEmpty
    guard hasPanel || !needsPanel else {
      throw RunError(
        "Not every row of \(files) has assets_before and assets_after; fill these columns, or give the months"
          + "\(RunInput.given(.configuration, .panel)).")
    }
    var configuration = hasPanel ? try input.configuration() : BankConfiguration()
    if let language = input.language { configuration.language = language }
    if read.unansweredCount > 0 {
      let (all, silent) = (NumberText.count(contacts.count), NumberText.count(read.unansweredCount))
      context.warn(
        Remark(
          chinese: "\(all) 行中有 \(silent) 行没有说明是否联系过客户，按未联系计。",
          english:
            "Of \(all) rows, \(silent) do not say whether the customer was contacted; they count as not contacted."
        ),
        in: configuration.language)
    }
    let known =
      needsPanel
      ? try withAssets(contacts, configuration, context)
      : contacts.map { ContactsEvaluation.Known($0, before: $0.assetsBefore, after: $0.assetsAfter) }
    return ContactsEvaluation(configuration: configuration).content(known, program: ProgramVersion.text)
  }

  /// Looks up what the file does not say: assets in the snapshot month and in the month after it.
  private func withAssets(
    _ contacts: [Contact], _ configuration: BankConfiguration, _ context: RunContext
  ) throws -> [ContactsEvaluation.Known] {
    let last = contacts.map(\.month).max()
    var request = PanelRequest(snapshots: .labelled(until: last), columns: [])
    let named = NamedCustomers(
      file: contactsPaths.joined(separator: ", "), customers: Set(contacts.map(\.customer)))
    request.namedCustomers = named.customers
    let panel = try context.read(request, configuration)
    if let problem = named.problem(in: panel) { throw RunError(problems: [problem]) }
    if let remark = named.remark(in: panel) { context.warn(remark, in: configuration.language) }
    return ContactsEvaluation.Known.all(of: contacts, in: panel)
  }
}

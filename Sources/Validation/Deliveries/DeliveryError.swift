/// A delivery that is too odd to score: nothing was written, what was there before stays.
public struct DeliveryError: Error, Sendable, CustomStringConvertible {
  /// All that was found, warnings too.
  public let findings: [DeliveryFinding]

  public var description: String {
    (["The delivery is not scored; the lists of before stay as they are:"]
      + findings.map { "  \($0.text.english)" })
      .joined(separator: "\n")
  }
}

/// What was found of a delivery, and what became of it.
public struct CheckedDelivery {
  public let findings: [DeliveryFinding]
  /// Why somebody goes on; nil where nothing would stop the run.
  public let accepted: String?

  /// - Parameter reason: why somebody goes on whatever is found; nil: nobody does.
  /// - Throws: ``DeliveryError`` where something is too odd and nobody goes on.
  public init(_ findings: [DeliveryFinding], accepting reason: String?) throws(DeliveryError) {
    let mustStop = findings.contains { $0.weight == .stop }
    if mustStop, reason == nil { throw DeliveryError(findings: findings) }
    self.findings = findings
    accepted = mustStop ? reason : nil
  }
}

import Calendar
import Panel

extension CustomerPanel {
  /// The snapshot months that models are evaluated on: the one before `month`; without it, all that none of the models was
  /// trained on, or all where there is none.
  public func evaluatedMonths(_ month: Month?, of documents: [ModelDocument]) -> [Month] {
    let within = documents.first?.configuration.asked.within ?? 1
    if let month { return snapshots.filter { $0 + within == month } }
    let unseen = snapshots.filter { snapshot in
      documents.allSatisfy { !($0.trainedMonths + $0.validationMonths).contains(snapshot) }
    }
    return unseen.isEmpty ? snapshots : unseen
  }
}

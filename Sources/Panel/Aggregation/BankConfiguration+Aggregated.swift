import Configuration
import Foundation

extension BankConfiguration {
  /// The configuration that goes with an aggregated panel: as given, with the panel's files among its tables.
  ///
  /// Where nothing else is said of assets than what the panel holds, its balance is all the assets there are.
  public var ofAggregatedPanel: BankConfiguration {
    var changed = mapPaths { URL(fileURLWithPath: $0).standardizedFileURL.path }
    var source = PanelSource(files: .patterns(["panel_*.csv"]))
    (source.customer, source.month) = ("customer_id", "month")
    if let balance = aggregate?.balanceName, panel.isEmpty { changed.assets = [balance] }
    changed.panel.append(source)
    changed.aggregate = nil
    return changed
  }
}

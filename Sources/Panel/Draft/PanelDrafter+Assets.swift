import Configuration

extension PanelDrafter {
  /// A column of a panel's table that may be one of the assets.
  private struct Candidate {
    var table: Int
    var column: FileSample.Column
    var words: HeaderWords
    /// Our name.
    var name: String
  }

  /// Chooses the columns that add up to assets, by their names or else by how large their numbers are, and converts those in
  /// other units.
  ///
  /// - Returns: our names of them; empty where there is none.
  mutating func chooseAssets(_ panel: inout [DraftTable], draft: inout BankConfiguration) -> [String] {
    let candidates = panel.indices.flatMap { table in
      panel[table].others.filter(\.holdsNumbers).map { column in
        Candidate(
          table: table, column: column, words: HeaderWords(column.name),
          name: panel[table].columns.first { $0.value == column.name }?.key
            ?? ColumnNames.canonical(for: column.name) ?? column.name)
      }
    }
    let said = candidates.filter { configuration.assets.contains($0.name) }
    var chosen = byName(candidates, said: said)
    let others = totals(besides: chosen, among: candidates, in: panel)
    let usual = Set(["demand", "time", "wealth"])
    if chosen.isEmpty {
      chosen = candidates.filter { [nil, .amount].contains($0.words.role) && $0.column.looksLikeMoney }
      questions.append(chosen.isEmpty ? .noAssets : .assetsByMagnitude(chosen.map(\.column.name)))
    } else if !chosen.allSatisfy({ usual.contains($0.name) }) || !others.isEmpty {
      questions.append(.assetsByName(chosen.map(\.column.name), others: others))
    }
    var assets: [String] = []
    for candidate in chosen {
      assets.append(name(candidate, among: chosen, in: &panel, draft: &draft))
    }
    // Loans count for tiers, in the same unit.
    for loan in candidates where loan.words.canonical == "loan_balance" && loan.words.factor != 1 {
      _ = name(loan, among: [loan], in: &panel, draft: &draft)
    }
    return assets
  }

  /// The finest division that names tell: products, or else deposits, or else totals, or else amounts of any kind.
  private func byName(_ candidates: [Candidate], said: [Candidate]) -> [Candidate] {
    let products: [HeaderWords.Role] = [.demand, .time, .wealth]
    let found = candidates.filter { candidate in candidate.words.role.map(products.contains) == true }
    if !found.isEmpty {
      // Deposits beside wealth alone are another part; beside demand and time they are their sum.
      let hasDeposits = found.contains { $0.words.role != .wealth }
      return hasDeposits ? found : candidates.filter { [.wealth, .deposits].contains($0.words.role) }
    }
    if !said.isEmpty { return said }
    for role in [HeaderWords.Role.deposits, .total] {
      let found = candidates.filter { $0.words.role == role }
      if !found.isEmpty { return role == .total ? [found[0]] : found }
    }
    return candidates.filter { $0.words.role == .amount && $0.column.looksLikeMoney }
  }

  /// Other columns that may be assets; tells of those that are the sum of the chosen ones.
  private mutating func totals(
    besides chosen: [Candidate], among candidates: [Candidate], in panel: [DraftTable]
  ) -> [String] {
    candidates.compactMap { candidate in
      guard [.deposits, .total, .amount].contains(candidate.words.role),
        !chosen.contains(where: { $0.name == candidate.name })
      else { return nil }
      let sample = panel[candidate.table].sample
      let parts = chosen.filter { $0.table == candidate.table }.compactMap { sample.column($0.column.name) }
      if let total = sample.column(candidate.column.name), sample.isSum(total, of: parts) {
        questions.append(.sumOfAssets(candidate.column.name))
        return nil
      }
      return candidate.column.looksLikeMoney ? candidate.name : nil
    }
  }

  /// Our name of an asset, which is said where it is another one than the file's, and its unit where it has one.
  private mutating func name(
    _ candidate: Candidate, among chosen: [Candidate], in panel: inout [DraftTable],
    draft: inout BankConfiguration
  ) -> String {
    let role = candidate.words.role
    let isOnlyOne = chosen.count { $0.words.role == role } == 1
    let ours: String? =
      switch role {
      case .demand where isOnlyOne: "demand"
      case .time where isOnlyOne: "time"
      case .wealth where isOnlyOne: "wealth"
      case .debt: candidate.words.canonical
      default: nil
      }
    if let unit = candidate.words.unit {
      let name = ours ?? candidate.words.name
      guard name != candidate.column.name, draft.derive[name] == nil, !candidate.column.name.contains("\"")
      else {
        return candidate.name
      }
      draft.derive[name] = DerivedColumn(candidate.column.name, times: candidate.words.factor)
      draft.ignore.append(candidate.column.name)
      questions.append(
        .unit(column: candidate.column.name, unit: unit, factor: candidate.words.factor, name: name))
      return name
    }
    guard let ours, ours != candidate.name else { return candidate.name }
    panel[candidate.table].columns[candidate.name] = nil
    panel[candidate.table].columns[ours] = candidate.column.name
    return ours
  }
}

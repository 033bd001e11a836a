import Variables

/// An analysis as CSV files: a row per variable, per bin, and per variable and period.
struct AnalysisTables {
  let result: AnalysisResult

  var variables: [UInt8] {
    var text =
      "variable,kind,verdict,iv,grade,iv_by_chance,ks,auc,gini,missing_share,bins,shape,greatest_psi,cluster,"
      + "correlation,cluster_size,vif,vif_among_kept,why\n"
    for variable in result.variables {
      text += Self.line([
        variable.name, variable.isCategory ? "category" : "number", variable.verdict.choice.rawValue,
        "\(variable.informationValue)", variable.grade.rawValue, "\(variable.chanceValue)", "\(variable.ks)",
        "\(variable.auc)", "\(variable.gini)", "\(variable.missingShare)",
        "\(variable.binning.ordinaryCount)",
        variable.binning.shape.rawValue, variable.greatestShift.map { "\($0)" } ?? "",
        variable.representative?.name ?? variable.name,
        variable.representative.map { "\($0.correlation)" } ?? "1.0", "\(variable.clusterSize)",
        Self.vif(variable.vif, isSum: variable.isSumOfOthers),
        variable.verdict.choice == .drop ? "" : Self.vif(variable.vifAmongKept, isSum: true),
        variable.verdict.reasons.joined(in: .english),
      ])
    }
    return Array(text.utf8)
  }

  var bins: [UInt8] {
    var text = "variable,bin,label,rows,kept,lost,loss_rate,woe,woe_standard_error,iv_part\n"
    for variable in result.variables {
      for (index, bin) in variable.binning.bins.enumerated() {
        text += Self.line([
          variable.name, "\(index + 1)", variable.binning.label(ofBin: index), "\(bin.counts.rows)",
          "\(bin.counts.kept)", "\(bin.counts.lost)", "\(bin.counts.rate)", "\(bin.woe)",
          bin.standardError.map { "\($0)" } ?? "", "\(bin.informationPart)",
        ])
      }
    }
    return Array(text.utf8)
  }

  var periods: [UInt8] {
    var text = "variable,period,rows,losses,missing_share,psi,iv,auc\n"
    for variable in result.variables {
      for period in variable.periods {
        text += Self.line([
          variable.name, period.name, "\(period.counts.rows)", "\(period.counts.lost)",
          "\(period.missingShare)", period.psi.map { "\($0)" } ?? "",
          period.informationValue.map { "\($0)" } ?? "",
          period.auc.map { "\($0)" } ?? "",
        ])
      }
    }
    return Array(text.utf8)
  }

  private static func vif(_ value: Double?, isSum: Bool) -> String {
    value.map { "\($0)" } ?? (isSum ? "inf" : "")
  }

  private static func line(_ cells: [String]) -> String {
    cells.map { cell in
      cell.contains { ",\"\n\r".contains($0) } ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ",") + "\n"
  }
}

extension JSONSchema {
  /// The title, keys and types of the whole; what they refer to is among ``SchemaDefinitions``.
  var root: String {
    switch self {
    case .report: Self.reportRoot
    case .monitor: Self.monitorRoot
    case .comparison: Self.comparisonRoot
    }
  }

  private static let reportRoot = #"""
    "title": "What a model report of churn says (report.json)",
    "type": "object",
    "additionalProperties": false,
    "required": ["algorithm", "data", "judgements", "language", "model", "modelTables", "occasion", "population", "program", "reproduction", "segmentations", "split", "subject", "variables"],
    "description": "All that a model report says, as data: the page is made of nothing else, and the JSON beside it is this.",
    "properties": {
      "algorithm": {"$ref": "#/$defs/TrainingDefinition.Algorithm"},
      "backtest": {"$ref": "#/$defs/Backtest", "description": "Models learnt anew at the end of each of the last months; nil where it was not asked for."},
      "calibration": {"$ref": "#/$defs/CalibrationReport", "description": "How probabilities were made to come true; nil where nothing is known of it."},
      "data": {"type": "array", "items": {"$ref": "#/$defs/ReportTable"}, "description": "What was read and what cleaning found; in the report's language."},
      "judgements": {"type": "array", "items": {"$ref": "#/$defs/JudgedSet"}, "description": "The sets of customers that the model was judged on."},
      "language": {"$ref": "#/$defs/Language"},
      "model": {"type": "string", "description": "Name of the model."},
      "modelTables": {"type": "array", "items": {"$ref": "#/$defs/ReportTable"}, "description": "What the model is made of: settings, size; in the report's language."},
      "occasion": {"$ref": "#/$defs/Occasion"},
      "population": {"type": "array", "items": {"$ref": "#/$defs/PopulationMonth"}, "description": "Month by month, oldest first; empty for a ready-made table."},
      "program": {"type": "string", "description": "The program's name and version."},
      "reproduction": {"$ref": "#/$defs/Reproduction"},
      "segmentations": {"type": "array", "items": {"$ref": "#/$defs/Segmentation"}, "description": "The headline set's customers by month, tier, branch and other groups."},
      "split": {"$ref": "#/$defs/SplitReport"},
      "subject": {"$ref": "#/$defs/Subject"},
      "sudden": {"$ref": "#/$defs/SuddenLossFigures", "description": "Sudden losses of the headline set's months."},
      "variables": {"$ref": "#/$defs/VariablesReport"}
    },
    """#

  private static let monitorRoot = #"""
    "title": "The findings of churn monitor",
    "type": "object",
    "additionalProperties": false,
    "required": ["customers", "findings", "flow", "language", "limits", "model", "month", "program", "reproduction", "score", "score_before", "score_now", "unseen_season", "variables", "verdict"],
    "description": "All that `churn monitor` says of a month, as data: the page and the JSON are made of nothing else.",
    "properties": {
      "customers": {"type": "integer", "description": "Customers and snapshot months."},
      "findings": {"type": "array", "items": {"$ref": "#/$defs/MonitorContent.Finding"}},
      "flow": {"type": "array", "items": {"$ref": "#/$defs/MonitorContent.Flow"}},
      "language": {"$ref": "#/$defs/Language"},
      "limits": {"$ref": "#/$defs/MonitorDefinition"},
      "model": {"type": "string"},
      "month": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$", "description": "The month that is watched."},
      "outcome": {"$ref": "#/$defs/MonitorContent.Outcome"},
      "program": {"type": "string"},
      "reproduction": {"$ref": "#/$defs/Reproduction"},
      "score": {"$ref": "#/$defs/MonitorContent.Drift"},
      "score_before": {"$ref": "#/$defs/Spread", "description": "How the probabilities are spread, over the same bins: learnt from, and now."},
      "score_now": {"$ref": "#/$defs/Spread"},
      "unseen_season": {"type": "boolean", "description": "Whether none of the months learnt from was this month of the year."},
      "variables": {"type": "array", "items": {"$ref": "#/$defs/MonitorContent.Drift"}, "description": "The variables, those that ask for most attention first."},
      "verdict": {"$ref": "#/$defs/Light", "description": "The worst light of all findings."}
    },
    """#

  private static let comparisonRoot = #"""
    "title": "The comparison of churn compare",
    "type": "object",
    "additionalProperties": false,
    "required": ["challenger", "champion", "comparison", "customers", "language", "losses", "months", "notes", "program", "reproduction"],
    "description": "All that `churn compare` says, as data: the page and the JSON are made of nothing else.",
    "properties": {
      "challenger": {"type": "string"},
      "champion": {"type": "string"},
      "comparison": {"$ref": "#/$defs/PairedComparison"},
      "customers": {"type": "integer", "description": "Customers and snapshot months."},
      "language": {"$ref": "#/$defs/Language"},
      "losses": {"type": "integer", "description": "Losses among them."},
      "months": {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}, "description": "Snapshot months that both are judged on."},
      "notes": {"type": "array", "items": {"type": "string"}, "description": "Sentences about what weakens the comparison, in the report's language."},
      "program": {"type": "string"},
      "reproduction": {"$ref": "#/$defs/Reproduction"}
    },
    """#
}

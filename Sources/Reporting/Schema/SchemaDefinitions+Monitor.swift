extension SchemaDefinitions {
  /// What only `churn monitor` says.
  static let monitor = #"""
    "Light": {"type": "string", "enum": ["green", "amber", "red"], "description": "How much something asks for attention."}
    "MonitorContent.Drift": {
      "type": "object", "additionalProperties": false, "required": ["light", "name", "new_texts"], "description": "One variable, or the score, of the month against the months learnt from.",
      "properties": {
        "importance": {"type": "number"},
        "light": {"$ref": "#/$defs/Light"},
        "meaning": {"type": "string"},
        "missing_before": {"type": "number"},
        "missing_now": {"type": "number"},
        "name": {"type": "string", "description": "Name of the variable or group."},
        "new_share": {"type": "number", "description": "Share of the customers with a text that the model has never seen, and the commonest of these texts."},
        "new_texts": {"type": "array", "items": {"type": "string"}},
        "stability": {"type": "number", "description": "Population stability index; nil where nobody is there."},
        "usual_stability": {"type": "number", "description": "The greatest index of a single learnt month against all."}
      }
    }
    "MonitorContent.Finding": {
      "type": "object", "additionalProperties": false, "required": ["light", "text"], "description": "Something that is amber or red, in a sentence in the report's language.",
      "properties": {
        "light": {"$ref": "#/$defs/Light"},
        "text": {"type": "string"},
        "variable": {"type": "string", "description": "Name of the variable that it is about; nil where it is about none."}
      }
    }
    "MonitorContent.Flow": {
      "type": "object", "additionalProperties": false, "required": ["customers", "entering", "leaving", "month", "population"], "description": "One month of the panel.",
      "properties": {
        "customers": {"type": "integer", "description": "Customers and snapshot months."},
        "entering": {"type": "integer"},
        "leaving": {"type": "integer"},
        "month": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
        "population": {"type": "integer"}
      }
    }
    "MonitorContent.ListOutcome": {
      "type": "object", "additionalProperties": false, "required": ["all_losses", "all_lost_assets", "customers", "expected_losses", "losses", "lost_assets", "without_outcome"], "description": "What came of the customers on a loss list that was handed out.",
      "properties": {
        "all_losses": {"type": "integer"},
        "all_lost_assets": {"type": "number"},
        "customers": {"type": "integer", "description": "Customers on the list whose outcome is known."},
        "expected_losses": {"type": "number", "description": "Sum of the list's probabilities: as many losses were foretold."},
        "losses": {"type": "integer", "description": "Losses among them, and all losses of the month; sudden ones included."},
        "lost_assets": {"type": "number"},
        "without_outcome": {"type": "integer", "description": "Customers on the list who are not in the panel's population of that month, or whose outcome is unknown."}
      }
    }
    "MonitorContent.Outcome": {
      "type": "object", "additionalProperties": false, "required": ["judgement", "snapshot"], "description": "What came of the month before.",
      "properties": {
        "judgement": {"$ref": "#/$defs/Judgement"},
        "learnt_auc": {"type": "number", "description": "The AUC of the model's own report."},
        "list": {"$ref": "#/$defs/MonitorContent.ListOutcome"},
        "snapshot": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
        "sudden": {"$ref": "#/$defs/SuddenLossFigures"}
      }
    }
    "MonitorDefinition": {
      "type": "object", "additionalProperties": false, "required": ["auc", "least_importance", "losses", "population", "share", "stability", "unseen_season"], "description": "When `churn monitor` calls a month amber or red.",
      "properties": {
        "auc": {"$ref": "#/$defs/MonitorDefinition.Limits", "description": "By how much the AUC may lie below that of the model's own report."},
        "least_importance": {"type": "number", "description": "Variables that do less than this share of the model's work are shown and judge nothing."},
        "losses": {"$ref": "#/$defs/MonitorDefinition.Limits", "description": "How many times as many losses may come as were foretold, or be foretold as came."},
        "population": {"$ref": "#/$defs/MonitorDefinition.Limits", "description": "By which share the population may grow or shrink in a month."},
        "share": {"$ref": "#/$defs/MonitorDefinition.Limits", "description": "By how much the share of customers without a value, or with a text that was never seen, may grow."},
        "stability": {"$ref": "#/$defs/MonitorDefinition.Limits", "description": "Population stability index of a variable or the score, beyond what months that were learnt from differ."},
        "unseen_season": {"$ref": "#/$defs/MonitorDefinition.Limits", "description": "The same for variables in a month of the year that none of the months learnt from was, as long as the score has not moved: what comes back every year, such as bonuses and the year's end, is no drift."}
      }
    }
    "MonitorDefinition.Limits": {
      "type": "object", "additionalProperties": false, "required": ["amber", "red"], "description": "From `amber` on something asks for a look, from `red` on it asks for action.",
      "properties": {
        "amber": {"type": "number", "description": "From here on amber."},
        "red": {"type": "number", "description": "From here on red."}
      }
    }
    "Spread": {
      "type": "object", "additionalProperties": false, "required": ["counts", "edges", "missing"], "description": "How the values of a variable or score are spread over bins, by which samples of different months are compared.  Categories are spread by their codes 0, 1, 2, …, a bin for each.",
      "properties": {
        "counts": {"type": "array", "items": {"type": "number"}, "description": "Rows in each bin, one more than edges."},
        "edges": {"type": "array", "items": {"type": "number"}, "description": "Edges of the bins, rising: a bin holds values from its edge up to the next one, the first all below the first edge."},
        "missing": {"type": "number", "description": "Rows without a value."}
      }
    }
    """#
}

extension SchemaDefinitions {
  /// What only `churn compare` says.
  static let comparison = #"""
    "Moves": {
      "type": "object", "additionalProperties": false, "required": ["off", "on", "on_both", "share"], "description": "Who stands on the lists of two models of the same length.",
      "properties": {
        "off": {"$ref": "#/$defs/Moves.Group", "description": "On the champion's list alone: they would move off."},
        "on": {"$ref": "#/$defs/Moves.Group", "description": "On the challenger's list alone: they would move on."},
        "on_both": {"$ref": "#/$defs/Moves.Group"},
        "share": {"type": "number", "description": "Share of all customers on either list."}
      }
    }
    "Moves.Group": {
      "type": "object", "additionalProperties": false, "required": ["customers", "losses", "lost_assets"], "description": "Customers who stand on one list, the other or both.",
      "properties": {
        "customers": {"type": "number", "description": "Customers and snapshot months."},
        "losses": {"type": "number", "description": "Losses among them."},
        "lost_assets": {"type": "number", "description": "Assets lost by them, in currency units."}
      }
    }
    "PairedComparison": {
      "type": "object", "additionalProperties": false, "required": ["auc", "average_precision", "brier", "kolmogorov_smirnov", "lists", "log_loss", "moves", "rounds"], "description": "Two models on the same rows: their figures, the differences, and how sure these are.  Customers are drawn anew for both models at once, so that what the models have in common cancels out: the interval is that of the difference, and a difference is sure where 0 lies outside of it.",
      "properties": {
        "auc": {"$ref": "#/$defs/PairedComparison.Difference"},
        "average_precision": {"$ref": "#/$defs/PairedComparison.Difference"},
        "brier": {"$ref": "#/$defs/PairedComparison.Difference"},
        "kolmogorov_smirnov": {"$ref": "#/$defs/PairedComparison.Difference"},
        "lists": {"type": "array", "items": {"$ref": "#/$defs/PairedComparison.List"}},
        "log_loss": {"$ref": "#/$defs/PairedComparison.Difference"},
        "moves": {"$ref": "#/$defs/Moves", "description": "Who moves on and off a list of the share moveShare by expected loss (by score where there are no assets)."},
        "rounds": {"type": "integer", "description": "Rounds of the bootstrap."}
      }
    }
    "PairedComparison.Difference": {
      "type": "object", "additionalProperties": false, "required": [], "description": "One figure of both.",
      "properties": {
        "challenger": {"type": "number"},
        "champion": {"type": "number"},
        "difference": {"type": "number", "description": "Challenger − champion."},
        "interval": {"$ref": "#/$defs/Interval"}
      }
    }
    "PairedComparison.List": {
      "type": "object", "additionalProperties": false, "required": ["captured_lost_assets", "lift", "recall", "share"], "description": "What lists of some length catch.",
      "properties": {
        "captured_lost_assets": {"$ref": "#/$defs/PairedComparison.Difference", "description": "Share of the lost assets on the list by expected loss; without amounts all nil."},
        "lift": {"$ref": "#/$defs/PairedComparison.Difference"},
        "recall": {"$ref": "#/$defs/PairedComparison.Difference", "description": "Share of the losses on the list by probability."},
        "share": {"type": "number"}
      }
    }
    """#
}

import Calendar

extension JSONSchema {
  /// What `churn compare --out` writes.
  static let comparisonText = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
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
      "$defs": {
        "Interval": {
          "type": "object", "additionalProperties": false, "required": ["lower", "upper"], "description": "An interval that is to hold the true value of a figure in 95 of 100 samples.",
          "properties": {
            "lower": {"type": "number", "description": "Lower end."},
            "upper": {"type": "number", "description": "Upper end."}
          }
        },
        "Language": {"type": "string", "enum": ["zh", "en"], "description": "The language of reports and lists."},
        "Moves": {
          "type": "object", "additionalProperties": false, "required": ["off", "on", "on_both", "share"], "description": "Who stands on the lists of two models of the same length.",
          "properties": {
            "off": {"$ref": "#/$defs/Moves.Group", "description": "On the champion's list alone: they would move off."},
            "on": {"$ref": "#/$defs/Moves.Group", "description": "On the challenger's list alone: they would move on."},
            "on_both": {"$ref": "#/$defs/Moves.Group"},
            "share": {"type": "number", "description": "Share of all customers on either list."}
          }
        },
        "Moves.Group": {
          "type": "object", "additionalProperties": false, "required": ["customers", "losses", "lost_assets"], "description": "Customers who stand on one list, the other or both.",
          "properties": {
            "customers": {"type": "number", "description": "Customers and snapshot months."},
            "losses": {"type": "number", "description": "Losses among them."},
            "lost_assets": {"type": "number", "description": "Assets lost by them, in currency units."}
          }
        },
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
        },
        "PairedComparison.Difference": {
          "type": "object", "additionalProperties": false, "required": [], "description": "One figure of both.",
          "properties": {
            "challenger": {"type": "number"},
            "champion": {"type": "number"},
            "difference": {"type": "number", "description": "Challenger − champion."},
            "interval": {"$ref": "#/$defs/Interval"}
          }
        },
        "PairedComparison.List": {
          "type": "object", "additionalProperties": false, "required": ["captured_lost_assets", "lift", "recall", "share"], "description": "What lists of some length catch.",
          "properties": {
            "captured_lost_assets": {"$ref": "#/$defs/PairedComparison.Difference", "description": "Share of the lost assets on the list by expected loss; without amounts all nil."},
            "lift": {"$ref": "#/$defs/PairedComparison.Difference"},
            "recall": {"$ref": "#/$defs/PairedComparison.Difference", "description": "Share of the losses on the list by probability."},
            "share": {"type": "number"}
          }
        },
        "Reproduction": {
          "type": "object", "additionalProperties": false, "required": ["command", "inputs", "seed"], "description": "What it takes to make the same model again.",
          "properties": {
            "command": {"type": "string", "description": "The command line."},
            "inputs": {"type": "array", "items": {"$ref": "#/$defs/Reproduction.File"}},
            "model": {"$ref": "#/$defs/Reproduction.File", "description": "The model file that came out."},
            "seed": {"type": "integer", "description": "Seed of all random choices."}
          }
        },
        "Reproduction.File": {
          "type": "object", "additionalProperties": false, "required": ["bytes", "crc32", "path"],
          "properties": {
            "bytes": {"type": "integer"},
            "crc32": {"type": "string", "description": "Eight hexadecimal digits."},
            "path": {"type": "string"}
          }
        }
      }
    }

    """#
}

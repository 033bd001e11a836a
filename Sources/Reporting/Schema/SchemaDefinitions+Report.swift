extension SchemaDefinitions {
  /// What only a model report says.
  static let report = #"""
    "Backtest": {
      "type": "object", "additionalProperties": false, "required": ["absent_rules", "model", "rounds", "rules"], "description": "A rolling-origin back-test: at the end of one month after the other a model is learnt from what was known then, and judged on the month after, beside simple rules that a bank would use without any model.",
      "properties": {
        "absent_rules": {"type": "array", "items": {"$ref": "#/$defs/SimpleRule"}, "description": "Rules whose columns the panel lacks."},
        "model": {"$ref": "#/$defs/Backtest.Score", "description": "Over all rounds."},
        "rounds": {"type": "array", "items": {"$ref": "#/$defs/Backtest.Round"}, "description": "Oldest first."},
        "rules": {"type": "array", "items": {"$ref": "#/$defs/Backtest.RuleScore"}}
      }
    }
    "Backtest.Round": {
      "type": "object", "additionalProperties": false, "required": ["customers", "learnt_from", "losses", "lost_assets", "model", "rules", "snapshot"], "description": "One month.",
      "properties": {
        "customers": {"type": "integer", "description": "Customers and snapshot months."},
        "learnt_from": {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}, "description": "Snapshot months that the model was learnt from."},
        "losses": {"type": "integer", "description": "Losses among them."},
        "lost_assets": {"type": "number", "description": "Assets that customers with a loss no longer had, in currency units."},
        "model": {"$ref": "#/$defs/Backtest.Score"},
        "rules": {"type": "array", "items": {"$ref": "#/$defs/Backtest.RuleScore"}, "description": "A figure for each of SimpleRule; a rule whose columns are absent has none."},
        "snapshot": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$", "description": "The month at whose end we stood."}
      }
    }
    "Backtest.RuleScore": {
      "type": "object", "additionalProperties": false, "required": ["rule", "score"],
      "properties": {
        "rule": {"$ref": "#/$defs/SimpleRule"},
        "score": {"$ref": "#/$defs/Backtest.Score"}
      }
    }
    "Backtest.Score": {
      "type": "object", "additionalProperties": false, "required": [], "description": "How well an order of customers finds losses.",
      "properties": {
        "auc": {"type": "number", "description": "Area under the ROC curve."},
        "auc_interval": {"$ref": "#/$defs/Interval", "description": "DeLong's interval."},
        "captured_lost_assets": {"type": "number", "description": "Share of the lost assets that the first tenth of customers holds."},
        "lift": {"type": "number", "description": "Losses over the loss rate among the first tenth of customers."},
        "recall": {"type": "number", "description": "Share of the losses that the first tenth of customers holds."}
      }
    }
    "CalibrationReport": {
      "type": "object", "additionalProperties": false, "required": ["customers", "losses", "method", "months", "trials"], "description": "How probabilities were made to come true, or why they were left as they are.",
      "properties": {
        "customers": {"type": "integer", "description": "Customers and snapshot months."},
        "log_loss_after": {"type": "number"},
        "log_loss_before": {"type": "number", "description": "Mean log-loss on the judged customers without and with the correction; nil where there is none."},
        "losses": {"type": "integer", "description": "Losses among them."},
        "method": {"$ref": "#/$defs/CalibrationReport.Method"},
        "months": {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}, "description": "Snapshot months that it was learnt from."},
        "reason": {"$ref": "#/$defs/CalibrationReport.Reason"},
        "trials": {"type": "array", "items": {"$ref": "#/$defs/CalibrationReport.Trial"}}
      }
    }
    "CalibrationReport.Method": {"type": "string", "enum": ["none", "platt", "beta", "isotonic"]}
    "CalibrationReport.Reason": {"type": "string", "enum": ["none_better", "no_month_to_spare", "few_losses", "turned_off"], "description": "Why there is no correction. none_better: No method did better than none on customers that it was not fitted to; no_month_to_spare: All months are needed to learn and to judge"}
    "CalibrationReport.Trial": {
      "type": "object", "additionalProperties": false, "required": ["method"], "description": "A method on customers that it was not fitted to.",
      "properties": {
        "log_loss": {"type": "number", "description": "Mean log-loss, less is better; nil where the method found no correction that rises."},
        "method": {"$ref": "#/$defs/CalibrationReport.Method"}
      }
    }
    "LossDefinition": {
      "type": "object", "additionalProperties": false, "required": ["rule", "share", "sudden"], "description": "What counts as a loss, and which losses are sudden; see `Panel` for the formulas.",
      "properties": {
        "rule": {"$ref": "#/$defs/LossDefinition.Rule"},
        "share": {"type": "number", "description": "Share of the assets that must go under the rule `drop`."},
        "sudden": {"$ref": "#/$defs/SuddenDefinition"}
      }
    }
    "LossDefinition.Rule": {"type": "string", "enum": ["drop", "floor", "demotion"]}
    "Occasion": {"type": "string", "enum": ["training", "validation"], "description": "What the report was written for. training: A model was learnt; validation: A model that stood already was judged"}
    "PopulationMonth": {
      "type": "object", "additionalProperties": false, "required": ["assets", "customers", "population", "snapshot"], "description": "The population of one snapshot month.",
      "properties": {
        "assets": {"type": "number", "description": "Assets of the population, in currency units."},
        "customers": {"type": "integer", "description": "Customers that the panel holds."},
        "losses": {"type": "integer", "description": "Losses in the performance month, sudden ones included; nil where that month is not known yet."},
        "population": {"type": "integer", "description": "Those with assets above the floor."},
        "snapshot": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
        "sudden": {"type": "integer", "description": "Sudden losses among them."}
      }
    }
    "ReportTable": {
      "type": "object", "additionalProperties": false, "required": ["columns", "rows", "title"], "description": "A table handed in by the caller, its cells ready to be shown.",
      "properties": {
        "columns": {"type": "array", "items": {"$ref": "#/$defs/ReportTable.Column"}},
        "note": {"type": "string", "description": "A sentence below the table."},
        "rows": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
        "title": {"type": "string"}
      }
    }
    "ReportTable.Column": {
      "type": "object", "additionalProperties": false, "required": ["is_number", "title"],
      "properties": {
        "is_number": {"type": "boolean", "description": "Numbers stand flush right."},
        "title": {"type": "string"}
      }
    }
    "SimpleRule": {"type": "string", "enum": ["last_months_fall", "fewest_logins", "maturing_products"], "description": "A rule by which a bank without a model would order its customers. last_months_fall: Whose assets fell most, as a share, in the month that ends; fewest_logins: Who logged in least in the month that ends, first of all those who did not; maturing_products: Of whose assets the greatest share falls due in the month to come"}
    "SplitReport": {
      "type": "object", "additionalProperties": false, "required": ["notes", "parts", "refitted"], "description": "Which months (or rows of a table) served for what.",
      "properties": {
        "notes": {"type": "array", "items": {"type": "string"}, "description": "Whole sentences in the report's language, such as why there were too few months."},
        "parts": {"type": "array", "items": {"$ref": "#/$defs/SplitReport.Part"}},
        "refitted": {"type": "boolean", "description": "Whether the model was fitted once more on all rows with known outcomes after it had been judged."}
      }
    }
    "SplitReport.Part": {
      "type": "object", "additionalProperties": false, "required": ["losses", "months", "role", "rows"],
      "properties": {
        "losses": {"type": "integer", "description": "Losses among them."},
        "months": {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}, "description": "Snapshot months; empty for a ready-made table without months."},
        "role": {"$ref": "#/$defs/JudgedSet.Role"},
        "rows": {"type": "integer"}
      }
    }
    "Subject": {"description": "What the model was asked to foretell.", "oneOf": [{"type": "object", "description": "Next month's loss of customers above a floor, in currency units.", "additionalProperties": false, "required": ["panel"], "properties": {"panel": {"type": "object", "additionalProperties": false, "required": ["floor", "loss"], "properties": {"floor": {"type": "number"}, "loss": {"$ref": "#/$defs/LossDefinition"}}}}}, {"type": "object", "description": "The label column of a ready-made table.", "additionalProperties": false, "required": ["table"], "properties": {"table": {"type": "object", "additionalProperties": false, "required": ["label"], "properties": {"label": {"type": "string"}, "key": {"type": "string"}}}}}]}
    "SuddenDefinition": {
      "type": "object", "additionalProperties": false, "required": ["band", "quiet_months", "share"], "description": "A loss of at least `share` after `quietMonths` months that all lie within `band` of their median.",
      "properties": {
        "band": {"type": "number"},
        "quiet_months": {"type": "number"},
        "share": {"type": "number"}
      }
    }
    "TrainingDefinition.Algorithm": {"type": "string", "enum": ["logistic", "trees"]}
    "VariableProfile": {
      "type": "object", "additionalProperties": false, "required": ["bins", "name"], "description": "How one variable goes with losses, and whether its values have moved since the months learnt from.",
      "properties": {
        "bins": {"type": "array", "items": {"$ref": "#/$defs/VariableProfile.Bin"}},
        "meaning": {"type": "string"},
        "name": {"type": "string", "description": "Name of the variable or group."},
        "stability": {"type": "number", "description": "Population stability index between the customers learnt from and those judged; nil where either has nobody."}
      }
    }
    "VariableProfile.Bin": {
      "type": "object", "additionalProperties": false, "required": ["judged_share", "label", "learnt_share"], "description": "Customers whose values lie in one range, or have one text.",
      "properties": {
        "foretold": {"type": "number", "description": "Mean probability of the bin's customers judged; nil without customers."},
        "judged_share": {"type": "number", "description": "Share of the customers judged."},
        "label": {"type": "string", "description": "The range or text, in the report's language."},
        "learnt_share": {"type": "number", "description": "Share of the customers learnt from."},
        "loss_rate": {"type": "number", "description": "Share of the bin's customers judged with a loss; nil without customers."}
      }
    }
    "VariablesReport": {
      "type": "object", "additionalProperties": false, "required": ["count", "profiles", "top"], "description": "The variables of the model.",
      "properties": {
        "count": {"type": "integer", "description": "How many the model has."},
        "measure": {"type": "string", "description": "How importance is measured, in a sentence in the report's language."},
        "profiles": {"type": "array", "items": {"$ref": "#/$defs/VariableProfile"}, "description": "How the most important ones go with losses."},
        "top": {"type": "array", "items": {"$ref": "#/$defs/VariablesReport.Variable"}, "description": "The most important ones, most important first."}
      }
    }
    "VariablesReport.Variable": {
      "type": "object", "additionalProperties": false, "required": ["importance", "name"],
      "properties": {
        "auc_fall": {"type": "number", "description": "How far the AUC of the customers judged falls when its values are dealt out anew among them."},
        "importance": {"type": "number", "description": "Share of all importance, 0 to 1."},
        "information_value": {"type": "number"},
        "meaning": {"type": "string", "description": "What it is in words, in the report's language."},
        "name": {"type": "string", "description": "Name of the variable or group."},
        "splits": {"type": "integer", "description": "Nodes of all trees that ask for it; nil where the model has no trees."},
        "stability": {"type": "number", "description": "Population stability index between the customers learnt from and those judged."}
      }
    }
    """#
}

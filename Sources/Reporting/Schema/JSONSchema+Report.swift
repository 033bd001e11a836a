import Calendar

extension JSONSchema {
  /// What `report.json` of `churn train` and `churn validate --report-json` holds.
  static let reportText = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
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
      "$defs": {
        "Backtest": {
          "type": "object", "additionalProperties": false, "required": ["absent_rules", "model", "rounds", "rules"], "description": "A rolling-origin back-test: at the end of one month after the other a model is learnt from what was known then, and judged on the month after, beside simple rules that a bank would use without any model.",
          "properties": {
            "absent_rules": {"type": "array", "items": {"$ref": "#/$defs/SimpleRule"}, "description": "Rules whose columns the panel lacks."},
            "model": {"$ref": "#/$defs/Backtest.Score", "description": "Over all rounds."},
            "rounds": {"type": "array", "items": {"$ref": "#/$defs/Backtest.Round"}, "description": "Oldest first."},
            "rules": {"type": "array", "items": {"$ref": "#/$defs/Backtest.RuleScore"}}
          }
        },
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
        },
        "Backtest.RuleScore": {
          "type": "object", "additionalProperties": false, "required": ["rule", "score"],
          "properties": {
            "rule": {"$ref": "#/$defs/SimpleRule"},
            "score": {"$ref": "#/$defs/Backtest.Score"}
          }
        },
        "Backtest.Score": {
          "type": "object", "additionalProperties": false, "required": [], "description": "How well an order of customers finds losses.",
          "properties": {
            "auc": {"type": "number", "description": "Area under the ROC curve."},
            "auc_interval": {"$ref": "#/$defs/Interval", "description": "DeLong's interval."},
            "captured_lost_assets": {"type": "number", "description": "Share of the lost assets that the first tenth of customers holds."},
            "lift": {"type": "number", "description": "Losses over the loss rate among the first tenth of customers."},
            "recall": {"type": "number", "description": "Share of the losses that the first tenth of customers holds."}
          }
        },
        "BootstrapFigures": {
          "type": "object", "additionalProperties": false, "required": ["customers", "lists", "rounds", "seed"], "description": "Intervals of figures by drawing customers anew; see Bootstrap.  Each is the middle 95% of the rounds in which the figure can be had; nil where it never can.",
          "properties": {
            "auc": {"$ref": "#/$defs/Interval"},
            "average_precision": {"$ref": "#/$defs/Interval"},
            "brier": {"$ref": "#/$defs/Interval"},
            "customers": {"type": "integer", "description": "Customers and snapshot months."},
            "kolmogorov_smirnov": {"$ref": "#/$defs/Interval"},
            "lists": {"type": "array", "items": {"$ref": "#/$defs/ListIntervals"}},
            "log_loss": {"$ref": "#/$defs/Interval"},
            "rounds": {"type": "integer", "description": "Rounds of the bootstrap."},
            "seed": {"type": "integer", "description": "Seed of all random choices."}
          }
        },
        "BrierParts": {
          "type": "object", "additionalProperties": false, "required": ["reliability", "resolution", "uncertainty", "within"], "description": "The parts of the Brier score over bins of similar probabilities.  `Brier = reliability − resolution + uncertainty + within` with, over bins `k` of weight `w_k`, mean probability `f_k` and loss rate `o_k`: reliability `Σ w_k (f_k − o_k)²`, resolution `Σ w_k (o_k − ō)²`, uncertainty `ō (1 − ō)` (A. H. Murphy 1973). What probabilities and outcomes vary within bins is the rest (D. B. Stephenson and others 2008); it is 0 where all probabilities of a bin are equal.",
          "properties": {
            "reliability": {"type": "number", "description": "How far foretold and real loss rates are apart: the less the better."},
            "resolution": {"type": "number", "description": "How far the bins' loss rates differ from the mean: the more the better."},
            "uncertainty": {"type": "number", "description": "The Brier score of foretelling the loss rate for everybody."},
            "within": {"type": "number"}
          }
        },
        "CalibrationBin": {
          "type": "object", "additionalProperties": false, "required": ["customers", "foretold", "loss_rate"], "description": "Customers with similar probabilities: what was foretold, and what came.",
          "properties": {
            "customers": {"type": "number", "description": "Customers and snapshot months."},
            "foretold": {"type": "number", "description": "Mean probability of the bin's customers."},
            "loss_rate": {"type": "number", "description": "Share of the bin's customers with a loss."},
            "loss_rate_interval": {"$ref": "#/$defs/Interval", "description": "The interval of the loss rate (Wilson); nil for weighted rows."}
          }
        },
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
        },
        "CalibrationReport.Method": {"type": "string", "enum": ["none", "platt", "beta", "isotonic"]},
        "CalibrationReport.Reason": {"type": "string", "enum": ["none_better", "no_month_to_spare", "few_losses", "turned_off"], "description": "Why there is no correction. none_better: No method did better than none on customers that it was not fitted to; no_month_to_spare: All months are needed to learn and to judge"},
        "CalibrationReport.Trial": {
          "type": "object", "additionalProperties": false, "required": ["method"], "description": "A method on customers that it was not fitted to.",
          "properties": {
            "log_loss": {"type": "number", "description": "Mean log-loss, less is better; nil where the method found no correction that rises."},
            "method": {"$ref": "#/$defs/CalibrationReport.Method"}
          }
        },
        "CurvePoint": {
          "type": "object", "additionalProperties": false, "required": ["customers", "losses", "others", "precision", "score"], "description": "One point of the curves of a ranking: what lies among the customers with the highest scores.",
          "properties": {
            "customers": {"type": "number", "description": "Share of all customers."},
            "losses": {"type": "number", "description": "Share of all losses: recall, the ROC curve's height and the gain."},
            "lost_assets": {"type": "number", "description": "Share of all lost assets; nil without amounts or where nothing was lost."},
            "others": {"type": "number", "description": "Share of all customers without a loss: how far right the ROC curve is."},
            "precision": {"type": "number", "description": "Share of the point's customers with a loss."},
            "score": {"type": "number", "description": "The lowest score among them."}
          }
        },
        "GainRow": {
          "type": "object", "additionalProperties": false, "required": ["customers", "loss_rate", "losses", "lowest_score", "part"], "description": "What lies in one part of the customers, the parts being cut in falling order of score.  Counts are whole unless equal scores lie across an edge (see RankedSample) or rows are weighted.",
          "properties": {
            "captured_losses": {"type": "number", "description": "Share of all losses in this part and those above it (the gain); nil without losses."},
            "captured_lost_assets": {"type": "number", "description": "Share of all lost assets in this part and those above it; nil without amounts or where nothing was lost."},
            "customers": {"type": "number", "description": "Customers and snapshot months."},
            "lift": {"type": "number", "description": "Loss rate against the loss rate of all; nil without losses."},
            "loss_rate": {"type": "number", "description": "Losses against customers."},
            "losses": {"type": "number", "description": "Losses among them."},
            "lost_assets": {"type": "number", "description": "Assets lost by the part's customers, in currency units; nil where the sample holds no amounts."},
            "lowest_score": {"type": "number", "description": "Lowest score of the part."},
            "part": {"type": "integer", "description": "1 for the part with the highest scores."}
          }
        },
        "Interval": {
          "type": "object", "additionalProperties": false, "required": ["lower", "upper"], "description": "An interval that is to hold the true value of a figure in 95 of 100 samples.",
          "properties": {
            "lower": {"type": "number", "description": "Lower end."},
            "upper": {"type": "number", "description": "Upper end."}
          }
        },
        "JudgedSet": {
          "type": "object", "additionalProperties": false, "required": ["judgement", "months", "role"], "description": "The judgement of one set of customers.",
          "properties": {
            "judgement": {"$ref": "#/$defs/Judgement"},
            "months": {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}},
            "role": {"$ref": "#/$defs/JudgedSet.Role"}
          }
        },
        "JudgedSet.Role": {"type": "string", "enum": ["training", "validation", "out_of_time", "test"], "description": "out_of_time: On months later than all that were learnt from; test: Rows of a ready-made table that were kept apart"},
        "Judgement": {
          "type": "object", "additionalProperties": false, "required": ["curve", "customers", "gains", "lists", "losses", "notes"], "description": "The figures of one set of customers whose outcomes are known.  Its JSON holds every figure under a stable name; a figure that cannot be had (no rows, one class only, scores that are no probabilities, no amounts) is left out and a note says why. No figure is ever NaN or infinite.",
          "properties": {
            "auc": {"type": "number", "description": "Area under the ROC curve."},
            "auc_interval": {"$ref": "#/$defs/Interval", "description": "The DeLong interval of the AUC; nil for weighted rows."},
            "auc_standard_error": {"type": "number"},
            "average_precision": {"type": "number"},
            "bootstrap": {"$ref": "#/$defs/BootstrapFigures", "description": "Intervals by drawing customers anew; nil where they were not asked for."},
            "curve": {"type": "array", "items": {"$ref": "#/$defs/CurvePoint"}, "description": "The curves of the ranking; empty where nothing but the main figures was asked for."},
            "customers": {"type": "integer", "description": "Customers and snapshot months."},
            "gains": {"type": "array", "items": {"$ref": "#/$defs/GainRow"}},
            "h_measure": {"type": "number"},
            "kolmogorov_smirnov": {"$ref": "#/$defs/RankedSample.KolmogorovSmirnov"},
            "lists": {"type": "array", "items": {"$ref": "#/$defs/ListFigures"}, "description": "What loss lists of several lengths would have caught; empty where nothing but the main figures was asked for."},
            "loss_rate": {"type": "number", "description": "Share of the customers with a loss, by weight where rows are weighted."},
            "losses": {"type": "integer", "description": "Losses among them."},
            "money": {"$ref": "#/$defs/Judgement.Money"},
            "notes": {"type": "array", "items": {"$ref": "#/$defs/Judgement.Note"}},
            "probabilities": {"$ref": "#/$defs/ProbabilityFigures"},
            "top_decile": {"$ref": "#/$defs/TopShare", "description": "The tenth of the customers with the highest scores; its lift is the headline lift."}
          }
        },
        "Judgement.Money": {
          "type": "object", "additionalProperties": false, "required": ["assets", "lost"], "description": "Money in currency units.",
          "properties": {
            "assets": {"type": "number", "description": "Assets of all customers in the snapshot month."},
            "lost": {"type": "number", "description": "Assets that customers with a loss no longer had in the performance month."},
            "lost_in_top_decile": {"type": "number", "description": "Share of the lost assets that belonged to the tenth of customers with the highest scores."},
            "lost_in_top_decile_by_expected_loss": {"type": "number", "description": "The same for the tenth with the highest score times assets, the order of a list by expected loss."}
          }
        },
        "Judgement.Note": {"type": "string", "enum": ["no_customers", "no_losses", "only_losses", "few_losses", "scores_are_no_probabilities"], "description": "Something that keeps figures away or makes them rough."},
        "Language": {"type": "string", "enum": ["zh", "en"], "description": "The language of reports and lists."},
        "ListFigures": {
          "type": "object", "additionalProperties": false, "required": ["by_probability", "share"], "description": "What a loss list of some length would have caught, in either order that a list may have.",
          "properties": {
            "by_expected_loss": {"$ref": "#/$defs/TopShare", "description": "The list of the highest scores times assets; nil where the sample holds no assets."},
            "by_probability": {"$ref": "#/$defs/TopShare", "description": "The list of the highest scores."},
            "share": {"type": "number", "description": "Share of the customers on the list."}
          }
        },
        "ListIntervals": {
          "type": "object", "additionalProperties": false, "required": ["by_probability", "share"], "description": "Intervals of what a list of some length catches.",
          "properties": {
            "by_expected_loss": {"$ref": "#/$defs/TopIntervals"},
            "by_probability": {"$ref": "#/$defs/TopIntervals"},
            "share": {"type": "number"}
          }
        },
        "LossDefinition": {
          "type": "object", "additionalProperties": false, "required": ["rule", "share", "sudden"], "description": "What counts as a loss, and which losses are sudden; see `Panel` for the formulas.",
          "properties": {
            "rule": {"$ref": "#/$defs/LossDefinition.Rule"},
            "share": {"type": "number", "description": "Share of the assets that must go under the rule `drop`."},
            "sudden": {"$ref": "#/$defs/SuddenDefinition"}
          }
        },
        "LossDefinition.Rule": {"type": "string", "enum": ["drop", "floor", "demotion"]},
        "Occasion": {"type": "string", "enum": ["training", "validation"], "description": "What the report was written for. training: A model was learnt; validation: A model that stood already was judged"},
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
        },
        "ProbabilityBand": {
          "type": "object", "additionalProperties": false, "required": ["customers", "from", "losses", "to"], "description": "Customers whose probabilities lie in one band: how the scores are spread.",
          "properties": {
            "customers": {"type": "number", "description": "Customers and snapshot months."},
            "foretold": {"type": "number", "description": "Mean probability; nil without customers."},
            "from": {"type": "number", "description": "Least probability of the band."},
            "loss_rate": {"type": "number", "description": "Share of the customers with a loss; nil without customers."},
            "losses": {"type": "number", "description": "Losses among them."},
            "to": {"type": "number", "description": "Probabilities are below this; in the last band up to it."}
          }
        },
        "ProbabilityFigures": {
          "type": "object", "additionalProperties": false, "required": ["bands", "brier", "brier_parts", "calibration", "calibration_error", "expected_losses", "log_loss"], "description": "Figures that ask whether scores are true probabilities, not only whether they are in the right order.",
          "properties": {
            "bands": {"type": "array", "items": {"$ref": "#/$defs/ProbabilityBand"}, "description": "How the probabilities are spread: bands without customers at either end are left out."},
            "brier": {"type": "number", "description": "Mean of `(p − y)²`, `y` being 1 for a loss and 0 for others (Brier 1950)."},
            "brier_parts": {"$ref": "#/$defs/BrierParts"},
            "calibration": {"type": "array", "items": {"$ref": "#/$defs/CalibrationBin"}, "description": "Up to ten bins of equally many customers, lowest probabilities first."},
            "calibration_error": {"type": "number", "description": "Mean distance between the loss rates foretold and come over the bins, by customers (expected calibration error)."},
            "expected_losses": {"type": "number", "description": "Sum of the probabilities: as many losses were foretold."},
            "log_loss": {"type": "number", "description": "Mean of `−ln p` for losses and `−ln(1 − p)` for others, `p` kept at least 2⁻⁵² from 0 and 1."}
          }
        },
        "RankedSample.KolmogorovSmirnov": {
          "type": "object", "additionalProperties": false, "required": ["customers_share", "losses_share", "others_share", "threshold", "value"], "description": "The widest gap between the share of losses and the share of other customers that a score cuts off.",
          "properties": {
            "customers_share": {"type": "number", "description": "Share of all customers, of the losses and of the others that the threshold cuts off."},
            "losses_share": {"type": "number"},
            "others_share": {"type": "number"},
            "threshold": {"type": "number", "description": "The highest score at which the gap opens: customers at or above it are cut off."},
            "value": {"type": "number", "description": "The gap, 0 to 1."}
          }
        },
        "ReportTable": {
          "type": "object", "additionalProperties": false, "required": ["columns", "rows", "title"], "description": "A table handed in by the caller, its cells ready to be shown.",
          "properties": {
            "columns": {"type": "array", "items": {"$ref": "#/$defs/ReportTable.Column"}},
            "note": {"type": "string", "description": "A sentence below the table."},
            "rows": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
            "title": {"type": "string"}
          }
        },
        "ReportTable.Column": {
          "type": "object", "additionalProperties": false, "required": ["is_number", "title"],
          "properties": {
            "is_number": {"type": "boolean", "description": "Numbers stand flush right."},
            "title": {"type": "string"}
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
        },
        "Segmentation": {
          "type": "object", "additionalProperties": false, "required": ["by", "list_share", "segments"], "description": "The figures of the same ranking and list, customer group by customer group.  The list is that of all groups together, cut at one length: what a group's customers find on it, and how much of what they lost, tells whom the model serves well and whom it overlooks.",
          "properties": {
            "by": {"type": "string", "description": "What the groups are made by: `month`, `tier`, `branch` or the name of a column."},
            "list_share": {"type": "number", "description": "Share of all customers on the list."},
            "segments": {"type": "array", "items": {"$ref": "#/$defs/Segmentation.Segment"}}
          }
        },
        "Segmentation.Segment": {
          "type": "object", "additionalProperties": false, "required": ["customers", "listed", "losses", "name"], "description": "The figures of one group.",
          "properties": {
            "assets": {"type": "number"},
            "auc": {"type": "number", "description": "The AUC among the group's customers alone."},
            "auc_interval": {"$ref": "#/$defs/Interval"},
            "captured_lost_assets": {"type": "number", "description": "Share of the group's lost assets that is on the list; nil without amounts or where nothing was lost."},
            "customers": {"type": "integer", "description": "Customers and snapshot months."},
            "foretold": {"type": "number", "description": "Mean score; the loss rate that was foretold where scores are probabilities."},
            "kolmogorov_smirnov": {"type": "number"},
            "listed": {"type": "number", "description": "Customers of the group on the list; customers with equal scores at its end are shared in proportion."},
            "loss_rate": {"type": "number", "description": "Share of the group's customers with a loss, by weight where rows are weighted."},
            "losses": {"type": "integer", "description": "Losses among them."},
            "lost_assets": {"type": "number"},
            "name": {"type": "string", "description": "Name of the variable or group."},
            "recall": {"type": "number", "description": "Share of the group's losses that are on the list; nil without losses."}
          }
        },
        "SimpleRule": {"type": "string", "enum": ["last_months_fall", "fewest_logins", "maturing_products"], "description": "A rule by which a bank without a model would order its customers. last_months_fall: Whose assets fell most, as a share, in the month that ends; fewest_logins: Who logged in least in the month that ends, first of all those who did not; maturing_products: Of whose assets the greatest share falls due in the month to come"},
        "SplitReport": {
          "type": "object", "additionalProperties": false, "required": ["notes", "parts", "refitted"], "description": "Which months (or rows of a table) served for what.",
          "properties": {
            "notes": {"type": "array", "items": {"type": "string"}, "description": "Whole sentences in the report's language, such as why there were too few months."},
            "parts": {"type": "array", "items": {"$ref": "#/$defs/SplitReport.Part"}},
            "refitted": {"type": "boolean", "description": "Whether the model was fitted once more on all rows with known outcomes after it had been judged."}
          }
        },
        "SplitReport.Part": {
          "type": "object", "additionalProperties": false, "required": ["losses", "months", "role", "rows"],
          "properties": {
            "losses": {"type": "integer", "description": "Losses among them."},
            "months": {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}, "description": "Snapshot months; empty for a ready-made table without months."},
            "role": {"$ref": "#/$defs/JudgedSet.Role"},
            "rows": {"type": "integer"}
          }
        },
        "Subject": {"description": "What the model was asked to foretell.", "oneOf": [{"type": "object", "description": "Next month's loss of customers above a floor, in currency units.", "additionalProperties": false, "required": ["panel"], "properties": {"panel": {"type": "object", "additionalProperties": false, "required": ["floor", "loss"], "properties": {"floor": {"type": "number"}, "loss": {"$ref": "#/$defs/LossDefinition"}}}}}, {"type": "object", "description": "The label column of a ready-made table.", "additionalProperties": false, "required": ["table"], "properties": {"table": {"type": "object", "additionalProperties": false, "required": ["label"], "properties": {"label": {"type": "string"}, "key": {"type": "string"}}}}}]},
        "SuddenDefinition": {
          "type": "object", "additionalProperties": false, "required": ["band", "quiet_months", "share"], "description": "A loss of at least `share` after `quietMonths` months that all lie within `band` of their median.",
          "properties": {
            "band": {"type": "number"},
            "quiet_months": {"type": "number"},
            "share": {"type": "number"}
          }
        },
        "SuddenLossFigures": {
          "type": "object", "additionalProperties": false, "required": ["customers"], "description": "Sudden losses, which are left out of training and of the headline figures, reported apart.",
          "properties": {
            "assets": {"type": "number", "description": "Assets that these customers had in the snapshot month, in currency units."},
            "caught": {"type": "integer", "description": "How many of them score as high as the top tenth of the other customers: caught without being learnt from."},
            "customers": {"type": "integer", "description": "Customers and snapshot months."},
            "lost_assets": {"type": "number", "description": "Assets that were gone in the performance month, in currency units."},
            "threshold": {"type": "number", "description": "The score that the top tenth of the other customers begins at."}
          }
        },
        "TopIntervals": {
          "type": "object", "additionalProperties": false, "required": [], "description": "Intervals of the figures of TopShare.",
          "properties": {
            "captured_lost_assets": {"$ref": "#/$defs/Interval"},
            "lift": {"$ref": "#/$defs/Interval"},
            "precision": {"$ref": "#/$defs/Interval"},
            "recall": {"$ref": "#/$defs/Interval"}
          }
        },
        "TopShare": {
          "type": "object", "additionalProperties": false, "required": ["customers", "losses", "lowest_score", "precision", "share"], "description": "How the customers with the highest scores fared.",
          "properties": {
            "captured_lost_assets": {"type": "number", "description": "Share of all lost assets; nil without amounts or where nothing was lost."},
            "customers": {"type": "number", "description": "Customers in it: the nearest whole number, at least one."},
            "lift": {"type": "number", "description": "Precision against the loss rate of all; nil without losses."},
            "losses": {"type": "number", "description": "Losses among them."},
            "lost_assets": {"type": "number"},
            "lowest_score": {"type": "number", "description": "Lowest score of the share."},
            "precision": {"type": "number", "description": "Losses against the customers of the share."},
            "recall": {"type": "number", "description": "Share of all losses; nil without losses."},
            "share": {"type": "number", "description": "The share that was asked for."}
          }
        },
        "TrainingDefinition.Algorithm": {"type": "string", "enum": ["logistic", "trees"]},
        "VariableProfile": {
          "type": "object", "additionalProperties": false, "required": ["bins", "name"], "description": "How one variable goes with losses, and whether its values have moved since the months learnt from.",
          "properties": {
            "bins": {"type": "array", "items": {"$ref": "#/$defs/VariableProfile.Bin"}},
            "meaning": {"type": "string"},
            "name": {"type": "string", "description": "Name of the variable or group."},
            "stability": {"type": "number", "description": "Population stability index between the customers learnt from and those judged; nil where either has nobody."}
          }
        },
        "VariableProfile.Bin": {
          "type": "object", "additionalProperties": false, "required": ["judged_share", "label", "learnt_share"], "description": "Customers whose values lie in one range, or have one text.",
          "properties": {
            "foretold": {"type": "number", "description": "Mean probability of the bin's customers judged; nil without customers."},
            "judged_share": {"type": "number", "description": "Share of the customers judged."},
            "label": {"type": "string", "description": "The range or text, in the report's language."},
            "learnt_share": {"type": "number", "description": "Share of the customers learnt from."},
            "loss_rate": {"type": "number", "description": "Share of the bin's customers judged with a loss; nil without customers."}
          }
        },
        "VariablesReport": {
          "type": "object", "additionalProperties": false, "required": ["count", "profiles", "top"], "description": "The variables of the model.",
          "properties": {
            "count": {"type": "integer", "description": "How many the model has."},
            "measure": {"type": "string", "description": "How importance is measured, in a sentence in the report's language."},
            "profiles": {"type": "array", "items": {"$ref": "#/$defs/VariableProfile"}, "description": "How the most important ones go with losses."},
            "top": {"type": "array", "items": {"$ref": "#/$defs/VariablesReport.Variable"}, "description": "The most important ones, most important first."}
          }
        },
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
      }
    }

    """#
}

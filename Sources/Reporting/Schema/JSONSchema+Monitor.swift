import Calendar

extension JSONSchema {
  /// What `churn monitor --out` writes.
  static let monitorText = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
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
      "$defs": {
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
        "Light": {"type": "string", "enum": ["green", "amber", "red"], "description": "How much something asks for attention."},
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
        },
        "MonitorContent.Finding": {
          "type": "object", "additionalProperties": false, "required": ["light", "text"], "description": "Something that is amber or red, in a sentence in the report's language.",
          "properties": {
            "light": {"$ref": "#/$defs/Light"},
            "text": {"type": "string"},
            "variable": {"type": "string", "description": "Name of the variable that it is about; nil where it is about none."}
          }
        },
        "MonitorContent.Flow": {
          "type": "object", "additionalProperties": false, "required": ["customers", "entering", "leaving", "month", "population"], "description": "One month of the panel.",
          "properties": {
            "customers": {"type": "integer", "description": "Customers and snapshot months."},
            "entering": {"type": "integer"},
            "leaving": {"type": "integer"},
            "month": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
            "population": {"type": "integer"}
          }
        },
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
        },
        "MonitorContent.Outcome": {
          "type": "object", "additionalProperties": false, "required": ["judgement", "snapshot"], "description": "What came of the month before.",
          "properties": {
            "judgement": {"$ref": "#/$defs/Judgement"},
            "learnt_auc": {"type": "number", "description": "The AUC of the model's own report."},
            "list": {"$ref": "#/$defs/MonitorContent.ListOutcome"},
            "snapshot": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
            "sudden": {"$ref": "#/$defs/SuddenLossFigures"}
          }
        },
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
        },
        "MonitorDefinition.Limits": {
          "type": "object", "additionalProperties": false, "required": ["amber", "red"], "description": "From `amber` on something asks for a look, from `red` on it asks for action.",
          "properties": {
            "amber": {"type": "number", "description": "From here on amber."},
            "red": {"type": "number", "description": "From here on red."}
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
        "Spread": {
          "type": "object", "additionalProperties": false, "required": ["counts", "edges", "missing"], "description": "How the values of a variable or score are spread over bins, by which samples of different months are compared.  Categories are spread by their codes 0, 1, 2, …, a bin for each.",
          "properties": {
            "counts": {"type": "array", "items": {"type": "number"}, "description": "Rows in each bin, one more than edges."},
            "edges": {"type": "array", "items": {"type": "number"}, "description": "Edges of the bins, rising: a bin holds values from its edge up to the next one, the first all below the first edge."},
            "missing": {"type": "number", "description": "Rows without a value."}
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
        }
      }
    }

    """#
}

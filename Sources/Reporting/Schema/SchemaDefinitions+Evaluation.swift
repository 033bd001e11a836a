extension SchemaDefinitions {
  /// The figures of a set of customers whose outcomes are known, see `Judgement` in Validation.
  static let evaluation = #"""
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
    }
    "BrierParts": {
      "type": "object", "additionalProperties": false, "required": ["reliability", "resolution", "uncertainty", "within"], "description": "The parts of the Brier score over bins of similar probabilities.  `Brier = reliability − resolution + uncertainty + within` with, over bins `k` of weight `w_k`, mean probability `f_k` and loss rate `o_k`: reliability `Σ w_k (f_k − o_k)²`, resolution `Σ w_k (o_k − ō)²`, uncertainty `ō (1 − ō)` (A. H. Murphy 1973). What probabilities and outcomes vary within bins is the rest (D. B. Stephenson and others 2008); it is 0 where all probabilities of a bin are equal.",
      "properties": {
        "reliability": {"type": "number", "description": "How far foretold and real loss rates are apart: the less the better."},
        "resolution": {"type": "number", "description": "How far the bins' loss rates differ from the mean: the more the better."},
        "uncertainty": {"type": "number", "description": "The Brier score of foretelling the loss rate for everybody."},
        "within": {"type": "number"}
      }
    }
    "CalibrationBin": {
      "type": "object", "additionalProperties": false, "required": ["customers", "foretold", "loss_rate"], "description": "Customers with similar probabilities: what was foretold, and what came.",
      "properties": {
        "customers": {"type": "number", "description": "Customers and snapshot months."},
        "foretold": {"type": "number", "description": "Mean probability of the bin's customers."},
        "loss_rate": {"type": "number", "description": "Share of the bin's customers with a loss."},
        "loss_rate_interval": {"$ref": "#/$defs/Interval", "description": "The interval of the loss rate (Wilson); nil for weighted rows."}
      }
    }
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
    }
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
    }
    "JudgedSet": {
      "type": "object", "additionalProperties": false, "required": ["judgement", "months", "role"], "description": "The judgement of one set of customers.",
      "properties": {
        "judgement": {"$ref": "#/$defs/Judgement"},
        "months": {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}},
        "role": {"$ref": "#/$defs/JudgedSet.Role"}
      }
    }
    "JudgedSet.Role": {"type": "string", "enum": ["training", "validation", "out_of_time", "test"], "description": "out_of_time: On months later than all that were learnt from; test: Rows of a ready-made table that were kept apart"}
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
    }
    "Judgement.Money": {
      "type": "object", "additionalProperties": false, "required": ["assets", "lost"], "description": "Money in currency units.",
      "properties": {
        "assets": {"type": "number", "description": "Assets of all customers in the snapshot month."},
        "lost": {"type": "number", "description": "Assets that customers with a loss no longer had in the performance month."},
        "lost_in_top_decile": {"type": "number", "description": "Share of the lost assets that belonged to the tenth of customers with the highest scores."},
        "lost_in_top_decile_by_expected_loss": {"type": "number", "description": "The same for the tenth with the highest score times assets, the order of a list by expected loss."}
      }
    }
    "Judgement.Note": {"type": "string", "enum": ["no_customers", "no_losses", "only_losses", "few_losses", "scores_are_no_probabilities"], "description": "Something that keeps figures away or makes them rough."}
    "ListFigures": {
      "type": "object", "additionalProperties": false, "required": ["by_probability", "share"], "description": "What a loss list of some length would have caught, in either order that a list may have.",
      "properties": {
        "by_expected_loss": {"$ref": "#/$defs/TopShare", "description": "The list of the highest scores times assets; nil where the sample holds no assets."},
        "by_probability": {"$ref": "#/$defs/TopShare", "description": "The list of the highest scores."},
        "share": {"type": "number", "description": "Share of the customers on the list."}
      }
    }
    "ListIntervals": {
      "type": "object", "additionalProperties": false, "required": ["by_probability", "share"], "description": "Intervals of what a list of some length catches.",
      "properties": {
        "by_expected_loss": {"$ref": "#/$defs/TopIntervals"},
        "by_probability": {"$ref": "#/$defs/TopIntervals"},
        "share": {"type": "number"}
      }
    }
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
    }
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
    }
    "RankedSample.KolmogorovSmirnov": {
      "type": "object", "additionalProperties": false, "required": ["customers_share", "losses_share", "others_share", "threshold", "value"], "description": "The widest gap between the share of losses and the share of other customers that a score cuts off.",
      "properties": {
        "customers_share": {"type": "number", "description": "Share of all customers, of the losses and of the others that the threshold cuts off."},
        "losses_share": {"type": "number"},
        "others_share": {"type": "number"},
        "threshold": {"type": "number", "description": "The highest score at which the gap opens: customers at or above it are cut off."},
        "value": {"type": "number", "description": "The gap, 0 to 1."}
      }
    }
    "Segmentation": {
      "type": "object", "additionalProperties": false, "required": ["by", "list_share", "segments"], "description": "The figures of the same ranking and list, customer group by customer group.  The list is that of all groups together, cut at one length: what a group's customers find on it, and how much of what they lost, tells whom the model serves well and whom it overlooks.",
      "properties": {
        "by": {"type": "string", "description": "What the groups are made by: `month`, `tier`, `branch` or the name of a column."},
        "list_share": {"type": "number", "description": "Share of all customers on the list."},
        "segments": {"type": "array", "items": {"$ref": "#/$defs/Segmentation.Segment"}}
      }
    }
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
    }
    "SuddenLossFigures": {
      "type": "object", "additionalProperties": false, "required": ["customers"], "description": "Sudden losses, which are left out of training and of the headline figures, reported apart.",
      "properties": {
        "assets": {"type": "number", "description": "Assets that these customers had in the snapshot month, in currency units."},
        "caught": {"type": "integer", "description": "How many of them score as high as the top tenth of the other customers: caught without being learnt from."},
        "customers": {"type": "integer", "description": "Customers and snapshot months."},
        "lost_assets": {"type": "number", "description": "Assets that were gone in the performance month, in currency units."},
        "threshold": {"type": "number", "description": "The score that the top tenth of the other customers begins at."}
      }
    }
    "TopIntervals": {
      "type": "object", "additionalProperties": false, "required": [], "description": "Intervals of the figures of TopShare.",
      "properties": {
        "captured_lost_assets": {"$ref": "#/$defs/Interval"},
        "lift": {"$ref": "#/$defs/Interval"},
        "precision": {"$ref": "#/$defs/Interval"},
        "recall": {"$ref": "#/$defs/Interval"}
      }
    }
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
    """#
}

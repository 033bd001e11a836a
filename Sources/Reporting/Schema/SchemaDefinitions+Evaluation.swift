extension SchemaDefinitions {
  /// The figures of a set of customers whose outcomes are known, see `Evaluation` in Metrics.
  static let evaluation = """
    BootstrapFigures: Intervals of figures by drawing customers anew; see Bootstrap.  Each is the middle 95% of the rounds in which the figure can be had; nil where it never can.
      auc Interval
      average_precision Interval
      brier Interval
      customers! integer: Customers and snapshot months.
      kolmogorov_smirnov Interval
      lists! [ListIntervals]
      log_loss Interval
      rounds! integer: Rounds of the bootstrap.
      seed! integer: Seed of all random choices.
    BrierParts: The parts of the Brier score over bins of similar probabilities.  `Brier = reliability − resolution + uncertainty + within` with, over bins `k` of weight `w_k`, mean probability `f_k` and loss rate `o_k`: reliability `Σ w_k (f_k − o_k)²`, resolution `Σ w_k (o_k − ō)²`, uncertainty `ō (1 − ō)` (A. H. Murphy 1973). What probabilities and outcomes vary within bins is the rest (D. B. Stephenson and others 2008); it is 0 where all probabilities of a bin are equal.
      reliability! number: How far predicted and actual loss rates are apart: the less the better.
      resolution! number: How far the bins' loss rates differ from the mean: the more the better.
      uncertainty! number: The Brier score of predicting the loss rate for everybody.
      within! number
    CalibrationBin: Customers with similar probabilities: what was predicted, and the outcome.
      customers! number: Customers and snapshot months.
      foretold! number: Mean probability of the bin's customers.
      loss_rate! number: Share of the bin's customers with a loss.
      loss_rate_interval Interval: The interval of the loss rate (Wilson); nil for weighted rows.
    CurvePoint: One point of the curves of a ranking: what lies among the customers with the highest scores.
      customers! number: Share of all customers.
      losses! number: Share of all losses: recall, the ROC curve's height and the gain.
      lost_assets number: Share of all lost assets; nil without amounts or where nothing was lost.
      others! number: Share of all customers without a loss: how far right the ROC curve is.
      precision! number: Share of the point's customers with a loss.
      score! number: The lowest score among them.
    GainRow: What lies in one part of the customers, the parts being cut in falling order of score.  Counts are whole unless equal scores lie across an edge (see RankedSample) or rows are weighted.
      captured_losses number: Share of all losses in this part and those above it (the gain); nil without losses.
      captured_lost_assets number: Share of all lost assets in this part and those above it; nil without amounts or where nothing was lost.
      customers! number: Customers and snapshot months.
      lift number: Loss rate against the loss rate of all; nil without losses.
      loss_rate! number: Losses against customers.
      losses! number: Losses among them.
      lost_assets number: Assets lost by the part's customers, in currency units; nil where the sample holds no amounts.
      lowest_score! number: Lowest score of the part.
      part! integer: 1 for the part with the highest scores.
    JudgedSet: The evaluation of one set of customers.
      judgement! Judgement
      months! [month]
      role! JudgedSet.Role
    JudgedSet.Role = training | validation | out_of_time | test: out_of_time: On months later than all that were trained on; test: Rows of a ready-made table that were kept apart
    Judgement: The figures of one set of customers whose outcomes are known.  Its JSON holds every figure under a stable name; a figure that cannot be had (no rows, one class only, scores that are no probabilities, no amounts) is left out and a note says why. No figure is ever NaN or infinite.
      auc number: Area under the ROC curve.
      auc_interval Interval: The DeLong interval of the AUC; nil for weighted rows.
      auc_standard_error number
      average_precision number
      bootstrap BootstrapFigures: Intervals by drawing customers anew; nil where they were not asked for.
      curve! [CurvePoint]: The curves of the ranking; empty where nothing but the main figures was asked for.
      customers! integer: Customers and snapshot months.
      gains! [GainRow]
      h_measure number
      kolmogorov_smirnov RankedSample.KolmogorovSmirnov
      lists! [ListFigures]: What loss lists of several lengths would have caught; empty where nothing but the main figures was asked for.
      loss_rate number: Share of the customers with a loss, by weight where rows are weighted.
      losses! integer: Losses among them.
      money Judgement.Money
      notes! [Judgement.Note]
      probabilities ProbabilityFigures
      top_decile TopShare: The tenth of the customers with the highest scores; its lift is the headline lift.
    Judgement.Money: Money in currency units.
      assets! number: Assets of all customers in the snapshot month.
      lost! number: Assets that customers with a loss no longer had in the performance month.
      lost_in_top_decile number: Share of the lost assets that belonged to the tenth of customers with the highest scores.
      lost_in_top_decile_by_expected_loss number: The same for the tenth with the highest score times assets, the order of a list by expected loss.
    Judgement.Note = no_customers | no_losses | only_losses | few_losses | scores_are_no_probabilities: Something that keeps figures away or makes them rough.
    ListFigures: What a loss list of some length would have caught, in either order that a list may have.
      by_expected_loss TopShare: The list of the highest scores times assets; nil where the sample holds no assets.
      by_probability! TopShare: The list of the highest scores.
      share! number: Share of the customers on the list.
    ListIntervals: Intervals of what a list of some length catches.
      by_expected_loss TopIntervals
      by_probability! TopIntervals
      share! number
    ProbabilityBand: Customers whose probabilities lie in one band: how the scores are distributed.
      customers! number: Customers and snapshot months.
      foretold number: Mean probability; nil without customers.
      from! number: Least probability of the band.
      loss_rate number: Share of the customers with a loss; nil without customers.
      losses! number: Losses among them.
      to! number: Probabilities are below this; in the last band up to it.
    ProbabilityFigures: Figures that ask whether scores are true probabilities, not only whether they are in the right order.
      bands! [ProbabilityBand]: How the probabilities are distributed: bands without customers at either end are left out.
      brier! number: Mean of `(p − y)²`, `y` being 1 for a loss and 0 for others (Brier 1950).
      brier_parts! BrierParts
      calibration! [CalibrationBin]: Up to ten bins of equally many customers, lowest probabilities first.
      calibration_error! number: Mean distance between the loss rates predicted and actual over the bins, by customers (expected calibration error).
      expected_losses! number: Sum of the probabilities: as many losses were predicted.
      log_loss! number: Mean of `−ln p` for losses and `−ln(1 − p)` for others, `p` kept at least 2⁻⁵² from 0 and 1.
    RankedSample.KolmogorovSmirnov: The widest gap between the share of losses and the share of other customers that a score cuts off.
      customers_share! number: Share of all customers, of the losses and of the others that the threshold cuts off.
      losses_share! number
      others_share! number
      threshold! number: The highest score at which the gap opens: customers at or above it are cut off.
      value! number: The gap, 0 to 1.
    Segmentation: The figures of the same ranking and list, customer group by customer group.  The list is that of all groups together, cut at one length: what a group's customers find on it, and how much of what they lost, tells whom the model serves well and whom it overlooks.
      by! string: What the groups are made by: `month`, `tier`, `branch` or the name of a column.
      list_share! number: Share of all customers on the list.
      segments! [Segmentation.Segment]
    Segmentation.Segment: The figures of one group.
      assets number
      auc number: The AUC among the group's customers alone.
      auc_interval Interval
      captured_lost_assets number: Share of the group's lost assets that is on the list; nil without amounts or where nothing was lost.
      customers! integer: Customers and snapshot months.
      foretold number: Mean score; the loss rate that was predicted where scores are probabilities.
      kolmogorov_smirnov number
      listed! number: Customers of the group on the list; customers with equal scores at its end are shared in proportion.
      loss_rate number: Share of the group's customers with a loss, by weight where rows are weighted.
      losses! integer: Losses among them.
      lost_assets number
      name! string: Name of the variable or group.
      recall number: Share of the group's losses that are on the list; nil without losses.
    SuddenLossFigures: Sudden losses, which are left out of training and of the headline figures, reported apart.
      assets number: Assets that these customers had in the snapshot month, in currency units.
      caught integer: How many of them score as high as the top tenth of the other customers: caught without being trained on.
      customers! integer: Customers and snapshot months.
      lost_assets number: Assets that were gone in the performance month, in currency units.
      threshold number: The score that the top tenth of the other customers begins at.
    TopIntervals: Intervals of the figures of TopShare.
      captured_lost_assets Interval
      lift Interval
      precision Interval
      recall Interval
    TopShare: How the customers with the highest scores fared.
      captured_lost_assets number: Share of all lost assets; nil without amounts or where nothing was lost.
      customers! number: Customers in it: the nearest whole number, at least one.
      lift number: Precision against the loss rate of all; nil without losses.
      losses! number: Losses among them.
      lost_assets number
      lowest_score! number: Lowest score of the share.
      precision! number: Losses against the customers of the share.
      recall number: Share of all losses; nil without losses.
      share! number: The share that was asked for.
    """
}

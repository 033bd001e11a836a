import Calendar
import Configuration
import Panel
import Tabular

extension ReadyTable {
  /// Warns of numbers whose size counts in a training and is lost in Float32.
  public func coarseColumns(of training: TrainingDefinition) -> [Remark] {
    zip(numberColumns, exact).filter { column, exact in
      !training.takesOrder(of: column.name) && exact?.scale.isCoarse ?? false
    }.map {
      Remark(
        chinese: "“\($0.0.name)”的位数多于 Float32，而逻辑回归按 Float32 取数：这些数几乎区分不开。树模型和评分卡（`woe`）能够区分；"
          + "或用 `ignore` 去掉该列。",
        english:
          "“\($0.0.name)” has more digits than Float32, in which a logistic regression takes numbers: its numbers are "
          + "hardly told apart. Trees and scorecards (`woe`) tell them apart; or leave the column out with `ignore`."
      )
    }
  }
}

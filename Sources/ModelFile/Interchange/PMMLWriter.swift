import Scoring
import Tabular

/// Writes models as PMML 4.4 (https://dmg.org/pmml/v4-4-1/GeneralStructure.html): forests as a `MiningModel` whose trees
/// are added up, scorecards as a `Scorecard` with reason codes, other linear models as a `RegressionModel`.
///
/// The outputs are `margin` (log odds) and `probability`; of scorecards also `reason_1` to `reason_3`, the names of the
/// variables whose points lie highest above their mean. Missing values are absent ones.
public enum PMMLWriter {
  /// - Parameters:
  ///   - thresholds: what each variable is compared with in Float64, where it is.
  ///   - otherCodes: for variables of which a code stands for all beyond it, that code.
  ///   - remark: what the file is to say of itself.
  /// - Throws: ``InterchangeError`` for linear models that mix bins with plain numbers.
  public static func bytes(
    _ model: ScoringModel, variables: [String], thresholds: [ThresholdScale?]? = nil,
    otherCodes: [Int: UInt32] = [:], producer: String,
    remark: String? = nil
  ) throws(InterchangeError) -> [UInt8] {
    let thresholds = thresholds ?? variables.map { _ in nil }
    let variables = zip(variables, thresholds).map { PMMLVariable(name: $0, thresholds: $1) }
    var xml = XMLBuilder()
    xml.open("PMML", ["xmlns": "http://www.dmg.org/PMML-4_4", "version": "4.4"])
    xml.element("Header", ["description": remark ?? "Probability of a loss"]) {
      $0.empty("Application", ["name": producer])
    }
    let categories = categories(of: model)
    xml.element("DataDictionary", ["numberOfFields": "\(variables.count)"]) { xml in
      for (index, variable) in variables.enumerated() {
        xml.empty(
          "DataField",
          categories.contains(index)
            ? ["name": variable.name, "optype": "categorical", "dataType": "integer"]
            : ["name": variable.name, "optype": "continuous", "dataType": variable.dataType])
      }
    }
    switch model {
    case .forest(let forest):
      try forest.checkStartsFromNothing()
      write(forest, variables: variables, otherCodes: otherCodes, to: &xml)
    case .linear(let linear): try write(linear, variables: variables, to: &xml)
    }
    xml.close("PMML")
    return Array(xml.text.utf8)
  }

  /// Variables that hold codes of categories.
  private static func categories(of model: ScoringModel) -> Set<Int> {
    switch model {
    case .linear(let linear):
      Set(linear.terms.compactMap { if case .category(let term) = $0 { term.variable } else { nil } })
    case .forest(let forest):
      Set(
        forest.trees.flatMap { tree in
          tree.nodes.filter { !$0.isLeaf && $0.categorySet >= 0 }.map { Int($0.variable) }
        })
    }
  }

  static func writeSchema(_ variables: [PMMLVariable], to xml: inout XMLBuilder) {
    xml.element("MiningSchema") { xml in
      for variable in variables {
        xml.empty("MiningField", ["name": variable.name, "usageType": "active"])
      }
    }
  }

  /// The margin, its probability 1 / (1 + exp(−margin)), and as many reasons.
  static func writeOutput(reasons: Int = 0, to xml: inout XMLBuilder) {
    xml.element("Output") { xml in
      xml.empty(
        "OutputField",
        ["name": "margin", "optype": "continuous", "dataType": "double", "feature": "predictedValue"])
      xml.element(
        "OutputField",
        ["name": "probability", "optype": "continuous", "dataType": "double", "feature": "transformedValue"]
      ) { xml in
        xml.element("Apply", ["function": "/"]) { xml in
          constant(1, to: &xml)
          xml.element("Apply", ["function": "+"]) { xml in
            constant(1, to: &xml)
            xml.element("Apply", ["function": "exp"]) { xml in
              xml.element("Apply", ["function": "*"]) { xml in
                constant(-1, to: &xml)
                xml.empty("FieldRef", ["field": "margin"])
              }
            }
          }
        }
      }
      for rank in 0..<reasons {
        xml.empty(
          "OutputField",
          [
            "name": "reason_\(rank + 1)", "optype": "categorical", "dataType": "string",
            "feature": "reasonCode", "rank": "\(rank + 1)",
          ])
      }
    }
  }

  static func constant(_ number: Double, to xml: inout XMLBuilder) {
    xml.leaf("Constant", "\(number)", ["dataType": "double"])
  }
}

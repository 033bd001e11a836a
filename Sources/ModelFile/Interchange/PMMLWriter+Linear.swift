import Scoring

extension PMMLWriter {
  static func write(
    _ model: LinearModel, variables: [PMMLVariable], to xml: inout XMLBuilder
  ) throws(InterchangeError) {
    var hasBins = false
    var number: Int?
    for term in model.terms {
      switch term {
      case .binned: hasBins = true
      case .numeric(let numeric): number = number ?? numeric.variable
      case .category: break
      }
    }
    if hasBins, let number {
      throw InterchangeError(
        place: "variable “\(variables[number].name)”",
        problem:
          "It counts as a number while others count by bins; PMML is written for models that do only one of "
          + "them. Train with `logistic: {woe: true}` or without."
      )
    }
    if hasBins {
      writeScorecard(model, variables: variables, to: &xml)
    } else {
      writeRegression(model, variables: variables, to: &xml)
    }
  }

  private static func writeScorecard(
    _ model: LinearModel, variables: [PMMLVariable], to xml: inout XMLBuilder
  ) {
    xml.open(
      "Scorecard",
      [
        "functionName": "regression", "modelName": "churn", "initialScore": "\(model.intercept)",
        "useReasonCodes": "true", "reasonCodeAlgorithm": "pointsAbove",
      ])
    writeSchema(variables, to: &xml)
    writeOutput(reasons: min(3, model.terms.count), to: &xml)
    xml.open("Characteristics")
    for (index, term) in model.terms.enumerated() {
      let (field, variable) = (variables[term.variable].name, variables[term.variable])
      func characteristic(_ baseline: Double, _ content: (inout XMLBuilder) -> Void) {
        xml.element(
          "Characteristic",
          ["name": "term_\(index)", "reasonCode": field, "baselineScore": "\(baseline)"], content)
      }
      /// Of the attributes the first counts whose predicate holds.
      func attribute(_ score: Double, _ split: String?, _ value: String? = nil, to xml: inout XMLBuilder) {
        xml.element("Attribute", ["partialScore": "\(score)"]) { xml in
          switch (split, value) {
          case (let split?, let value?):
            xml.empty("SimplePredicate", ["field": field, "operator": split, "value": value])
          case (let split?, nil): xml.empty("SimplePredicate", ["field": field, "operator": split])
          default: xml.empty("True")
          }
        }
      }
      switch term {
      case .binned(let binned):
        characteristic(binned.meanAddend) { xml in
          attribute(binned.addends[binned.addends.count - 1], "isMissing", to: &xml)
          for (special, value) in binned.specials.enumerated() {
            attribute(
              binned.addends[binned.cuts.count + 1 + special], "equal", "\(variable.threshold(value))",
              to: &xml)
          }
          for (bin, cut) in binned.cuts.enumerated() {
            attribute(binned.addends[bin], "lessThan", "\(variable.cut(cut))", to: &xml)
          }
          attribute(binned.addends[binned.cuts.count], nil, to: &xml)
        }
      case .category(let category):
        characteristic(category.meanWeight) { xml in
          for (code, weight) in category.weights.enumerated() {
            attribute(weight, "equal", "\(code)", to: &xml)
          }
          attribute(category.otherWeight, nil, to: &xml)
        }
      case .numeric: break
      }
    }
    xml.close("Characteristics")
    xml.close("Scorecard")
  }

  private static func writeRegression(
    _ model: LinearModel, variables: [PMMLVariable], to xml: inout XMLBuilder
  ) {
    xml.open("RegressionModel", ["functionName": "regression", "modelName": "churn"])
    writeSchema(variables, to: &xml)
    writeOutput(to: &xml)
    xml.open("LocalTransformations")
    for (index, term) in model.terms.enumerated() {
      switch term {
      case .numeric(let numeric): write(numeric, index, field: variables[numeric.variable].name, to: &xml)
      case .category(let category): write(category, index, field: variables[category.variable].name, to: &xml)
      case .binned: break
      }
    }
    xml.close("LocalTransformations")
    xml.element("RegressionTable", ["intercept": "\(model.intercept)"]) { xml in
      for index in model.terms.indices {
        xml.empty("NumericPredictor", ["name": "term_\(index)", "coefficient": "1"])
      }
    }
    xml.close("RegressionModel")
  }

  /// `cut_i`, the value within its bounds, and `term_i`, what it adds.
  private static func write(_ term: NumericTerm, _ index: Int, field: String, to xml: inout XMLBuilder) {
    let cut = "cut_\(index)"
    func apply(_ function: String, to xml: inout XMLBuilder, _ content: (inout XMLBuilder) -> Void) {
      xml.element("Apply", ["function": function], content)
    }
    /// ln(1 + cut) or, for negative values, −ln(1 − cut).
    func logarithm(isNegative: Bool, to xml: inout XMLBuilder) {
      apply("*", to: &xml) { xml in
        constant(isNegative ? -1 : 1, to: &xml)
        apply("ln", to: &xml) { xml in
          apply(isNegative ? "-" : "+", to: &xml) { xml in
            constant(1, to: &xml)
            xml.empty("FieldRef", ["field": cut])
          }
        }
      }
    }
    xml.element("DerivedField", ["name": cut, "optype": "continuous", "dataType": "double"]) { xml in
      apply("min", to: &xml) { xml in
        constant(term.highest, to: &xml)
        apply("max", to: &xml) { xml in
          constant(term.lowest, to: &xml)
          xml.empty("FieldRef", ["field": field])
        }
      }
    }
    xml.element("DerivedField", ["name": "term_\(index)", "optype": "continuous", "dataType": "double"]) {
      xml in
      apply("if", to: &xml) { xml in
        apply("isMissing", to: &xml) { $0.empty("FieldRef", ["field": field]) }
        constant(term.addend(.nan), to: &xml)
        apply("*", to: &xml) { xml in
          constant(term.weight, to: &xml)
          apply("/", to: &xml) { xml in
            apply("-", to: &xml) { xml in
              switch term.transform {
              case .identity: xml.empty("FieldRef", ["field": cut])
              case .signedLog:
                apply("if", to: &xml) { xml in
                  apply("lessThan", to: &xml) { xml in
                    xml.empty("FieldRef", ["field": cut])
                    constant(0, to: &xml)
                  }
                  logarithm(isNegative: true, to: &xml)
                  logarithm(isNegative: false, to: &xml)
                }
              }
              constant(term.mean, to: &xml)
            }
            constant(term.scale, to: &xml)
          }
        }
      }
    }
  }

  /// `term_i`, the weight of the category's code.
  private static func write(_ term: CategoryTerm, _ index: Int, field: String, to xml: inout XMLBuilder) {
    xml.element("DerivedField", ["name": "term_\(index)", "optype": "continuous", "dataType": "double"]) {
      xml in
      xml.element(
        "MapValues",
        [
          "outputColumn": "addend", "dataType": "double", "defaultValue": "\(term.otherWeight)",
          "mapMissingTo": "\(term.otherWeight)",
        ]
      ) { xml in
        xml.empty("FieldColumnPair", ["field": field, "column": "code"])
        xml.element("InlineTable") { xml in
          for (code, weight) in term.weights.enumerated() {
            xml.element("row") { xml in
              xml.leaf("code", "\(code)")
              xml.leaf("addend", "\(weight)")
            }
          }
        }
      }
    }
  }
}

import Calendar

extension TrainingOverlap {
  /// What figures of the rows are worth, in a sentence; nil where nothing is to be said.
  public func text(in language: Language) -> String? {
    if let doubt { return doubt.text(in: language) }
    if !months.isEmpty {
      return language.text(
        "模型学习时用过 \(list(months, language)) 的结果：这些月份上的指标偏乐观，不能说明模型在新月份的表现。",
        "The model was trained on \(list(months, language)): figures of these months are too good and say nothing of new ones."
      )
    }
    if !stoppingMonths.isEmpty {
      return language.text(
        "\(list(stoppingMonths, language)) 曾用于决定何时停止学习：这些月份上的指标略偏乐观。",
        "\(list(stoppingMonths, language)) decided when training stopped: figures of these months are a little too good."
      )
    }
    guard let trained, trained > 0 else { return nil }
    if isWhole {
      return language.text(
        "模型学习时用过全部这 \(NumberText.count(rows)) 行：其指标偏乐观，不能说明模型对新行的表现。",
        "The model was trained on all of these \(NumberText.count(rows)) rows: the figures are too good and say nothing of "
          + "new rows.")
    }
    return language.text(
      "这 \(NumberText.count(rows)) 行中约有 \(NumberText.count(trained)) 行模型学习时用过：全部行的指标偏乐观，未用过的行的指标才说明新行上的表现。",
      "The model was trained on about \(NumberText.count(trained)) of these \(NumberText.count(rows)) rows: figures of all of "
        + "them are too good, only those of the other rows say what new rows would.")
  }

  /// What a comparison on the rows is worth where the model takes part in it; nil where nothing is to be said.
  public func advantage(of model: String, in language: Language) -> String? {
    if doubt != nil {
      return language.text(
        "无法得知“\(model)”学习时用过哪些行；若其中有这些行，它占便宜。",
        "Which of these rows “\(model)” was trained on is not known; if any, it has an advantage.")
    }
    if !months.isEmpty {
      return language.text(
        "“\(model)”学习时用过 \(list(months, language))，在这些月份上占便宜。",
        "“\(model)” was trained on \(list(months, language)) and has an advantage there.")
    }
    if !stoppingMonths.isEmpty {
      return language.text(
        "“\(model)”由 \(list(stoppingMonths, language)) 决定何时停止学习，在这些月份上略占便宜。",
        "“\(model)” stopped training by \(list(stoppingMonths, language)) and has a small advantage there.")
    }
    guard let trained, trained > 0 else { return nil }
    return language.text(
      "“\(model)”学习时用过这 \(NumberText.count(rows)) 行中的\(isWhole ? "全部" : "约 \(NumberText.count(trained)) 行")，在这些行上占便宜。",
      "“\(model)” was trained on \(isWhole ? "all" : "about \(NumberText.count(trained))") of these "
        + "\(NumberText.count(rows)) rows and has an advantage there.")
  }

  /// What it means that nothing has drifted among the rows; nil where nothing is to be said.
  public func driftText(in language: Language) -> String? {
    guard let trained, trained > 0 else { return nil }
    let what =
      months.isEmpty
      ? language.text(
        "所看的 \(NumberText.count(rows)) 行中\(isWhole ? "的全部" : "约有 \(NumberText.count(trained)) 行")模型学习时用过",
        "The model was trained on \(isWhole ? "all" : "about \(NumberText.count(trained))") of the "
          + "\(NumberText.count(rows)) rows watched")
      : language.text(
        "模型学习时用过所看的 \(list(months, language))",
        "The model was trained on \(list(months, language)), which is watched")
    return what
      + language.text("：与自身相比，本来就不会有多少变动。", ": set against themselves, they can hardly have moved.")
  }

  private func list(_ months: [Month], _ language: Language) -> String {
    months.map(\.description).joined(separator: language.text("、", ", "))
  }
}

extension TrainingOverlap.Doubt {
  fileprivate func text(in language: Language) -> String {
    let end = language.text("若其中有这些行，指标偏乐观。", "if any, the figures are too good.")
    switch self {
    case .notKept:
      return language.text(
        "模型来自其他工具或较早的版本，没有记下学习时用过哪些行：",
        "Which of these rows the model was trained on is not known, as it is from another tool or of an earlier version; "
      )
        + end
    case .otherKey:
      return language.text(
        "这些行用的主键与学习时不同，无法得知学习时用过其中哪些行：",
        "Which of these rows the model was trained on is not known, as they have another key than those; ")
        + end
    case .rowsAlike:
      return language.text(
        "许多行在模型所看的各列上完全相同，无法得知学习时用过其中哪些行：",
        "Which of these rows the model was trained on cannot be told, as many are alike in all that it looks at; "
      ) + end
    }
  }
}

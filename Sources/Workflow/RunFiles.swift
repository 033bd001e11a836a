import Configuration
import ModelFile
import SystemIO

extension RunFiles {
  /// - Parameters:
  ///   - selection: where the data come from; nil: no panel and no table.
  ///   - models: folders or files of models that are read.
  ///   - others: further files that are read; nil stands for none.
  ///   - patterns: of still further ones.
  init(
    reading selection: InputSelection? = nil, models: [String] = [], others: [String?] = [],
    patterns: [String] = []
  ) {
    self.init(
      reading: (selection?.files ?? []) + models.map(ModelFolder.modelPath(for:)) + others.compactMap { $0 }
        + patterns.flatMap { (try? FilePattern.expand($0, relativeTo: "")) ?? [] })
  }
}

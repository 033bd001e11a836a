import Configuration
import Messages
import Panel
import Parallel

/// Makes variables of a panel's customers by the recipes of a book.
///
/// Work is done in blocks of ``WindowBlock/rows`` rows: the windows are turned once, then each recipe is one loop.
/// Only months up to each row's snapshot month are touched.
public struct VariableMaker: Sendable {
  /// Months that functions over the window need at least.
  static let leastHistory = 3
  /// Most rows that ``forEachBlock(_:team:_:)`` hands over at a time.
  public static let rowsPerBlock = WindowBlock.rows

  public let book: RecipeBook
  /// The panel that variables are made of.
  public let panel: CustomerPanel
  let sources: [Source]
  /// For each recipe: indices of its columns among ``sources``.
  let inputs: [[Int]]
  /// For each recipe: the panel's columns of texts that it reads.
  let texts: [[Text]]
  /// For each recipe on levels: what they are worth.
  let lookups: [LevelLookup?]

  /// Where the values of a source column come from.
  enum Source: Sendable {
    /// The sum of the asset columns.
    case assets
    /// A number column of the panel, and whether it is one of the asset columns.
    case number(Int, isAsset: Bool)
    /// A number column of an attribute table, the same in all months.
    case attribute(Int)
  }

  /// A text column and how its codes become the model's.
  struct Text: Sendable {
    var isAttribute: Bool
    var column: Int
    /// For a category: the variable's code for each of the panel's codes, from 0 (missing); NaN where the model does not
    /// know the text.
    var codes: [Float]
    /// What the panel's codes 1, 2, 3, … stand for.
    var levels: [String]
  }

  /// Binds the recipes to a panel's columns by name.
  ///
  /// - Throws: ``VariablesError`` naming all columns that the panel lacks.
  public init(book: RecipeBook, panel: CustomerPanel) throws(VariablesError) {
    self.book = book
    self.panel = panel
    var sources: [Source] = []
    var indices: [String: Int] = [:]
    var inputs: [[Int]] = []
    var texts: [[Text]] = []
    var lookups: [LevelLookup?] = []
    var problems: [Sentence] = []
    func sourceIndex(_ name: String, source: Source) -> Int {
      if let known = indices[name] { return known }
      sources.append(source)
      indices[name] = sources.count - 1
      return sources.count - 1
    }
    // The assets are always the first source: most recipes set something against them.
    _ = sourceIndex("assets", source: .assets)
    for recipe in book.recipes {
      var columns: [Int] = []
      var read: [Text] = []
      for name in recipe.columns {
        if recipe.function.descriptor.source == .text {
          if let text = Text(name: name, recipe: recipe, panel: panel) {
            read.append(text)
          } else {
            problems.append(
              "The panel has no text column “\(name)”, which variable “\(recipe.name)” is made of.")
          }
        } else if name == "assets" {
          columns.append(0)
        } else if let index = panel.numberColumns.firstIndex(where: { $0.name == name }) {
          columns.append(sourceIndex(name, source: .number(index, isAsset: book.assets.contains(name))))
        } else if let index = panel.attributeNumbers.firstIndex(where: { $0.name == name }) {
          columns.append(sourceIndex(name, source: .attribute(index)))
        } else {
          problems.append(
            "The panel has no number column “\(name)”, which variable “\(recipe.name)” is made of.")
        }
      }
      inputs.append(columns)
      texts.append(read)
      guard recipe.function.readsLevels, read.count == recipe.columns.count
      else {
        lookups.append(nil)
        continue
      }
      let lookup = book.statistics.flatMap { LevelLookup(recipe, $0, texts: read.map(\.levels)) }
      lookups.append(lookup)
      if lookup == nil { problems.append("The model knows no levels for the variable “\(recipe.name)”.") }
    }
    guard problems.isEmpty else { throw VariablesError(problems: problems) }
    self.sources = sources
    self.inputs = inputs
    self.texts = texts
    self.lookups = lookups
  }

  /// Number of variables.
  public var variableCount: Int { book.recipes.count }

  /// All variables of some rows.
  ///
  /// - Complexity: O(rows × variables × window), in parallel; the result is rows × variables × 4 bytes.
  public func matrix(_ rows: [SnapshotRow], team: ThreadTeam) -> ColumnMatrix {
    var matrix = ColumnMatrix(rowCount: rows.count, columnCount: variableCount)
    let stride = matrix.columnStride
    let blocks = (0..<team.threadCount).map { _ in makeBlock() }
    matrix.withMutableStorage { storage in
      team.forEachRange(rows.count, grain: WindowBlock.rows) { range, worker in
        rows.withUnsafeBufferPointer { all in
          fill(
            UnsafeBufferPointer(rebasing: all[range]), using: blocks[worker],
            into: storage[range.lowerBound..<storage.count], stride: stride)
        }
      }
    }
    return matrix
  }

  /// What `body` gives for the variables of one block of rows after another, in the order of the rows; computed in
  /// parallel and without ever holding all variables.
  ///
  /// - Parameter body: gets the range of rows, their variables (valid inside the call only) and the worker's number.
  public func mapBlocks<Value: Sendable>(
    _ rows: [SnapshotRow], team: ThreadTeam,
    _ body: @Sendable (_ range: Range<Int>, _ variables: ColumnBlock, _ worker: Int) -> Value
  ) -> [Value] {
    let blocks = (0..<team.threadCount).map { _ in makeBlock() }
    let stride = WindowBlock.planeStride
    let outputs = (0..<team.threadCount).map { _ in AlignedArray<Float>(count: stride * max(1, variableCount))
    }
    return team.mapRanges(rows.count, grain: WindowBlock.rows) { range, worker in
      let output = outputs[worker].view
      rows.withUnsafeBufferPointer { all in
        fill(UnsafeBufferPointer(rebasing: all[range]), using: blocks[worker], into: output, stride: stride)
      }
      return body(
        range,
        ColumnBlock(values: output, rowCount: range.count, columnCount: variableCount, columnStride: stride),
        worker)
    }
  }

  func makeBlock() -> WindowBlock {
    WindowBlock(columns: sources.count, texts: texts.reduce(0) { $0 + $1.count }, window: book.window)
  }

  /// Makes the variables of at most ``WindowBlock/rows`` rows; variable `v` of row `r` goes to `v · stride + r`.
  func fill(
    _ rows: UnsafeBufferPointer<SnapshotRow>, using block: WindowBlock, into output: SharedBuffer<Float>,
    stride: Int
  ) {
    turn(rows, into: block)
    var text = 0
    for (index, recipe) in book.recipes.enumerated() {
      let target = output[index * stride..<index * stride + rows.count]
      let first = text * WindowBlock.planeStride
      text += texts[index].count
      if let lookup = lookups[index] {
        let codes = block.codes.view
        for row in 0..<rows.count {
          target[row] = lookup { codes[first + $0 * WindowBlock.planeStride + row] }
        }
      } else if let mapping = texts[index].first {
        let codes = block.codes.view[first..<first + rows.count]
        for row in 0..<rows.count { target[row] = mapping.codes[Int(codes[row])] }
      } else {
        RecipeKernel(recipe: recipe, inputs: inputs[index], block: block, rowCount: rows.count).run(
          into: target)
      }
    }
  }
}

extension VariableMaker.Text {
  init?(name: String, recipe: Recipe, panel: CustomerPanel) {
    if let index = panel.textColumns.firstIndex(of: name) {
      (isAttribute, column, levels) = (false, index, panel.textLevels[index])
    } else if let index = panel.attributeTexts.firstIndex(of: name) {
      (isAttribute, column, levels) = (true, index, panel.attributeLevels[index])
    } else {
      return nil
    }
    codes = recipe.isCategory ? recipe.codes(ofTexts: levels) : []
  }
}

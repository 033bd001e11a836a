/// The recipes of a model in the order of its variables, with what they all share.
public struct RecipeBook: Hashable, Sendable, Codable {
  /// Months that recipes may look back, the snapshot month included; 1 for ready-made tables.
  public var window: Int
  /// Columns that add up to assets; empty for ready-made tables.
  public var assets: [String]
  public var recipes: [Recipe]
  /// What recipes on loss rates and frequencies of levels look up; nil where there are none.
  public var statistics: LevelStatistics?

  public init(window: Int, assets: [String], recipes: [Recipe], statistics: LevelStatistics? = nil) {
    self.statistics = statistics
    self.window = window
    self.assets = assets
    self.recipes = recipes
  }
}

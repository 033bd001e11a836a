/// Why a model cannot be scored with.
public struct ScoringModelError: Error, CustomStringConvertible, Sendable, Hashable {
  /// Where in the model, such as "tree 3, node 17"; trees, nodes and terms are counted from 0.
  public let place: String
  /// What is wrong there, as a sentence.
  public let problem: String

  public var description: String {
    "The model is broken (\(place)): \(problem) Train or export it again; a model file is not to be edited by hand."
  }
}

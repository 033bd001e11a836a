import Scoring

/// Why a model of another tool cannot be imported, or one of ours not be exported.
public struct InterchangeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file, where it is known.
  public let path: String?
  /// Where in it, such as "line 7", "byte 90" or "learner.gradient_booster.model.trees[3]"; empty for all of it.
  public let place: String
  /// What is wrong there and what can be done, in whole sentences.
  public let problem: String

  public init(path: String? = nil, place: String, problem: String) {
    self.path = path
    self.place = place
    self.problem = problem
  }

  /// The same error with the name of the file.
  public func inFile(_ path: String) -> InterchangeError {
    InterchangeError(path: path, place: place, problem: problem)
  }

  public var description: String {
    let file = path.map { "“\($0)”" } ?? "The model"
    return "\(file) cannot be used\(place.isEmpty ? "" : " at \(place)"): \(problem)"
  }
}

extension Forest {
  /// Checks that the trees are all there is to write.
  func checkStartsFromNothing() throws(InterchangeError) {
    guard start == nil else {
      throw InterchangeError(
        place: "",
        problem:
          "Its trees go on from a score that comes with each row (`training.trees.start`), which no other format "
          + "can say. Train without it to export the model.")
    }
  }
}

import Calendar
import Messages

/// Which of the ranked customers go onto the loss list.
public enum Selection: Sendable, Hashable {
  /// The whole scored population.
  case all
  /// The first so many.
  case top(Int)
  /// The first share of the population, more than 0 and at most 1.
  case share(Double)
  /// Everybody whose probability is higher than this, from 0 up to but not including 1.
  case above(Double)

  /// What is listed where nothing is asked for.
  public static let standard = Selection.share(0.2)

  /// Makes a selection from the options of the command line; ``standard`` where none is given.
  ///
  /// - Throws: ``SelectionError`` with all that is wrong, together.
  public init(all: Bool = false, top: Int? = nil, share: Double? = nil, above: Double? = nil)
    throws(SelectionError)
  {
    var problems: [SelectionError.Problem] = []
    let given = [
      all ? RunInput.all : nil, top.map { _ in .top }, share.map { _ in .share }, above.map { _ in .above },
    ].compactMap { $0 }
    if given.count > 1 { problems.append(.several(given)) }
    if let top, top < 1 { problems.append(.top(top)) }
    if let share, !(share > 0 && share <= 1) { problems.append(.share(share)) }
    if let above, !(above >= 0 && above < 1) { problems.append(.above(above)) }
    guard problems.isEmpty else { throw SelectionError(problems: problems) }
    if all {
      self = .all
    } else if let top {
      self = .top(top)
    } else if let share {
      self = .share(share)
    } else if let above {
      self = .above(above)
    } else {
      self = .standard
    }
  }

  /// How many of some customers are listed at most; nil where that is not limited.
  func most(of count: Int) -> Int? {
    switch self {
    case .all, .above: nil
    case .top(let most): most
    // The nearest whole number of customers, but never nobody.
    case .share(let share): max(1, Int((Double(count) * share).rounded()))
    }
  }

  /// The selected part of a ranking, in its order.
  ///
  /// - Parameters:
  ///   - ranking: Rows in the order of the list.
  ///   - probabilities: Probability of each row.
  /// - Complexity: O(rows).
  public func rows(of ranking: [Int], probabilities: [Double]) -> ArraySlice<Int> {
    switch self {
    case .all: return ranking[...]
    case .top(let count): return ranking.prefix(count)
    case .share: return ranking.prefix(most(of: ranking.count) ?? 0)
    case .above(let least): return ranking.filter { probabilities[$0] > least }[...]
    }
  }
}

/// Options that select no part of a list.
public struct SelectionError: AskingError, Equatable {
  public enum Problem: Equatable, Sendable {
    case several([RunInput])
    case top(Int)
    case share(Double)
    case above(Double)
  }

  public var problems: [Problem]

  public var sentence: Sentence { problems.map(\.sentence).joined(separator: "\n") }
}

extension SelectionError.Problem {
  fileprivate var sentence: Sentence {
    switch self {
    case .several(let inputs):
      "\(inputs.map { "\($0.named())" as Sentence }.joined(separator: " and ")) cannot be used together: each says how long the list is to be; give one."
    case .top(let count):
      "\(RunInput.top.named()) \(count) lists nobody: give a whole number of customers, 1 or more."
    case .share(let share):
      "\(RunInput.share.named()) \(share) is no share of the customers: give a number above 0 and up to 1, such as 0.2 for a fifth."
    case .above(let probability):
      "\(RunInput.above.named()) \(probability) is no probability to be exceeded: give a number from 0 to below 1, such as 0.5."
    }
  }
}

extension Selection: Codable {
  private enum CodingKeys: String, CodingKey { case all, top, share, above }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    do {
      try self.init(
        all: container.decodeIfPresent(Bool.self, forKey: .all) ?? false,
        top: container.decodeIfPresent(Int.self, forKey: .top),
        share: container.decodeIfPresent(Double.self, forKey: .share),
        above: container.decodeIfPresent(Double.self, forKey: .above))
    } catch let error as SelectionError {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: error.description))
    }
  }

  /// One key with its figure, such as `{"top": 100}`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .all: try container.encode(true, forKey: .all)
    case .top(let count): try container.encode(count, forKey: .top)
    case .share(let share): try container.encode(share, forKey: .share)
    case .above(let probability): try container.encode(probability, forKey: .above)
    }
  }
}

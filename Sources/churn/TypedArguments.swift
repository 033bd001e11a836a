/// What was typed, as the parser of options takes it.
enum TypedArguments {
  /// Joins values that begin with a dash to their options: `--positive -1` becomes `--positive=-1`.
  ///
  /// The parser takes whatever begins with a dash for an option. All of this program's have two dashes and small letters;
  /// everything else behind an option is its value. A value that looks like an option is given with the sign of equality.
  static func joiningDashedValues(_ arguments: [String]) -> [String] {
    var joined: [String] = []
    for argument in arguments {
      if let last = joined.last, isOption(last), !last.contains("="), isDashedValue(argument) {
        joined[joined.count - 1] = "\(last)=\(argument)"
      } else {
        joined.append(argument)
      }
    }
    return joined
  }

  private static func isDashedValue(_ argument: String) -> Bool {
    argument.hasPrefix("-") && !["-", "--", "-h"].contains(argument) && !isOption(argument)
  }

  private static func isOption(_ argument: String) -> Bool {
    guard argument.hasPrefix("--"), let name = argument.dropFirst(2).split(separator: "=").first else {
      return false
    }
    return name.first.map { ("a"..."z").contains($0) } ?? false
      && name.allSatisfy { ("a"..."z").contains($0) || $0 == "-" }
  }
}

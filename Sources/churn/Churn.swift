import ArgumentParser

@main
struct Churn: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "churn",
    abstract: "Learns which of a bank's better-off customers will lose assets next month, and lists them.")
}

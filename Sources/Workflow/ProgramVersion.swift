/// The version that models, lists and reports name.
public enum ProgramVersion {
  public static let number = "0.1.0"
  public static let text = "churn \(number)"
}

import Configuration

extension BankConfiguration {
  /// The customers whose service grade is set by hand; nil where there is no file of them. Its faults are told elsewhere.
  public var customersWithOverrides: NamedCustomers? {
    grades.overrides.flatMap { path in
      (try? CustomerKeyFile.read(path)).map { NamedCustomers(file: path, customers: Set($0)) }
    }
  }
}

import Foundation
import SystemIO
import Testing

@testable import Database

@Suite("Drivers of databases")
struct DriverTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("churn-\(UUID().uuidString)").path

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  private func write(_ text: String, as name: String) {
    _ = FileManager.default.createFile(atPath: folder + "/" + name, contents: Data(text.utf8))
  }

  private func finder(_ environment: [String: String], program: String? = nil) -> DriverFinder {
    DriverFinder(environment: { environment[$0] }, program: program)
  }

  @Test("are looked for in our folders, those of ADBC, beside the program and in the system's, in this order")
  func folders() {
    let found = finder(
      [
        "CHURN_DRIVERS": "/a:/b", "ADBC_DRIVER_PATH": "/c", "VIRTUAL_ENV": "/v", "CONDA_PREFIX": "",
        "HOME": "/home/x",
      ], program: "/opt/bin/churn")
    #expect(
      found.folders == [
        "/a", "/b", "/c", "/v/etc/adbc/drivers", "/opt/bin", "/opt/bin/../lib/churn",
        "/home/x/.config/adbc/drivers", "/etc/adbc/drivers",
      ])
    #expect(finder([:]).folders == ["/etc/adbc/drivers"])
  }

  @Test("are found by their library, by a manifest, and at last by the system")
  func candidates() throws {
    write("", as: "libduckdb.so")
    write(
      """
      manifest_version = 1
      # a comment = "x"
      name = "Some Driver"
      [Driver]
      entrypoint = "SomeInit"
      [Driver.shared]
      linux_amd64 = "lib/some.so"
      linux_arm64 = '/abs/some.so'
      """, as: "some.toml")
    let finder = finder(["CHURN_DRIVERS": folder])
    #expect(
      try finder.candidates(for: "duckdb").map(\.library) == [folder + "/libduckdb.so", "libduckdb.so"])
    let some = try finder.candidates(for: "some")
    #if arch(arm64)
      #expect(some.first == DriverFinder.Found(library: "/abs/some.so", entryPoint: "SomeInit"))
    #else
      #expect(some.first == DriverFinder.Found(library: folder + "/lib/some.so", entryPoint: "SomeInit"))
    #endif
    #expect(some.map(\.library).last == "libadbc_driver_some.so")
    write("[Driver]\nshared = \"one.so\"\n", as: "one.toml")
    #expect(try finder.candidates(for: "one").first?.library == folder + "/one.so")
    write("[Driver.shared]\nwindows_amd64 = \"x.dll\"\n", as: "other.toml")
    #expect {
      try finder.candidates(for: "other")
    } throws: {
      "\($0)".contains("other.toml: the manifest names no library for linux_")
    }
  }

  @Test("that are not there are told with where to get them")
  func missing() throws {
    let address = try TableAddress("nobodys://host/bank#panel")
    #expect {
      try Database.open(address)
    } throws: {
      let text = "\($0)"
      return text.hasPrefix("there is no driver “nobodys” on this machine.")
        && text.contains("CHURN_DRIVERS") && text.contains("libadbc_driver_nobodys.so")
    }
  }

  @Test("get what the environment has for a name, and never show it")
  func secrets() throws {
    let secrets = Secrets()
    let environment = ["NAME": "p/w", "EMPTY": ""]
    #expect(
      try secrets.filled("x://u:${NAME}@h/${NAME}", environment: { environment[$0] })
        == "x://u:p%2Fw@h/p%2Fw")
    #expect(
      secrets.hidden(in: "no login as u with p/w or p%2Fw") == "no login as u with ${NAME} or ${NAME}")
    for name in ["EMPTY", "NONE"] {
      #expect {
        try secrets.filled("x://u:${\(name)}@h", environment: { environment[$0] })
      } throws: { "\($0)".contains("the environment variable \(name), which is not set") }
    }
    #expect(try secrets.filled("no ${ end", environment: { environment[$0] }) == "no ${ end")
  }
}

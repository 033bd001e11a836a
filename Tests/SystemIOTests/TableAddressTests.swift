import Testing

@testable import SystemIO

@Suite("Addresses of tables in databases")
struct TableAddressTests {
  @Test("say the driver, the database and what is wanted of it")
  func parts() throws {
    let table = try TableAddress("duckdb:data/bank.duckdb#risk.panel")
    #expect(table.driver == "duckdb" && table.database == "duckdb:data/bank.duckdb")
    #expect(table.file == "data/bank.duckdb" && table.selection == .table(["risk", "panel"]))
    let query = try TableAddress("sqlite:/b.db# select * from t where x <> '#' ")
    #expect(query.file == "/b.db" && query.selection == .query("select * from t where x <> '#'"))
    let server = try TableAddress("postgres://u:${PW}@host:5432/bank?sslmode=require#panel")
    #expect(server.driver == "postgresql" && server.file == nil && server.selection == .table(["panel"]))
    #expect(try TableAddress("duckdb:#select 1 as x").file == nil)
    #expect(try TableAddress("duckdb::memory:#select 1 as x").file == nil)
    #expect(try TableAddress("sqlite:///var/b.db#t").file == "/var/b.db")
    // A question mark in a query about somebody's address is no password.
    #expect(throws: Never.self) { try TableAddress("postgresql://host:5432/b#select '@' as x") }
  }

  @Test("name tables with blanks, points and quotes within double quotes")
  func names() throws {
    func selection(_ text: String) throws -> TableAddress.Selection {
      try TableAddress("duckdb:b#" + text).selection
    }
    #expect(try selection(#"risk."my panel""#) == .table(["risk", "my panel"]))
    #expect(try selection(#""a.b"."c""d".e"#) == .table(["a.b", "c\"d", "e"]))
    #expect(try selection(#"x"y"#) == .table(["x\"y"]))
    for query in [#"my panel"#, #""a" b"#, #""a"#, #"select "a" from b"#, "\"\" from b"] {
      #expect(try selection(query) == .query(query), "\(query)")
    }
    #expect(throws: AddressError.self) { try selection("a\0b") }
  }

  @Test("are told from paths")
  func paths() {
    for path in [
      "panel.csv", "C:data.csv", "a/b:c.csv", "2024:07.csv", ":x", "month=1/x.parquet", "/duckdb:x",
    ] {
      #expect(!TableAddress.isAddress(path), "\(path)")
    }
    for address in ["duckdb:", "sqlite:x", "postgresql://h/b", "some_driver://x"] {
      #expect(TableAddress.isAddress(address), "\(address)")
    }
  }

  @Test("hold no password, and what is refused for one does not show it")
  func passwords() {
    for address in [
      "postgresql://u:topsecret@h/b#t", "postgresql://u:top#topsecret@h/b#t",
      "postgresql://u:a@topsecret@h/b",
      "postgresql://h/b?user=u&password=topsecret#t", "x://h?access_token=topsecret#t",
      "postgresql://h/b;pwd=topsecret#t", "postgresql://u:${A}topsecret@h/b#t",
    ] {
      do {
        _ = try TableAddress(address)
        Issue.record("\(address) was taken")
      } catch {
        #expect("\(error)".contains("holds a password") && !"\(error)".contains("topsecret"))
      }
    }
    for address in ["postgresql://u@h/b#t", "postgresql://u:${PW}@h/b#t", "x://h?token=${T}#t"] {
      #expect(throws: Never.self) { try TableAddress(address) }
    }
  }

  @Test("that name nothing in a database are refused with an example")
  func nothing() {
    for address in ["duckdb:bank.duckdb", "duckdb:bank.duckdb#", "duckdb:bank.duckdb#  "] {
      #expect { try TableAddress(address) } throws: { "\($0)".contains("duckdb:bank.duckdb#panel") }
    }
    #expect(throws: AddressError.self) { try TableAddress("bank.csv") }
  }

  @Test("move with the folder that they are seen from, where they are files")
  func folders() {
    let moved = { (text: String) in TableAddress.changingFile(of: text) { FilePath.join("/bank", $0) } }
    #expect(moved("duckdb:a.duckdb#t") == "duckdb:/bank/a.duckdb#t")
    #expect(moved("sqlite:/a.db#select 1 as x") == "sqlite:/a.db#select 1 as x")
    #expect(moved("duckdb:#select 1 as x") == "duckdb:#select 1 as x")
    #expect(moved("postgresql://h/b#t") == "postgresql://h/b#t")
    #expect(moved("a.csv") == "/bank/a.csv" && moved("duckdb:a.duckdb") == "duckdb:/bank/a.duckdb")
  }
}

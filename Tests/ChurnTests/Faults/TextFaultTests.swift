import Foundation
import Testing

/// Texts of the data that would be orders, or that are one text in two ways of writing.
@Suite("Texts of data")
struct TextFaultTests {
  let bank: FaultBank

  init() throws { bank = try FaultBank() }

  @Test("give a terminal no orders: a column's name, a customer's, a file's")
  func escapes() throws {
    try bank.write(
      "panel: [ { files: 'p*.csv', customer: id, month: month } ]\nassets: [a]\nfloor: 10\nwindow: 1\nlanguage: en\n",
      to: "b.yaml")
    try bank.write("id,month,a,\u{1B}]0;X\u{7}\nk,2024-01,100,5\n", to: "p1.csv")
    let column = try bank.run("$CHURN describe --config b.yaml --quiet")
    try bank.write(
      "id,month,a\n\u{1B}]0;X\u{7},2024-01,1\n\u{1B}]0;X\u{7},2024-01,1\n", to: "p1.csv")
    let customer = try bank.run("$CHURN winback --config b.yaml --quiet --out o")
    try bank.write("id,month\nk,2024-01\n", to: "p2\u{1B}]0;X\u{7}.csv")
    let file = try bank.run("$CHURN describe --config b.yaml --quiet")
    for ending in [column, customer, file] {
      #expect(!(ending.output + ending.errors).contains("\u{1B}"), "\(ending)")
      #expect((ending.output + ending.errors).contains("\\u{1B}]0;X"), "\(ending)")
    }
  }

  @Test("give a spreadsheet no formula: a column's name, a branch's, a manager's")
  func formulas() throws {
    let formula = "=cmd|' /C calc'!A0"
    for month in 1...8 {
      try bank.change(month: "2024-0\(month)") { rows in
        rows[0] = rows[0].replacingOccurrences(of: "mobile_logins", with: formula)
        for row in rows.indices.dropFirst() {
          var cells = rows[row].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
          cells[9] = "=1+\(cells[9])"
          cells[10] = "@\(cells[10])"
          rows[row] = cells.joined(separator: ",")
        }
      }
    }
    let ending = try bank.run(
      "$CHURN train --config d/bank.yaml --quiet --out n && $CHURN predict --config d/bank.yaml --model n --quiet --all --lists L"
    )
    #expect(ending.status == 0, "\(ending)")
    var seen = 0
    for path in try bank.run("ls n/*.csv L/*.csv L/*/*.csv").output.split(separator: "\n") {
      for line in try bank.text(String(path)).split(separator: "\n") {
        for cell in line.split(separator: ",") {
          let text = cell.drop { $0 == "\"" }
          #expect(!text.hasPrefix("=") && !text.hasPrefix("@"), "\(path): \(line.prefix(200))")
          seen += text.hasPrefix("'=") || text.hasPrefix("'@") ? 1 : 0
        }
      }
    }
    #expect(seen > 500)
  }

  @Test("in another encoding than the file's are refused by line: customers, and the texts of a column")
  func encodings() throws {
    let gbk = Data([0xCD, 0xF5, 0xB7, 0xBC])  // 王芳
    for column in [0, 9] {
      let path = "d/panel_2024-05.csv"
      let sound = try bank.text(path)
      let rows = sound.split(separator: "\n")
      var bytes = Data((rows.prefix(1500).joined(separator: "\n") + "\n").utf8)
      let cells = rows[1500].split(separator: ",", omittingEmptySubsequences: false)
      for (index, cell) in cells.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes += index == column ? gbk : Data(cell.utf8)
      }
      bytes += Data(("\n" + rows.dropFirst(1501).joined(separator: "\n") + "\n").utf8)
      try bank.write(bytes, to: path)
      let ending = try bank.run("predict --out l.csv")
      #expect(ending.isRefused(saying: "panel_2024-05.csv, line 1501", "UTF-8"), "\(ending)")
      try bank.write(sound, to: path)
    }
  }

  @Test("that are canonically the same are one, whatever the rows' order: branches, managers, customers")
  func composed() throws {
    func write(_ reversed: Bool) throws {
      for month in 1...8 {
        var rows = try bank.text("d/panel_2024-0\(month).csv").split(separator: "\n").map(String.init)
        for row in rows.indices.dropFirst() {
          var cells = rows[row].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
          let number = Int(cells[0].dropFirst()) ?? 0
          cells[0] = (number + month).isMultiple(of: 2) ? "é\(number)" : "e\u{301}\(number)"
          cells[9] = number.isMultiple(of: 2) ? "caf\u{E9}" : "cafe\u{301}"
          cells[10] = ["\u{212B}", "\u{C5}", "A\u{30A}"][number % 3]
          rows[row] = cells.joined(separator: ",")
        }
        if reversed { rows = [rows[0]] + rows.dropFirst().reversed() }
        try bank.write(rows.joined(separator: "\n") + "\n", to: "w/panel_2024-0\(month).csv")
      }
    }
    var lists: [String] = []
    for reversed in [false, true] {
      _ = try bank.run("rm -rf w n L; mkdir w; cp d/bank.yaml w")
      try write(reversed)
      let ending = try bank.run(
        "$CHURN train --config w/bank.yaml --quiet --out n && $CHURN predict --config w/bank.yaml --model n --quiet --all --lists L"
      )
      #expect(ending.status == 0, "\(ending)")
      #expect(
        bank.names(in: "L/managers").map { Array($0.utf8) }
          == ["\u{C5}.csv", "\u{C5}.xlsx"].map { Array($0.utf8) })
      lists.append(try bank.text("L/bank.csv"))
    }
    #expect(lists[0] == lists[1] && lists[0].split(separator: "\n").count > 500)
  }

  @Test("that are long are told as that: a customer of 300 letters is read, one of 70,000 is refused by line")
  func longKeys() throws {
    try bank.write(
      "panel: [ { files: p.csv, customer: id, month: month } ]\nassets: [a]\nfloor: 10\nwindow: 1\nlanguage: en\n",
      to: "b.yaml")
    func described(_ length: Int) throws -> Ending {
      let id = String(repeating: "a", count: length)
      try bank.write(
        "id,month,a\n\(id),2024-01,100\n\(id),2024-02,100\nb,2024-01,50\nb,2024-02,40\n", to: "p.csv")
      return try bank.run("$CHURN describe --config b.yaml --quiet")
    }
    let long = try described(300)
    #expect(long.status == 0 && !long.output.contains("too long"), "\(long)")
    let longest = try described(70_000)
    #expect(
      longest.status == 0
        && longest.output.contains("p.csv, line 2, column “id”: a customer's key that is too long"))
    let trained = try bank.run("$CHURN train --config b.yaml --quiet --out n")
    #expect(trained.isRefused(saying: "p.csv, line 2", "longer than 65535 bytes"), "\(trained)")
  }

  @Test(
    "and OpenBLAS's kernels: where one is named, models are the same bytes; others agree in the list's figures"
  )
  func kernels() throws {
    var lists: [[Substring: Double]] = []
    var models: Set<String> = []
    for kernel in ["Haswell", "Haswell", "Nehalem"] {
      let ending = try bank.run(
        """
        export OPENBLAS_CORETYPE=\(kernel); rm -rf n
        $CHURN train --config d/bank.yaml --algorithm logistic --quiet --out n || exit 1
        $CHURN predict --config d/bank.yaml --model n --quiet --all --out k.csv && cksum < n/model.churn
        """)
      #expect(ending.status == 0, "\(ending)")
      models.insert(ending.output)
      lists.append(
        Dictionary(
          uniqueKeysWithValues: try bank.text("k.csv").split(separator: "\n").dropFirst().map {
            let cells = $0.split(separator: ",", omittingEmptySubsequences: false)
            return (cells[1], Double(cells[3]) ?? .nan)
          }))
    }
    #expect(models.count <= 2 && lists[0] == lists[1])
    for (customer, probability) in lists[0] {
      #expect(abs(probability - (lists[2][customer] ?? .nan)) < 1e-5, "\(customer)")
    }
  }
}

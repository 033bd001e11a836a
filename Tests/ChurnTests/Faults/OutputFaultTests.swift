import Foundation
import Testing

/// What is written, where, and what is there when the writing fails.
@Suite("Outputs")
struct OutputFaultTests {
  let bank: FaultBank

  init() throws { bank = try FaultBank() }

  @Test(
    "are no replacement of streams, devices and links: a stream's path, a pipe, a link to a device, one to nowhere"
  )
  func devices() throws {
    let stream = try bank.run("ln -s /proc/self/fd/1 out; predict --top 5 --out out; [ -h out ] || exit 8")
    #expect(stream.status == 0 && stream.output.hasPrefix("rank,"), "\(stream)")
    let pipe = try bank.run(
      "mkfifo p; cat p > read.csv & predict --top 5 --out p; s=$?; wait; [ -p p ] && [ $(wc -l < read.csv) = 6 ] && exit $s"
    )
    #expect(pipe.status == 0, "\(pipe)")
    let device = try bank.run(
      "ln -s /dev/null n; predict --out n; s=$?; [ -h n ] && [ ! -e n.json ] && exit $s")
    #expect(device.status == 0, "\(device)")
    let nowhere = try bank.run(
      "ln -s /nowhere/list.csv l.csv; predict --out l.csv; s=$?; [ -h l.csv ] && exit $s")
    #expect(nowhere.isRefused(saying: "/nowhere/list.csv"), "\(nowhere)")
    let closed = try bank.run("predict --out out >&-; s=$?; [ -h out ] && exit $s")
    #expect(closed.isRefused(saying: "started without this stream"), "\(closed)")
  }

  @Test(
    "never take the place of what the run reads, however it is named, nor of each other",
    arguments: [
      "predict --out d/panel_2024-08.csv", "predict --out m/model.churn", "predict --out d/bank.yaml",
      "ln d/panel_2024-01.csv twin.csv; predict --out twin.csv", "predict --out d/../d/./bank.yaml",
      "ln -s d e; predict --lists e",
      "$CHURN validate --config d/bank.yaml --model m --quiet --out x --report x",
      "$CHURN describe --panel 'd/panel_*.csv' --quiet --draft d/bank.yaml",
      "$CHURN monitor --config d/bank.yaml --model m --quiet --out d/panel_2024-03.csv",
    ])
  func inputs(_ command: String) throws {
    let before = try bank.run("cat d/* m/model.churn | cksum").output
    let ending = try bank.run(command)
    #expect(ending.isRefused(), "\(ending)")
    #expect(try bank.run("cat d/* m/model.churn | cksum").output == before)
    #expect(!bank.names().contains("x"))
  }

  @Test(
    "of one run stand together when it is killed or its disk is full: a list with its record, a folder with its own"
  )
  func killed() throws {
    _ = try bank.run(
      "predict --month 2024-07 --out l.csv; predict --month 2024-07 --lists L; echo mine > L/notes.txt")
    let full = try bank.run("ulimit -f 8; predict --all --out l.csv")
    #expect(full.isRefused(saying: "ulimit -f"))
    #expect(try bank.text("l.json").contains("\"snapshot_month\" : \"2024-07\""))
    for milliseconds in stride(from: 20, through: 400, by: 20) {
      _ = try bank.run(
        """
        for output in '--out l.csv' '--lists L'; do
          "$CHURN" predict --config d/bank.yaml --model m --quiet --all $output & p=$!
          sleep \(Double(milliseconds) / 1000); kill -9 $p; wait
        done
        """)
      #expect(try bank.text("l.csv").contains(",\(monthAtRisk("l.json")),"), "\(milliseconds) ms")
      #expect(
        try bank.text("L/bank.csv").contains(",\(monthAtRisk("L/record.json"))\n"), "\(milliseconds) ms")
      #expect(try bank.text("L/notes.txt") == "mine\n")
    }
    let whole = try bank.run("predict --all --out l.csv; predict --all --lists L")
    #expect(whole.status == 0 && !bank.names().contains { $0.contains("partial") }, "\(bank.names())")
  }

  /// The month that a record's list is for: July's list is for August, August's for September.
  private func monthAtRisk(_ record: String) throws -> String {
    try bank.text(record).contains("\"snapshot_month\" : \"2024-07\"") ? "2024-08" : "2024-09"
  }

  @Test("of the program itself are not lost without a word: a full device, a closed stream, a limit on files")
  func lost() throws {
    for command in ["model schema report", "model show m", "describe --config d/bank.yaml --quiet"] {
      #expect(try bank.run("$CHURN \(command) > /dev/full").isRefused(saying: "No space left"), "\(command)")
      #expect(try bank.run("$CHURN \(command) >&-").status == 1, "\(command)")
    }
    let limited = try bank.run("ulimit -f 50; predict --all --lists X; s=$?; ls -Ad .X* X && exit 7; exit $s")
    #expect(limited.isRefused(saying: "ulimit -f"), "\(limited)")
  }

  @Test("come without /proc as with it, and where the folder of temporary files is not there")
  func noProc() throws {
    _ = try bank.run("predict --out sound.csv")
    let elsewhere = try bank.run("TMPDIR=/nowhere predict --out l.csv && cmp l.csv sound.csv")
    #expect(elsewhere.status == 0, "\(elsewhere)")
    let hidden = try bank.run(
      """
      unshare -rm true 2> /dev/null || exit 77
      unshare -rm sh -c 'mount -t tmpfs none /proc || exit 77; "$CHURN" predict --config d/bank.yaml --model m --quiet --out n.csv'
      s=$?; [ $s = 0 ] || exit $s; cmp n.csv sound.csv
      """)
    guard hidden.status != 77 else { return }  // A machine on which nobody may mount: the case above remains.
    #expect(hidden.status == 0, "\(hidden)")
  }
}

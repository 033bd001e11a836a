import Glibc
import Testing

@testable import SystemIO

@Suite("File patterns")
struct FilePatternTests {
  @Test("give all files that fit, sorted, and no folders")
  func expands() throws {
    let scratch = try ScratchFolder()
    for name in ["p_2.csv", "p_1.csv", "p_10.csv", "q_1.csv", ".p_0.csv"] { try scratch.write("", name) }
    mkdir(scratch.file("p_9.csv"), 0o777)
    let names = { (pattern: String) in
      try FilePattern.expand(pattern, relativeTo: scratch.path).map { FilePath.name(of: $0) }
    }
    #expect(try names("p_*.csv") == ["p_1.csv", "p_10.csv", "p_2.csv"])
    #expect(try names("?_1.csv") == ["p_1.csv", "q_1.csv"])
    #expect(try names("p_[13-9].csv") == ["p_1.csv"])
    #expect(try names("q_1.csv") == ["q_1.csv"])
    #expect(try FilePattern.expand(scratch.file("q*"), relativeTo: "/nowhere") == [scratch.file("q_1.csv")])
  }

  @Test("take the folder and existing names word for word")
  func takesWordForWord() throws {
    let scratch = try ScratchFolder()
    mkdir(scratch.file("a[1]*"), 0o777)
    try scratch.write("", "a[1]*/x.csv")
    try scratch.write("", "a[1]*/[y].csv")
    #expect(try FilePattern.expand("x*", relativeTo: scratch.file("a[1]*")).count == 1)
    #expect(try FilePattern.expand("[y].csv", relativeTo: scratch.file("a[1]*")).count == 1)
  }

  @Test("have wildcards in the names of folders, too, and do not leave out in silence what cannot be read")
  func folders() throws {
    let scratch = try ScratchFolder()
    for folder in ["month=1", "month=2", "other", "month=3"] { mkdir(scratch.file(folder), 0o777) }
    try scratch.write("", "month=1/b.csv")
    try scratch.write("", "month=2/a.csv")
    try scratch.write("", "month=2/.c.csv")
    try scratch.write("", "other/a.csv")
    try scratch.write("", "month=file")
    func names(_ pattern: String) throws -> [String] {
      try FilePattern.expand(pattern, relativeTo: scratch.path).map {
        String($0.dropFirst(scratch.path.count + 1))
      }
    }
    #expect(try names("month=*/*.csv") == ["month=1/b.csv", "month=2/a.csv"])
    #expect(try names("*/a.csv") == ["month=2/a.csv", "other/a.csv"])
    #expect(
      try names("./month=?/../other/*") == [
        "./month=1/../other/a.csv", "./month=2/../other/a.csv", "./month=3/../other/a.csv",
      ])
    // A link to nothing fits: whoever opens it says so.
    symlink("nowhere", scratch.file("month=1/z.csv"))
    #expect(try names("month=1/*") == ["month=1/b.csv", "month=1/z.csv"])
    #expect(error(FileError.self) { _ = try names("none/*.csv") } != nil)
  }

  @Test("that fit nothing name the folder and similar files")
  func namesSimilarFiles() throws {
    let scratch = try ScratchFolder()
    for name in ["panel_2024-07.csv", "panel_2024-08.csv", "other.csv", "zeta.csv", "notes.txt"] {
      try scratch.write("", name)
    }
    let failure = error(FileError.self) {
      _ = try FilePattern.expand("panle_*.csv", relativeTo: scratch.path)
    }
    #expect(
      failure?.description
        == "“\(scratch.path)/panle_*.csv” fits no file. In the folder “\(scratch.path)” there are "
        + "“panel_2024-07.csv”, “panel_2024-08.csv”, “other.csv” and 1 more; check the spelling.")
    let missing = error(FileError.self) { _ = try FilePattern.expand("note.txt", relativeTo: scratch.path) }
    #expect(
      missing?.description
        == "“\(scratch.path)/note.txt” could not be opened: No such file or directory. In the folder "
        + "“\(scratch.path)” there is “notes.txt”; check the spelling.")
    let noFolder = error(FileError.self) { _ = try FilePattern.expand("no/x*.csv", relativeTo: scratch.path) }
    #expect(noFolder?.description.contains("There is no folder “\(scratch.path)/no”") == true)
    #expect(error(FileError.self) { _ = try FilePattern.expand("", relativeTo: scratch.path) } != nil)
  }

  @Test("join and split paths")
  func paths() {
    #expect(
      FilePath.join("", "a") == "a" && FilePath.join("b", "a") == "b/a" && FilePath.join("b/", "a") == "b/a")
    #expect(FilePath.join("b", "/a") == "/a")
    #expect(
      FilePath.folder(of: "a") == "" && FilePath.folder(of: "/a") == "/" && FilePath.folder(of: "b/a/") == "b"
    )
    #expect(
      FilePath.name(of: "a/b/") == "b" && FilePath.name(of: "/") == "" && FilePath.name(of: "b") == "b")
  }
}

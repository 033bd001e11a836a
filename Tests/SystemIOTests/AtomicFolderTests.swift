import Glibc
import Testing

@testable import SystemIO

@Suite("An atomic folder")
struct AtomicFolderTests {
  private func write(_ text: String, to path: String, names: [String] = ["model", "figures"]) throws {
    let folder = try AtomicFolder(path: path, marker: "model", ownNames: ["report"])
    for name in names { try folder.write("\(text) \(name)", named: name) }
    try folder.commit()
  }

  @Test("appears with all its files, folders above it included")
  func appears() throws {
    let scratch = try ScratchFolder()
    try write("new", to: scratch.file("models/wealth/"))
    #expect(try FilePath.names(in: scratch.file("models")) == ["wealth"])
    #expect(try FilePath.names(in: scratch.file("models/wealth")) == ["figures", "model"])
    #expect(try scratch.text("models/wealth/model") == "new model")
  }

  @Test("of two runs at once leaves no file of the one that ended first, and keeps those of others")
  func twoRuns() throws {
    let scratch = try ScratchFolder()
    let path = scratch.file("out")
    // The names of an output's files stand in its own marker, as in a manifest.
    func named() -> Set<String> {
      Set(((try? scratch.text("out/model")) ?? "").split(separator: "\n").map(String.init))
    }
    let first = try AtomicFolder(path: path, marker: "model", ownNames: named())
    let second = try AtomicFolder(path: path, marker: "model", ownNames: named())
    for (folder, names) in [(first, ["a", "m/b", "m/c"]), (second, ["a", "m/c"])] {
      for name in names { try folder.write("x", named: name) }
      try folder.write(names.joined(separator: "\n"), named: "model")
    }
    try first.commit()
    try scratch.write("mine", "out/m/notes")
    try second.commit()
    #expect(try FilePath.names(in: path) == ["a", "m", "model"])
    #expect(try FilePath.names(in: scratch.file("out/m")) == ["c", "notes"])
  }

  @Test("replaces an earlier output, drops its own files and keeps those of others")
  func replaces() throws {
    let scratch = try ScratchFolder()
    try write("old", to: scratch.file("out"), names: ["model", "figures", "report"])
    try scratch.write("mine", "out/notes.txt")
    mkdir(scratch.file("out/sub"), 0o777)
    try scratch.write("mine", "out/sub/more.txt")
    try write("new", to: scratch.file("out"))
    #expect(try FilePath.names(in: scratch.file("out")) == ["figures", "model", "notes.txt", "sub"])
    #expect(try scratch.text("out/model") == "new model")
    #expect(try scratch.text("out/notes.txt") == "mine")
    #expect(try scratch.text("out/sub/more.txt") == "mine")
    #expect(try scratch.names == ["out"])
  }

  @Test("replaces an earlier output where names cannot be swapped in one step", arguments: [ENOSYS, EINVAL])
  func replacesWithoutSwap(code: Int32) throws {
    let scratch = try ScratchFolder()
    try write("old", to: scratch.file("out"))
    try FaultInjection.$current.withValue(FaultInjection(.exchange, failing: 1...1, code: code)) {
      try write("new", to: scratch.file("out"))
    }
    #expect(try scratch.text("out/model") == "new model")
    #expect(try scratch.names == ["out"])
  }

  @Test("that is forgotten leaves the earlier output")
  func discards() throws {
    let scratch = try ScratchFolder()
    try write("old", to: scratch.file("out"))
    do {
      let folder = try AtomicFolder(path: scratch.file("out"), marker: "model")
      try folder.write("new", named: "model")
    }
    #expect(try scratch.text("out/model") == "old model")
    #expect(try scratch.names == ["out"])
  }

  @Test("leaves the earlier output whole when any system call fails", arguments: FaultInjection.Call.allCases)
  func faults(call: FaultInjection.Call) throws {
    let scratch = try ScratchFolder()
    try write("old", to: scratch.file("out"))
    let counter = FaultInjection()
    try FaultInjection.$current.withValue(counter) { try write("old", to: scratch.file("out")) }
    let count = counter.count(of: call)
    try #require(count > 0)
    for number in 1...count {
      let faults = FaultInjection(call, failing: number...number, code: EIO)
      let failure = FaultInjection.$current.withValue(faults) {
        error(FileError.self) { try write("new", to: scratch.file("out")) }
      }
      let isLastFlush = call == .flushFolder && number == count
      #expect(failure?.description.contains(scratch.file("out")) == true)
      let kept = isLastFlush ? "The new files are there" : "The files that were there before are unchanged"
      #expect(failure?.description.contains(kept) == true, "\(String(describing: failure))")
      #expect(try scratch.text("out/model") == (isLastFlush ? "new model" : "old model"))
      #expect(try scratch.text("out/figures") == (isLastFlush ? "new figures" : "old figures"))
      #expect(try scratch.names == ["out"])
    }
  }

  @Test("puts the earlier output back where the new one cannot take its place")
  func restores() throws {
    let scratch = try ScratchFolder()
    try write("old", to: scratch.file("out"))
    // The new folder's two files are renamed first, then the old folder goes aside.
    let faults = FaultInjection(
      .init(.exchange, failing: 1...1, code: ENOSYS), .init(.rename, failing: 4...4, code: EIO))
    let failure = FaultInjection.$current.withValue(faults) {
      error(FileError.self) { try write("new", to: scratch.file("out")) }
    }
    #expect(failure?.description.contains("The files that were there before are unchanged") == true)
    #expect(faults.count(of: .rename) == 5)
    #expect(try scratch.names == ["out"])
    #expect(try scratch.text("out/model") == "old model")
  }

  @Test("holds the files of others before it is in its place, so that a kill at any moment loses none")
  func carriesOver() throws {
    let scratch = try ScratchFolder()
    try write("old", to: scratch.file("out"))
    try scratch.write("mine", "out/notes.txt")
    mkdir(scratch.file("out/sub"), 0o777)
    try scratch.write("mine", "out/sub/more.txt")
    symlink("notes.txt", scratch.file("out/link"))
    let folder = try AtomicFolder(path: scratch.file("out"), marker: "model")
    try folder.write("new", named: "model")
    try folder.carryOver()
    // As after a kill before the swap, and after it: the remain may go, whichever it is.
    #expect(try FilePath.names(in: folder.staging) == ["figures", "link", "model", "notes.txt", "sub"])
    FilePath.removeTree(folder.staging)
    #expect(try scratch.text("out/notes.txt") == "mine" && scratch.text("out/sub/more.txt") == "mine")
    try write("new", to: scratch.file("out"))
    #expect(try FilePath.names(in: scratch.file("out")) == ["figures", "link", "model", "notes.txt", "sub"])
    #expect(FilePath.isLink(scratch.file("out/link")))
  }

  @Test("appears together with further files, or none of them does")
  func withOthers() throws {
    let scratch = try ScratchFolder()
    func write(_ text: String) throws {
      let folder = try AtomicFolder(path: scratch.file("out"), marker: "model")
      try folder.write(text, named: "model")
      let files = try ["list", "record"].map { name in
        let file = try AtomicFile(path: scratch.file(name))
        try file.write(text)
        return file
      }
      try folder.commit(with: files)
    }
    try write("old")
    for number in 1...3 {
      let faults = FaultInjection(.exchange, failing: number...number, code: EIO)
      let failure = FaultInjection.$current.withValue(faults) { error(FileError.self) { try write("new") } }
      #expect(failure != nil)
      #expect(
        try scratch.text("out/model") == "old" && scratch.text("list") == "old"
          && scratch.text("record") == "old")
      #expect(try scratch.names == ["list", "out", "record"])
    }
    try write("new")
    #expect(
      try scratch.text("out/model") == "new" && scratch.text("list") == "new"
        && scratch.text("record") == "new")
  }

  @Test("is never put in the place of a folder that is no earlier output")
  func refusesForeignFolders() throws {
    let scratch = try ScratchFolder()
    mkdir(scratch.file("thesis"), 0o777)
    try scratch.write("years of work", "thesis/chapter.txt")
    let failure = error(FileError.self) { try write("new", to: scratch.file("thesis")) }
    #expect(failure?.problem == .foreignFolder(marker: "model"))
    #expect(failure?.description.contains("it is not an earlier output and is not replaced") == true)
    #expect(try scratch.text("thesis/chapter.txt") == "years of work")
    #expect(try scratch.names == ["thesis"])

    try scratch.write("a file", "file")
    #expect(error(FileError.self) { try write("new", to: scratch.file("file")) } != nil)
    #expect(try scratch.text("file") == "a file")

    mkdir(scratch.file("empty"), 0o777)
    try write("new", to: scratch.file("empty"))
    #expect(try scratch.text("empty/model") == "new model")
  }

  private func writeDeep(_ text: String, to path: String, managers: [String], own: Set<String> = []) throws {
    let folder = try AtomicFolder(path: path, marker: "model", ownNames: own, flushesTogether: true)
    for name in managers { try folder.write("\(text) \(name)", named: "managers/\(name)") }
    try folder.write("\(text) model", named: "model")
    try folder.commit()
  }

  @Test("may hold files one folder deeper; earlier ones go by their names, those of others stay")
  func deeper() throws {
    let scratch = try ScratchFolder()
    try writeDeep("old", to: scratch.file("out"), managers: ["a", "b"])
    try scratch.write("mine", "out/managers/notes.txt")
    try writeDeep("new", to: scratch.file("out"), managers: ["b", "c"], own: ["managers/a", "managers/b"])
    #expect(try FilePath.names(in: scratch.file("out/managers")) == ["b", "c", "notes.txt"])
    #expect(try scratch.text("out/managers/b") == "new b")
    #expect(try scratch.text("out/managers/notes.txt") == "mine")
    #expect(try scratch.names == ["out"])
    try writeDeep("last", to: scratch.file("out"), managers: [], own: ["managers/b", "managers/c"])
    #expect(try FilePath.names(in: scratch.file("out/managers")) == ["notes.txt"])
    try writeDeep("very last", to: scratch.file("out"), managers: ["z"])
    #expect(try FilePath.names(in: scratch.file("out/managers")) == ["notes.txt", "z"])
  }

  @Test(
    "with deeper files leaves the earlier output whole when any system call fails",
    arguments: FaultInjection.Call.allCases)
  func deeperFaults(call: FaultInjection.Call) throws {
    let scratch = try ScratchFolder()
    try writeDeep("old", to: scratch.file("out"), managers: ["a", "b"])
    let counter = FaultInjection()
    try FaultInjection.$current.withValue(counter) {
      try writeDeep("old", to: scratch.file("out"), managers: ["a", "b"])
    }
    let count = counter.count(of: call)
    try #require(count > 0)
    for number in 1...count {
      let faults = FaultInjection(call, failing: number...number, code: EIO)
      let failure = FaultInjection.$current.withValue(faults) {
        error(FileError.self) { try writeDeep("new", to: scratch.file("out"), managers: ["a", "b"]) }
      }
      let text = call == .flushFolder && number == count ? "new" : "old"
      #expect(failure != nil)
      #expect(try scratch.text("out/model") == "\(text) model")
      #expect(try FilePath.names(in: scratch.file("out/managers")) == ["a", "b"])
      #expect(try scratch.text("out/managers/b") == "\(text) b")
      #expect(try scratch.names == ["out"])
    }
  }

  private static let mayMount = {
    guard let scratch = try? ScratchFolder(), mount("tmpfs", scratch.path, "tmpfs", 0, "size=64k") == 0 else {
      return false
    }
    return umount2(scratch.path, Int32(MNT_DETACH)) == 0
  }()

  @Test(
    "leaves the earlier output when a small disk is really full",
    .enabled(if: mayMount, "only an administrator may mount a small disk"))
  func fullDisk() throws {
    let scratch = try ScratchFolder()
    let disk = scratch.file("disk")
    mkdir(disk, 0o777)
    try #require(mount("tmpfs", disk, "tmpfs", 0, "size=128k") == 0)
    defer { umount2(disk, Int32(MNT_DETACH)) }
    try write("old", to: disk + "/out")
    let failure = error(FileError.self) {
      let folder = try AtomicFolder(path: disk + "/out", marker: "model")
      try folder.write("new", named: "model")
      try folder.write([UInt8](repeating: 7, count: 1 << 20), named: "figures")
      try folder.commit()
    }
    #expect(failure?.problem == .system(.write, code: ENOSPC))
    #expect(try scratch.text("disk/out/model") == "old model")
    #expect(try FilePath.names(in: disk) == ["out"])
    #expect(try FilePath.names(in: disk + "/out") == ["figures", "model"])
  }
}

import Glibc
import Testing

@testable import SystemIO

@Suite("An atomic file")
struct AtomicFileTests {
  @Test("holds all that was written, in pieces of any size")
  func writesEverything() throws {
    let folder = try ScratchFolder()
    let file = try AtomicFile(path: folder.file("out.bin"), bufferSize: 16)
    var expected: [UInt8] = []
    for size in [0, 1, 15, 16, 17, 3, 64, 7, 9, 1] {
      let piece = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ size) }
      try file.write(piece)
      expected += piece
    }
    #expect(try folder.names.count == 1 && !folder.names.contains("out.bin"))
    try file.commit()
    #expect(try folder.bytes("out.bin") == expected)
    #expect(file.byteCount == expected.count)
    #expect(try folder.names == ["out.bin"])
  }

  @Test("that is forgotten or discarded leaves nothing new")
  func discards() throws {
    let folder = try ScratchFolder()
    try folder.write("before", "out.txt")
    do {
      let file = try AtomicFile(path: folder.file("out.txt"))
      try file.write("after")
    }
    let file = try AtomicFile(path: folder.file("out.txt"))
    try file.write("after")
    file.discard()
    #expect(try folder.names == ["out.txt"])
    #expect(try folder.text("out.txt") == "before")
  }

  @Test(
    "leaves what was there before when any system call fails",
    arguments: [
      (FaultInjection.Call.open, ENOSPC), (.write, ENOSPC), (.write, EIO), (.flush, EIO), (.flush, ENOSPC),
      (.rename, EACCES),
    ])
  func faults(call: FaultInjection.Call, code: Int32) throws {
    let folder = try ScratchFolder()
    try folder.write("before", "out.txt")
    for number in 1...(call == .write ? 3 : 1) {
      let faults = FaultInjection(call, failing: number...number, code: code)
      let failure = FaultInjection.$current.withValue(faults) {
        error(FileError.self) {
          let file = try AtomicFile(path: folder.file("out.txt"), bufferSize: 4)
          for _ in 0..<3 { try file.write("after") }
          try file.commit()
        }
      }
      #expect(failure?.description.contains(folder.file("out.txt")) == true)
      #expect(failure?.description.contains(String(cString: strerror(code))) == true)
      #expect(failure?.description.contains("The file that was there before is unchanged") == true)
      #expect(try folder.names == ["out.txt"])
      #expect(try folder.text("out.txt") == "before")
    }
  }

  @Test("says what a full disk is, and the way out")
  func fullDisk() throws {
    let failure = error(FileError.self) { try AtomicFile.write([1, 2, 3], to: "/dev/full") }
    #expect(
      failure?.description
        == "“/dev/full” could not be written: No space left on device. "
        + "Free some space or choose another folder.")
  }

  @Test("keeps links and permissions of what it replaces")
  func keepsLinksAndPermissions() throws {
    let folder = try ScratchFolder()
    try folder.write("before", "real.txt")
    chmod(folder.file("real.txt"), 0o640)
    symlink("real.txt", folder.file("link.txt"))
    try AtomicFile.write("after", to: folder.file("link.txt"))
    var status = stat()
    lstat(folder.file("link.txt"), &status)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
    stat(folder.file("real.txt"), &status)
    #expect(status.st_mode & 0o777 == 0o640)
    #expect(try folder.text("real.txt") == "after")
  }

  @Test("refuses a link that leads nowhere, and changes nothing")
  func danglingLinks() throws {
    let folder = try ScratchFolder()
    symlink("/nowhere/list.csv", folder.file("link.csv"))
    let failure = error(FileError.self) { try AtomicFile.write("x", to: folder.file("link.csv")) }
    #expect(failure?.problem == .danglingLink(to: "/nowhere/list.csv"))
    symlink("circle", folder.file("circle"))
    #expect(error(FileError.self) { try AtomicFile.write("x", to: folder.file("circle")) } != nil)
    symlink(folder.file("gone"), folder.file("folder"))
    #expect(error(FileError.self) { _ = try AtomicFolder(path: folder.file("folder"), marker: "m") } != nil)
    #expect(try folder.names == ["circle", "folder", "link.csv"])
    #expect(FilePath.isLink(folder.file("link.csv")))
  }

  @Test("writes straight to a stream of the program, after what is there, whatever path leads to it")
  func streams() throws {
    let folder = try ScratchFolder()
    try folder.write("before ", "log")
    let log = open(folder.file("log"), O_WRONLY | O_APPEND)
    defer { close(log) }
    symlink("/dev/fd/\(log)", folder.file("link"))
    for path in ["/dev/fd/\(log)", "/proc/self/fd/\(log)", folder.file("link")] {
      #expect(FilePath.besideAsJSON(path) == nil)
      try AtomicFile.write("x", to: path)
    }
    #expect(try folder.text("log") == "before xxx")
    #expect(try folder.names == ["link", "log"])
    #expect(FilePath.besideAsJSON("/dev/null") == nil)
    let closed = error(FileError.self) { try AtomicFile.write("x", to: "/dev/fd/1000000") }
    #expect(closed?.description.contains("started without this stream") == true)
  }

  @Test("writes straight to a pipe, which stays a pipe")
  func pipes() throws {
    let folder = try ScratchFolder()
    mkfifo(folder.file("pipe"), 0o666)
    let reader = open(folder.file("pipe"), O_RDWR)
    defer { close(reader) }
    try AtomicFile.write("abc", to: folder.file("pipe"))
    var bytes = [UInt8](repeating: 0, count: 3)
    #expect(read(reader, &bytes, 3) == 3 && bytes == Array("abc".utf8))
    #expect(FilePath.kind(of: folder.file("pipe")) == .other)
    #expect(try folder.names == ["pipe"])
  }

  @Test(
    "with others appears together or not at all, whichever call fails",
    arguments: [FaultInjection.Call.open, .write, .flush, .exchange, .rename])
  func together(call: FaultInjection.Call) throws {
    let folder = try ScratchFolder()
    func write(_ text: String) throws {
      let files = try ["list", "record", "third"].map { name in
        let file = try AtomicFile(path: folder.file(name), bufferSize: 4)
        try file.write("\(text) \(name)")
        return file
      }
      try AtomicFile.commit(together: files)
    }
    let counter = FaultInjection()
    try FaultInjection.$current.withValue(counter) {
      try write("old")
      if call != .rename { try write("old") }
    }
    for number in 1...max(1, counter.count(of: call)) {
      // Renames are of files that were not there; swaps of those that were.
      if call == .rename { for name in try folder.names { unlink(folder.file(name)) } }
      let faults = FaultInjection(call, failing: number...number, code: EIO)
      let failure = FaultInjection.$current.withValue(faults) { error(FileError.self) { try write("new") } }
      guard failure != nil else {
        try write("old")
        continue
      }
      #expect(try folder.names == (call == .rename ? [] : ["list", "record", "third"]))
      if call != .rename {
        #expect(try folder.text("list") == "old list" && folder.text("third") == "old third")
      }
      try write("old")
    }
    try write("new")
    #expect(try folder.names == ["list", "record", "third"])
    #expect(try folder.text("list") == "new list" && folder.text("third") == "new third")
  }

  @Test(
    "clears what killed writers have left in the folder, and nothing that is being written or somebody else's"
  )
  func remains() throws {
    let folder = try ScratchFolder()
    let others = [".partial-abcdefgh", ".x.partial-ABCDEFGH", ".x.partial-abc", "x.partial-abcdefgh"]
    for name in others { try folder.write("mine", name) }
    try folder.write("left", ".list.csv.partial-0a1b2c3d")
    mkdir(folder.file(".lists.partial-00000000"), 0o700)
    try folder.write("left", ".lists.partial-00000000/bank.csv")
    let pending = try AtomicFile(path: folder.file("a"))
    let staged = try AtomicFolder(path: folder.file("b"), marker: "m")
    #expect(try folder.names.count == others.count + 2)
    try AtomicFile.write("x", to: folder.file("c"))
    try pending.commit()
    try staged.write("x", named: "m")
    try staged.commit()
    #expect(try Set(folder.names) == Set(others + ["a", "b", "c"]))
  }

  @Test("knows a file by other paths and links")
  func identities() throws {
    let folder = try ScratchFolder()
    try folder.write("x", "real")
    symlink("real", folder.file("link"))
    link(folder.file("real"), folder.file("second"))
    symlink("new", folder.file("to-new"))
    let real = FileIdentity(folder.file("real"))
    for path in ["link", "second", "./real", "../\(FilePath.name(of: folder.path))/real"] {
      #expect(FileIdentity(folder.file(path)) == real)
    }
    #expect(FileIdentity(folder.file("new")) == FileIdentity(folder.file("./new")))
    #expect(FileIdentity(folder.file("new")) == FileIdentity(folder.file("to-new")))
    #expect(
      FileIdentity(folder.file("new")) != FileIdentity(folder.file("other")) && FileIdentity("/no/a") != real)
  }

  @Test("refuses a folder and a missing folder with the way out")
  func refusals() throws {
    let folder = try ScratchFolder()
    let isFolder = error(FileError.self) { try AtomicFile.write("x", to: folder.path) }
    #expect(isFolder?.description.contains("A folder has this name; choose another name.") == true)
    let missing = error(FileError.self) { try AtomicFile.write("x", to: folder.file("no/such.txt")) }
    #expect(missing?.description.contains("Create the folder that it is to lie in") == true)
  }
}

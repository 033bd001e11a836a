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

  @Test("refuses a folder and a missing folder with the way out")
  func refusals() throws {
    let folder = try ScratchFolder()
    let isFolder = error(FileError.self) { try AtomicFile.write("x", to: folder.path) }
    #expect(isFolder?.description.contains("A folder has this name; choose another name.") == true)
    let missing = error(FileError.self) { try AtomicFile.write("x", to: folder.file("no/such.txt")) }
    #expect(missing?.description.contains("Create the folder that it is to lie in") == true)
  }
}

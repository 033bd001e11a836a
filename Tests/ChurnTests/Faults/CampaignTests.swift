import Foundation
import Testing

@Suite("The campaign of hostile cases, in its short form")
struct CampaignTests {
  private static let missing = try? shell("python3 --version && strace -o /dev/null true").status

  @Test(
    "finds no fault in the first cases of each of its tests",
    .enabled(if: missing == 0, "There is no Python or no strace on this machine; `make campaign` needs both.")
  )
  func short() throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Campaign/campaign.py").path
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "campaign-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let ending = try shell("CAMPAIGN='\(folder.path)' python3 '\(script)' --cases 12")
    #expect(ending.status == 0, "\(ending.output) \(ending.errors)")
    // Each test tried its cases.
    #expect(ending.output.components(separatedBy: " 12 cases     0 faults").count == 10, "\(ending.output)")
  }
}

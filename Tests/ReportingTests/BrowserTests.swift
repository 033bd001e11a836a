import Calendar
import Configuration
import Foundation
import Testing

@testable import Reporting

@Suite(
  "In a real browser, every page", .serialized,
  .enabled(if: Browser.path != nil, "There is no Chromium on this machine; no page was shown in one."))
struct BrowserTests {
  @Test("asks for nothing and writes nothing to the console", arguments: Language.allCases)
  func quiet(language: Language) throws {
    for page in try SamplePages.all(language) {
      let visit = try Browser.visit(page.html)
      #expect(visit.console == [] && visit.requests == [], "\(page.name)")
      #expect(visit.document.contains("</html>"))
    }
  }

  @Test("sorts its tables where a heading is pressed, and shows missing numbers last")
  func sorting() throws {
    let page = TablePage(
      title: "t", byline: "b", language: .english,
      sections: [
        .init(
          title: "s", sentences: [],
          tables: [
            ReportTable(
              title: "", columns: [.init("Name"), .init("Value", isNumber: true)],
              rows: [["b", "1,200"], ["a10", "–"], ["a9", "35.5%"], ["c", "2 万"], ["d", "-3"]])
          ])
      ]
    ).html
    let presses = """
      <script>const buttons = document.querySelectorAll("th button"); const seen = [];
      const names = () => seen.push([...document.querySelectorAll("tbody tr > :first-child")].map(cell => cell.textContent).join(" "));
      buttons[1].click(); names(); buttons[1].click(); names(); buttons[0].click(); names();
      document.title = seen.join("|");</script></body>
      """
    // Only for this test, a second script may run.
    let open = page.replacing(
      "script-src &#39;\(Markup.sortScriptDigest)&#39;", with: "script-src &#39;unsafe-inline&#39;")
    let visit = try Browser.visit(open.replacing("</body>", with: presses))
    #expect(visit.document.contains("<title>c b a9 d a10|d a9 b c a10|a9 a10 b c d</title>"))
    #expect(visit.document.contains("aria-sort=\"ascending\""))
  }

  @Test("would be caught if it did")
  func control() throws {
    let visit = try Browser.visit(
      "<html><body><script>console.error('bad')</script><img src=\"http://example.com/x.png\"></body></html>")
    #expect(visit.console.count == 1 && visit.requests.contains("http://example.com/x.png"))
  }

  @Test("prints the summary with all its tables full on one sheet of A4", arguments: Language.allCases)
  func oneSheet(language: Language) throws {
    let full = SummaryPageTests.full(language)
    #expect(try Browser.sheets(SummaryPage.html(of: full)) == 1)
    #expect(try Browser.sheets("<p>1</p><p style='break-before: page'>2</p>") == 2)
  }

  /// Shows the page in frames of several widths, and counts in each what sticks out of the page, texts that are cut
  /// by their chart, and texts of a chart that overlap.
  private static func measuring(_ page: String, widths: [Int]) throws -> String {
    // A text within a script: its own end tag must not be in it.
    let literal = String(decoding: try JSONEncoder().encode(page), as: UTF8.self).replacing(
      "</", with: "<\\/")
    return """
      <!DOCTYPE html><html><head><meta charset="utf-8"><title>-</title></head><body><script>
      const page = \(literal), measures = [];
      const inside = (a, b) =>
        a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
      const apart = (a, b) =>
        a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 2 || b.bottom <= a.top + 2;
      const measure = (frame, width) => {
        const shown = frame.contentDocument;
        const cut = [], overlapping = [];
        for (const drawing of shown.querySelectorAll("svg")) {
          const edge = drawing.getBoundingClientRect();
          const texts = [...drawing.querySelectorAll("text")];
          const boxes = texts.map(text => text.getBoundingClientRect());
          boxes.forEach((box, i) => {
            if (!inside(box, edge)) cut.push(texts[i].textContent);
            for (let j = 0; j < i; j++)
              if (!apart(box, boxes[j])) overlapping.push(texts[i].textContent + " on " + texts[j].textContent);
          });
        }
        const wide = shown.documentElement.scrollWidth - width;
        const scrolled = [...shown.querySelectorAll(".scroll")]
          .filter(box => !box.closest("details") && box.scrollWidth > box.clientWidth).map(box => box.textContent.slice(0, 40));
        measures.push({width: frame.contentWindow.innerWidth, wide, cut, overlapping, scrolled});
        document.title = JSON.stringify(measures);
      };
      for (const width of \(widths)) {
        const frame = document.createElement("iframe");
        frame.style = `display: block; border: 0; width: ${width}px; height: 1200px`;
        frame.onload = () => measure(frame, width);
        frame.srcdoc = page;
        document.body.append(frame);
      }
      </script></body></html>
      """
  }

  private struct Measures: Decodable {
    var width: Int
    var wide: Int
    var cut: [String]
    var overlapping: [String]
    /// Tables that are wider than their place.
    var scrolled: [String]
  }

  @Test("fits screens of any width: nothing sticks out, is cut or overlaps", arguments: Language.allCases)
  func fits(language: Language) throws {
    let widths = [1280, 768, 500, 390]
    for page in try SamplePages.all(language) {
      let visit = try Browser.visit(try Self.measuring(page.html, widths: widths))
      let title = try #require(visit.document.firstMatch(of: /<title>([^<]*)</)?.1)
        .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
      let measures = try JSONDecoder().decode([Measures].self, from: Data(title.utf8))
      #expect(Set(measures.map(\.width)) == Set(widths))
      for measure in measures {
        #expect(measure.wide <= 0, "\(page.name) \(measure.width)")
        #expect(measure.cut == [], "\(page.name) \(measure.width)")
        #expect(measure.overlapping == [], "\(page.name) \(measure.width)")
        // On a desk nothing is to be scrolled sideways.
        if measure.width == 1280 { #expect(measure.scrolled == [], "\(page.name)") }
      }
    }
  }
}

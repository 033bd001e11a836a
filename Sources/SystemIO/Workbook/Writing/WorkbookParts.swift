/// The parts of a workbook besides its sheets (ECMA-376, SpreadsheetML), as short as they may be.
enum WorkbookParts {
  private static let declaration = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"

  static func contentTypes(sheets: Int) -> String {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    let parts = (1...sheets).map {
      #"<Override PartName="/xl/worksheets/sheet\#($0).xml" ContentType="\#(kind).worksheet+xml"/>"#
    }
    return declaration + #"<Types xmlns="\#(package)/content-types">"#
      + #"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
      + #"<Default Extension="xml" ContentType="application/xml"/>"#
      + #"<Override PartName="/xl/workbook.xml" ContentType="\#(kind).sheet.main+xml"/>"#
      + #"<Override PartName="/xl/styles.xml" ContentType="\#(kind).styles+xml"/>"# + parts.joined()
      + "</Types>"
  }

  static var rootRelations: String {
    declaration + #"<Relationships xmlns="\#(package)/relationships">"#
      + #"<Relationship Id="rId1" Type="\#(relations)/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
  }

  static func workbookRelations(sheets: Int) -> String {
    let parts = (1...sheets).map {
      #"<Relationship Id="rId\#($0)" Type="\#(relations)/worksheet" Target="worksheets/sheet\#($0).xml"/>"#
    }
    return declaration + #"<Relationships xmlns="\#(package)/relationships">"# + parts.joined()
      + #"<Relationship Id="rId\#(sheets + 1)" Type="\#(relations)/styles" Target="styles.xml"/></Relationships>"#
  }

  /// - Parameter sheets: name, number of rows, the header among them, and columns of each.
  static func workbook(sheets: [(name: String, rows: Int, columns: [WorkbookColumn])]) -> String {
    var (entries, names) = ("", "")
    for (index, sheet) in sheets.enumerated() {
      let last = CellAddress.letters(ofColumn: sheet.columns.count - 1)
      let quoted = "'" + sheet.name.replacing("'", with: "''") + "'"
      let sheetName = XMLText.escaped(quoted)
      entries +=
        #"<sheet name="\#(XMLText.escaped(sheet.name))" sheetId="\#(index + 1)" r:id="rId\#(index + 1)"/>"#
      // The filter's range has a name of its own, without which some programs call the file damaged.
      names +=
        #"<definedName name="_xlnm._FilterDatabase" localSheetId="\#(index)" hidden="1">"#
        + "\(sheetName)!$A$1:$\(last)$\(sheet.rows)</definedName>"
    }
    for (index, sheet) in sheets.enumerated() {
      // The header is printed again on every page, and where the table is several pages wide its first columns, too.
      let place = XMLText.escaped("'" + sheet.name.replacing("'", with: "''") + "'")
      let isWide = SheetLayout.pagesAcross(sheet.columns) > 1 && sheet.columns.count > 2
      names +=
        #"<definedName name="_xlnm.Print_Titles" localSheetId="\#(index)">"#
        + (isWide ? "\(place)!$A:$B," : "") + "\(place)!$1:$1</definedName>"
    }
    return declaration + #"<workbook xmlns="\#(main)" xmlns:r="\#(relations)"><sheets>"# + entries
      + "</sheets><definedNames>\(names)</definedNames></workbook>"
  }

  /// The cell formats: 0 as it comes, 1 a header, then those of ``WorkbookColumn/Kind`` in order.
  static var styles: String {
    let formats = [
      // numFmt, alignment: 3 and 4 are built in (#,##0 and #,##0.00).
      (0, #"<alignment vertical="top"/>"#), (0, #"<alignment vertical="top" wrapText="1"/>"#),
      (3, #"<alignment vertical="top"/>"#), (4, #"<alignment vertical="top"/>"#),
      (164, #"<alignment vertical="top"/>"#), (165, #"<alignment vertical="top"/>"#),
      (166, #"<alignment vertical="top"/>"#),
    ]
    let cells = formats.map { number, alignment in
      #"<xf numFmtId="\#(number)" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" "#
        + #"applyAlignment="1">\#(alignment)</xf>"#
    }
    return declaration + #"<styleSheet xmlns="\#(main)"><numFmts count="3">"#
      + #"<numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd"/>"#
      + #"<numFmt numFmtId="166" formatCode="yyyy\-mm"/></numFmts><fonts count="2">"#
      + #"<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>"#
      + #"<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>"#
      + #"<fills count="3"><fill><patternFill patternType="none"/></fill>"#
      + #"<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">"#
      + #"<fgColor rgb="FFE8EDF3"/><bgColor indexed="64"/></patternFill></fill></fills>"#
      + #"<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"#
      + #"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#
      + #"<cellXfs count="\#(2 + cells.count)"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>"#
      + #"<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" "#
      + #"applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>"# + cells.joined()
      + #"</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>"#
      + "</styleSheet>"
  }

  /// What stands before the rows of a sheet: the frozen header, and the columns' widths.
  static func sheetStart(_ columns: [WorkbookColumn], isFirst: Bool) -> String {
    let widths = columns.enumerated().map {
      #"<col min="\#($0 + 1)" max="\#($0 + 1)" width="\#($1.width)" customWidth="1""#
        + ($1.isHidden ? #" hidden="1"/>"# : "/>")
    }
    return declaration + #"<worksheet xmlns="\#(main)"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>"#
      + #"<sheetViews><sheetView workbookViewId="0"\#(isFirst ? #" tabSelected="1""# : "")>"#
      + #"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#
      + #"<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>"#
      + #"<sheetFormatPr defaultRowHeight="15"/><cols>\#(widths.joined())</cols><sheetData>"#
  }

  /// What stands after the rows: the filter, drop-downs, and paper that lies across and is as wide as the table can be read, with
  /// lines between the cells and the sheet's name and page at the foot.
  static func sheetEnd(_ columns: [WorkbookColumn], rows: Int) -> String {
    "</sheetData>" + #"<autoFilter ref="A1:\#(CellAddress.letters(ofColumn: columns.count - 1))\#(rows)"/>"#
      + validations(columns, rows: rows) + #"<printOptions gridLines="1"/>"#
      + #"<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>"#
      + #"<pageSetup paperSize="9" orientation="landscape" fitToWidth="\#(SheetLayout.pagesAcross(columns))" "#
      + #"fitToHeight="0"/>"#
      + "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
  }

  /// The drop-downs of columns that have choices.
  private static func validations(_ columns: [WorkbookColumn], rows: Int) -> String {
    let choosing = columns.indices.filter { !columns[$0].choices.isEmpty }
    guard !choosing.isEmpty, rows > 1 else { return "" }
    let entries = choosing.map {
      let letters = CellAddress.letters(ofColumn: $0)
      return
        #"<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="\#(letters)2:\#(letters)\#(rows)">"#
        + #"<formula1>"\#(XMLText.escaped(columns[$0].choices.joined(separator: ",")))"</formula1></dataValidation>"#
    }
    return #"<dataValidations count="\#(entries.count)">\#(entries.joined())</dataValidations>"#
  }
}

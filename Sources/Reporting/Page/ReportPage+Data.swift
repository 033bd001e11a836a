import Configuration

extension ReportPage {
  var dataSection: PageSection? {
    guard !content.data.isEmpty else { return nil }
    var parts: [Markup] = []
    for handed in content.data {
      parts.append(.element("h3", text: handed.title))
      parts.append(table(handed.columns, handed.rows, label: handed.title))
      if let text = handed.note { parts.append(note(text)) }
    }
    return PageSection(id: "data", title: say(zh: "数据与清洗", en: "Data and cleaning"), parts: parts)
  }
}

import Calendar
import Yams

extension PanelSource {
  init?(_ section: ConfigurationSection) {
    guard let files = PanelFiles(section) else { return nil }
    self.init(files: files)
    customer = section.name("customer", wanted: "the file's name of the customer column")
    month = section.name("month", wanted: "the file's name of the month column")
    columns = section.renamedColumns(customer: customer, month: month)
    if case .byMonth = files, month != nil {
      section.reader.add(
        "“panel.month” names a month column, but “files” gives the month of each file; keep one of them.",
        at: section.keyNode("month"))
    }
  }
}

extension PanelFiles {
  fileprivate init?(_ section: ConfigurationSection) {
    let reader = section.reader
    guard let node = section.value("files") else {
      reader.add("a table under “panel” has no “files”; name its files.", at: section.node)
      return nil
    }
    guard case .mapping = node else {
      self = .patterns(
        reader.names(node, name: "panel.files", wanted: "a file or a pattern such as panel_*.csv"))
      return
    }
    var paths: [Month: String] = [:]
    for entry in reader.entries(node, name: "panel.files", keys: nil) ?? [] {
      let path = reader.name(entry.value, name: "panel.files.\(entry.key)", wanted: "the month's file")
      guard let month = Month(parsing: entry.key) else {
        reader.add("“\(reader.shown(entry.key))” is not a month; write it as 2024-07.", at: entry.keyNode)
        continue
      }
      if paths[month] != nil {
        reader.add("the month \(month) stands twice under “panel.files”.", at: entry.keyNode)
      }
      paths[month] = path ?? ""
    }
    self = .byMonth(paths)
  }
}

extension AttributeSource {
  init?(_ section: ConfigurationSection) {
    guard section.value("files") != nil else {
      section.reader.add("a table under “attributes” has no “files”; name its files.", at: section.node)
      return nil
    }
    self.init(files: [])
    section.names("files", into: &files, wanted: "a file or a pattern such as customers_*.csv")
    customer = section.name("customer", wanted: "the file's name of the customer column")
    columns = section.renamedColumns(customer: customer, month: nil)
  }
}

extension ConfigurationSection {
  /// Our names → the file's; each column of the file for one of ours.
  fileprivate func renamedColumns(customer: String?, month: String?) -> [String: String] {
    guard let node = value("columns"), let entries = reader.entries(node, name: path("columns"), keys: nil)
    else {
      return [:]
    }
    var columns: [String: String] = [:]
    for entry in entries {
      let key = "\(path("columns")).\(entry.key)"
      guard let theirs = reader.name(entry.value, name: key, wanted: "the file's name of the column") else {
        continue
      }
      if let other = columns.first(where: { $0.value == theirs })?.key {
        reader.add(
          "“\(reader.shown(theirs))” stands for both “\(other)” and “\(reader.shown(entry.key))”; keep one.",
          at: entry.value)
      }
      let twice = (entry.key == "customer_id" && customer != nil) || (entry.key == "month" && month != nil)
      if twice {
        reader.add(
          "“\(entry.key)” is named by “\(entry.key == "month" ? "month" : "customer")” and by “columns”; keep one.",
          at: entry.keyNode)
      }
      columns[entry.key] = theirs
    }
    return columns
  }
}

import Calendar
import Configuration
import SystemIO

/// The files of a simulation, which appear together as one folder when all of them are whole.
///
/// Several threads may write, each to a file of its own: a parallel loop over the files gives each to one call.
final class OutputFiles: @unchecked Sendable {
  /// Shows a folder to be an earlier simulation, which may be replaced.
  static let marker = "simulation.txt"

  let names: [String]
  private let folder: AtomicFolder
  private let files: [AtomicFile]

  /// Begins the months' files and, if asked for, `truth.csv`, each with its header.
  init(directory: String, plan: SimulationPlan) throws(FileError) {
    let options = plan.options
    let months = (0..<options.months).map { "panel_\(options.firstMonth + $0).csv" }
    names = months + (options.truth ? ["truth.csv"] : [])
    folder = try AtomicFolder(
      path: directory, marker: OutputFiles.marker, ownNames: OutputFiles.panelNames(in: directory))
    var files: [AtomicFile] = []
    for (index, name) in names.enumerated() {
      let file = try folder.file(named: name)
      try file.write(
        index < months.count ? PanelColumns.header(extended: options.extended) : PanelColumns.truth)
      files.append(file)
    }
    self.files = files
  }

  /// How many files take part in a parallel loop: the months in order, then `truth.csv`.
  var count: Int { files.count }

  /// Bytes of those files so far.
  var byteCount: Int { files.reduce(0) { $0 + $1.byteCount } }

  func append(_ text: TextBuffer, to index: Int) throws(FileError) { try files[index].write(text.bytes) }

  /// Writes the small files and puts all in their place.
  ///
  func commit(with small: [(name: String, text: String)]) throws(FileError) {
    for file in files { try file.commit() }
    for (name, text) in small { try folder.write(text, named: name) }
    try folder.commit()
  }

  /// The months and the truth of an earlier simulation, which would otherwise be taken for this one's.
  private static func panelNames(in directory: String) throws(FileError) -> Set<String> {
    guard FilePath.kind(of: directory) == .folder else { return [] }
    let names = try FilePath.names(in: directory)
    return Set(
      names.filter { name in
        guard name.hasPrefix("panel_"), name.hasSuffix(".csv") else { return name == "truth.csv" }
        let month = name.dropFirst("panel_".count).dropLast(".csv".count)
        return Month(parsing: month)?.description == String(month)
      })
  }
}

/// What a file is that cannot be imported, by its first bytes, and how the model in it is saved otherwise.
enum ForeignFileKind: Equatable {
  case empty
  case catBoostBinary, onnx, xgBoostBinary
  /// A Python object; the tool whose object it is, where that can be seen.
  case pickle(tool: ImportedModel.Tool?)
  case compressed(String)
  case zip, hdf5, parquet
  case utf16
  case pmml, html, pointer
  case own
  /// Trees as text, without what belongs to them.
  case xgBoostDump, lightGBMDump
  /// Source code that scores.
  case catBoostCode

  /// The beginnings that tell kinds of files.
  private static let beginnings: [(bytes: [UInt8], kind: ForeignFileKind)] = [
    (Array("CBM1".utf8), .catBoostBinary), (Array("binf".utf8), .xgBoostBinary),
    (Array("bs64".utf8), .xgBoostBinary),
    ([0x1F, 0x8B], .compressed("gzip")), (Array("BZh".utf8), .compressed("bzip2")),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], .compressed("xz")), ([0x28, 0xB5, 0x2F, 0xFD], .compressed("zstd")),
    ([0x04, 0x22, 0x4D, 0x18], .compressed("lz4")),
    ([0x78, 0x01], .compressed("zlib")), ([0x78, 0x5E], .compressed("zlib")),
    ([0x78, 0x9C], .compressed("zlib")), ([0x78, 0xDA], .compressed("zlib")),
    ([0x50, 0x4B, 0x03, 0x04], .zip), ([0x89, 0x48, 0x44, 0x46], .hdf5), (Array("PAR1".utf8), .parquet),
    ([0xFF, 0xFE], .utf16), ([0xFE, 0xFF], .utf16),
    (Array("version https://git-lfs".utf8), .pointer), (Array("churn-model ".utf8), .own),
    (Array("booster[".utf8), .xgBoostDump), (Array("0:[".utf8), .xgBoostDump),
    (Array("0:leaf".utf8), .xgBoostDump),
  ]

  /// As many bytes at the beginning are looked at.
  private static let beginning = 4096

  /// Nil for what may be a model that is read.
  init?(_ bytes: [UInt8]) {
    guard let first = bytes.first else {
      self = .empty
      return
    }
    let head = bytes.prefix(Self.beginning)
    if let found = Self.beginnings.first(where: { head.starts(with: $0.bytes) }) {
      self = found.kind
    } else if first == 0x80 && (2...5).contains(bytes.count > 1 ? bytes[1] : 0) || Self.isTextPickle(head) {
      self = .pickle(tool: Self.tool(namedIn: head))
    } else if let kind = Self(text: String(decoding: head, as: UTF8.self)) {
      self = kind
    } else if first == 0x08, ["ai.onnx", "onnx", "CatBoost", "Tree"].contains(where: { head.contains($0) }) {
      self = .onnx
    } else if first != UInt8(ascii: "{"), head.contains("binary:") || head.contains("gbtree") {
      self = .xgBoostBinary
    } else {
      return nil
    }
  }

  /// Kinds of texts.
  private init?(text: String) {
    let text = text.drop { $0.isWhitespace }
    if text.hasPrefix("<") {
      self = text.contains("<PMML") ? .pmml : .html
    } else if text.hasPrefix("["), text.contains("\"nodeid\"") || text.contains("\"leaf\"") {
      self = .xgBoostDump
    } else if text.hasPrefix("{"), text.contains("\"num_tree_per_iteration\""),
      text.contains("\"feature_names\"")
    {
      self = .lightGBMDump
    } else if !text.hasPrefix("{"),
      text.contains("apply_catboost_model") || text.contains("ApplyCatboostModel")
        || text.contains("catboost_model")
    {
      self = .catBoostCode
    } else {
      return nil
    }
  }

  /// Python's oldest form of objects begins with a module and a class on lines of their own.
  private static func isTextPickle(_ head: ArraySlice<UInt8>) -> Bool {
    head.first == UInt8(ascii: "c") && head.dropFirst().starts(with: Array("copy_reg\n".utf8))
      || head.starts(with: Array("ccopyreg\n".utf8))
  }

  private static func tool(namedIn head: ArraySlice<UInt8>) -> ImportedModel.Tool? {
    ImportedModel.Tool.allCases.first { head.contains($0.rawValue.lowercased()) }
  }

  /// What the file is and how to save the model otherwise, in whole sentences.
  var problem: String {
    let others = "Save the model itself: as LightGBM's text, XGBoost's JSON, or CatBoost's JSON."
    switch self {
    case .empty: return "It is empty. Save the model again."
    case .catBoostBinary:
      return "It is CatBoost's binary form (.cbm). " + ImportedModel.Tool.catBoost.wayToSave
    case .onnx:
      return "It is an ONNX file, whose trees no longer say how missing values and categories are meant. "
        + others
    case .xgBoostBinary:
      return "It is XGBoost's old binary form. Load it with XGBoost 1 or 2 and save it as JSON: "
        + "`booster.save_model(\"model.json\")`."
    case .pickle(let tool):
      let whose = tool.map { " of \($0.rawValue)" } ?? ""
      return "It is a Python object\(whose) (pickle or joblib), which only Python can load. "
        + (tool?.wayToSave ?? others)
    case .compressed(let form):
      return
        "It is compressed (\(form)). Unpack it first; what joblib has compressed is a Python object: load it in "
        + "Python and save the model itself."
    case .zip: return "It is a zip archive. Unpack it first, or save the model itself. " + others
    case .hdf5:
      return "It is an HDF5 file, as Keras writes them; models of neural networks cannot be imported."
    case .parquet: return "It is a Parquet table and no model. " + others
    case .utf16: return "It is a text in UTF-16. Save it again as UTF-8."
    case .pmml: return "It is PMML, which is written but not read. " + others
    case .html: return "It is a web page and no model; it was downloaded from a page instead of a file."
    case .pointer: return "It is a pointer of Git LFS and no model. Fetch the file with `git lfs pull`."
    case .own: return "It is a model of churn already; use the folder that it lies in."
    case .xgBoostDump:
      return
        "It is a dump of XGBoost's trees (dump_model, get_dump), which leaves out the base score and more. "
        + ImportedModel.Tool.xgBoost.wayToSave
    case .lightGBMDump:
      return "It is a dump of LightGBM's model (dump_model). " + ImportedModel.Tool.lightGBM.wayToSave
    case .catBoostCode:
      return "It is source code that CatBoost has made of a model. " + ImportedModel.Tool.catBoost.wayToSave
    }
  }
}

extension ImportedModel.Tool {
  /// How a model of the tool is saved so that it can be imported.
  var wayToSave: String {
    switch self {
    case .lightGBM:
      "Save the model as text: `booster.save_model(\"model.txt\")`, of a classifier `model.booster_.save_model(…)`."
    case .xgBoost: "Save the model as JSON: `model.save_model(\"model.json\")`."
    case .catBoost:
      "Save the model as JSON: `model.save_model(\"model.json\", format=\"json\")`; with categories also `pool=pool`."
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether the bytes of a text stand somewhere.
  fileprivate func contains(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    return indices.contains { self[$0...].starts(with: wanted) }
  }
}

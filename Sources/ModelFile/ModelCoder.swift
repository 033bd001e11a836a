import SystemIO

/// Models on disk: one readable file with a version and a checksum.
///
/// The first line is `churn-model V crc32=xxxxxxxx bytes=N`: the format's version, the CRC-32 of all that follows,
/// and how many bytes that is. Then comes ``ModelDocument`` as JSON, with its keys sorted and its numbers in the
/// shortest form that reads back as the same number, so that equal models are equal files.
public enum ModelCoder {
  static let magic = "churn-model"
  /// The newest version of the format; all up to it are read.
  ///
  /// 2 has forests that go on from a score, which a program that knows 1 only would score without it; 3 has variables
  /// that are compared in Float64, and what models of other tools make of their columns;
  /// 4 has loss rates and frequencies of levels. Whatever an older version can say is written as that.
  public static let version = 4
  /// Larger files are refused unread, in bytes.
  public static let largestSize = 1 << 28
  /// Objects and arrays may lie this deep in each other; a model needs twelve.
  static let deepestNesting = 64
  /// Values and keys that a model may hold: what decoding costs is known before it is paid.
  static let mostValues = 1 << 25
  private static let seal = Seal(magic: magic, version: version)

  /// The bytes of a model file.
  ///
  /// - Throws: an error where the model contradicts itself.
  public static func encode(_ document: ModelDocument, path: String) throws(ModelFileError) -> [UInt8] {
    if let problem = document.firstProblem() {
      throw ModelFileError(path: path, problem: .inconsistent(problem))
    }
    let body: [UInt8]
    do {
      body = try DeterministicJSON.encode(document)
    } catch {
      throw ModelFileError(path: path, problem: .inconsistent("it cannot be written as JSON (\(error))."))
    }
    return seal.sealed(body, version: document.formatVersion)
  }

  /// Writes a model file, whole or not at all.
  public static func write(_ document: ModelDocument, to path: String) throws(ModelFileError) {
    let bytes = try encode(document, path: path)
    do {
      try AtomicFile.write(bytes, to: path)
    } catch {
      throw ModelFileError(path: path, problem: .file(error))
    }
  }

  /// Reads a model from its file or from its folder, and checks it.
  public static func read(_ path: String) throws(ModelFileError) -> ModelDocument {
    let path = ModelFolder.modelPath(for: path)
    let bytes: [UInt8]
    do {
      bytes = try PlainReader.wholeFile(path, limit: largestSize)
    } catch {
      throw ModelFileError(path: path, problem: .file(error))
    }
    return try decode(bytes, path: path)
  }

  /// Reads a model from the bytes of its file, and checks it.
  ///
  /// - Parameter path: the file that errors name.
  public static func decode(_ bytes: [UInt8], path: String) throws(ModelFileError) -> ModelDocument {
    do throws(ModelFileError.Problem) {
      let (body, version) = try opened(bytes)
      guard DeterministicJSON.valueCount(of: body) <= mostValues else {
        throw ModelFileError.Problem.unreadable(place: "", reason: "it holds more than \(mostValues) values.")
      }
      guard DeterministicJSON.nestingDepth(of: body) <= deepestNesting else {
        throw ModelFileError.Problem.unreadable(place: "", reason: "its parts lie too deep in each other.")
      }
      let document = try decodeJSON(body)
      if let problem = document.firstProblem() { throw ModelFileError.Problem.inconsistent(problem) }
      // The checksum does not cover the first line.
      guard version == document.formatVersion else { throw ModelFileError.Problem.damaged }
      return document
    } catch {
      throw ModelFileError(path: path, problem: error)
    }
  }
}

extension ModelFileError.Problem: Error {}

extension ModelCoder {
  private static func opened(_ bytes: [UInt8]) throws(ModelFileError.Problem) -> (body: [UInt8], version: Int)
  {
    do throws(Seal.Problem) {
      return try seal.opened(bytes)
    } catch {
      switch error {
      case .foreign: throw .notAModel
      case .newerVersion(let found): throw .newerVersion(found: found, known: version)
      case .cutShort(let announced, let found): throw .cutShort(announced: announced, found: found)
      case .tooLong(let announced, let found): throw .tooLong(announced: announced, found: found)
      case .damaged: throw .damaged
      }
    }
  }

  private static func decodeJSON(_ body: [UInt8]) throws(ModelFileError.Problem) -> ModelDocument {
    do {
      return try DeterministicJSON.decode(ModelDocument.self, from: body)
    } catch let error as DecodingError {
      throw .unreadable(error)
    } catch {
      throw .unreadable(place: "", reason: "\(error)")
    }
  }
}

extension ModelDocument {
  /// The oldest version of the format that can say what the model says.
  fileprivate var formatVersion: Int {
    if recipes.statistics != nil { return 4 }
    if recipes.recipes.contains(where: { $0.thresholds != nil || $0.function.isOfOtherTools }) { return 3 }
    guard case .forest(let forest) = scoring, forest.start != nil else { return 1 }
    return 2
  }
}

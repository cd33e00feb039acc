/// What a run that makes fingerprints had done at some moment, so that a later run can go on from there.
///
/// Sums and sketches are kept exactly, as in a fingerprint's file: a run that goes on ends with the bytes
/// of one that was never stopped.
public struct FingerprintCheckpoint: Sendable, Equatable {
  /// The newest format version.
  public static let formatVersion: UInt32 = 1

  /// What the run was asked, which the run that goes on must be asked too.
  public let settings: HeaderValue
  /// Where it was.
  public let state: HeaderValue
  /// The fingerprints so far, in the order of their keys' bytes.
  public let parts: [Part]

  /// The fingerprint of one group.
  public struct Part: Sendable, Equatable {
    /// The group's value; empty where there are no groups.
    public let key: String
    /// The documents so far.
    public let fingerprint: Fingerprint

    /// A part.
    public init(key: String, fingerprint: Fingerprint) {
      self.key = key
      self.fingerprint = fingerprint
    }
  }

  /// A checkpoint.
  public init(settings: HeaderValue, state: HeaderValue, parts: [Part]) {
    self.settings = settings
    self.state = state
    self.parts = parts
  }

  /// The bytes of its file.
  ///
  /// - Complexity: O(n) in the number of features and sketch values of all parts.
  public func encoded() -> [UInt8] {
    let header: [String: HeaderValue] = [
      "settings": settings, "state": state, "keys": .list(parts.map { .text($0.key) }),
    ]
    let sections = parts.enumerated().map { index, part in
      SectionedFile.Section(name: "part-\(index)", bytes: part.fingerprint.encoded())
    }
    return SectionedFile(
      kind: .checkpoint, version: Self.formatVersion, header: header, sections: sections
    ).encoded()
  }

  /// Reads a file and checks every checksum and every bound.
  ///
  /// - Throws: ``FileFormatError``, whose description follows the file's name.
  public init(_ bytes: [UInt8]) throws(FileFormatError) {
    let file = try SectionedFile(bytes, kind: .checkpoint, newest: Self.formatVersion)
    guard let settings = file.header["settings"], let state = file.header["state"],
      case .list(let keys)? = file.header["keys"]
    else { throw FileFormatError(.damaged, "is damaged in its header") }
    self.settings = settings
    self.state = state
    var parts: [Part] = []
    for (index, key) in keys.enumerated() {
      guard case .text(let key) = key else {
        throw FileFormatError(.damaged, "is damaged in its header (field 'keys')")
      }
      parts.append(Part(key: key, fingerprint: try Fingerprint(try file.section("part-\(index)"))))
    }
    self.parts = parts
  }
}

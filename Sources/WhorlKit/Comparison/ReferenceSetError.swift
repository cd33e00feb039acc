/// Why a set of references, or a suspect beside them, cannot be compared.
public enum ReferenceSetError: Error, Equatable, CustomStringConvertible {
  /// There is no reference.
  case noReferences
  /// Two references have one name.
  case repeatedName(String)
  /// A reference holds no documents.
  case noDocuments(String)
  /// A fingerprint was made with other parameters than the rest.
  case mismatch(String, FingerprintMismatch)

  /// What is wrong, where, and what would help.
  public var description: String {
    switch self {
    case .noReferences: "no references: name at least one with -r"
    case .repeatedName(let name):
      "two references are called '\(name)': give one of them another --name, or leave it out"
    case .noDocuments(let name): "reference '\(name)' holds no documents"
    case .mismatch(let name, let mismatch): "'\(name)' cannot be compared: \(mismatch)"
    }
  }
}

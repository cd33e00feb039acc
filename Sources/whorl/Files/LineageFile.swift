#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import WhorlKit

/// What is known of suspects' sources: a JSON object with `references`, a list of names, and `lineage`, a
/// list of objects with `suspect`, `kind` (same, derived or distilled) and `sources`, a list of names of
/// references. Other keys are ignored.
struct LineageFile {
  /// One suspect and its acceptable sources.
  struct Claim: Sendable {
    let suspect: String
    let kind: LineageKind
    let sources: [String]
  }

  private struct Content: Decodable {
    struct Entry: Decodable {
      let suspect: String
      let kind: String
      let sources: [String]
    }

    let references: [String]?
    let lineage: [Entry]
  }

  /// The candidates; nil if the file lists none.
  let references: [String]?
  let claims: [Claim]

  /// Reads the file at `path`.
  ///
  /// - Throws: ``CommandFailure`` if it is no such file, or contradicts itself.
  init(path: String) throws {
    let bytes = try InputBytes.read(path)
    let content: Content
    do {
      content = try JSONDecoder().decode(Content.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw CommandFailure("\(path) is no lineage file: \(Self.text(error))")
    }
    var claims: [Claim] = []
    for entry in content.lineage {
      guard let kind = LineageKind(rawValue: entry.kind) else {
        let kinds = LineageKind.allCases.map(\.rawValue).joined(separator: ", ")
        throw CommandFailure(
          "\(path): '\(entry.suspect)' has the kind '\(entry.kind)': the kinds are \(kinds)")
      }
      guard !entry.sources.isEmpty else {
        throw CommandFailure("\(path): '\(entry.suspect)' has no sources: name at least one, or leave it out")
      }
      guard !claims.contains(where: { $0.suspect == entry.suspect && $0.kind == kind }) else {
        throw CommandFailure("\(path): '\(entry.suspect)' is there twice as \(kind.rawValue): keep one")
      }
      if let references = content.references,
        let stranger = entry.sources.first(where: { !references.contains($0) })
      {
        throw CommandFailure(
          "\(path): '\(stranger)', a source of '\(entry.suspect)', is none of its references: add it there")
      }
      claims.append(Claim(suspect: entry.suspect, kind: kind, sources: entry.sources))
    }
    guard !claims.isEmpty else { throw CommandFailure("\(path): the lineage list is empty") }
    references = content.references
    self.claims = claims
  }

  private static func text(_ error: DecodingError) -> String {
    func place(_ context: DecodingError.Context) -> String {
      let path = context.codingPath.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }
      return path.isEmpty ? "" : " at \(path.joined().drop { $0 == "." })"
    }
    return switch error {
    case .keyNotFound(let key, let context): "'\(key.stringValue)' is missing\(place(context))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "a value is of the wrong type\(place(context))"
    default: "it is not valid JSON"
    }
  }
}

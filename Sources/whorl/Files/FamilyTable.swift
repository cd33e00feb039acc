/// The family of each model, from lines of name, tab, family; `#` starts a comment. A third field names
/// the model behind a corpus of it that was made with another prompt or setting, a fourth the lineage: the same
/// for models of which one is derived from another, or both from a third. `-` stands for the name itself.
struct FamilyTable {
  private let families: [String: String]
  private let identities: [String: String]
  private let lineages: [String: String]
  /// The names, in the order of the file.
  let names: [String]

  /// Reads a table.
  init(path: String) throws {
    let bytes = try InputBytes.read(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure("\(path) is not UTF-8 text")
    }
    var families: [String: String] = [:]
    var identities: [String: String] = [:]
    var lineages: [String: String] = [:]
    var names: [String] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard (2...4).contains(fields.count), fields.allSatisfy({ !$0.isEmpty }) else {
        throw CommandFailure("\(path):\(index + 1): not a name, a tab and a family")
      }
      guard families.updateValue(String(fields[1]), forKey: String(fields[0])) == nil else {
        throw CommandFailure("\(path):\(index + 1): '\(fields[0])' is there twice")
      }
      if fields.count > 2, fields[2] != "-" { identities[String(fields[0])] = String(fields[2]) }
      if fields.count > 3, fields[3] != "-" { lineages[String(fields[0])] = String(fields[3]) }
      names.append(String(fields[0]))
    }
    self.families = families
    self.identities = identities
    self.lineages = lineages
    self.names = names
  }

  /// The family of a model; nil if the table does not say.
  func family(of name: String) -> String? { families[name] }

  /// The model behind a name; the name itself if the table does not say.
  func identity(of name: String) -> String { identities[name] ?? name }

  /// The lineage of a model; its identity if the table does not say.
  func lineage(of name: String) -> String { lineages[name] ?? identity(of: name) }
}

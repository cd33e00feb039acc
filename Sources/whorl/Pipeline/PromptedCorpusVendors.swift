/// Who makes which reference: a file of lines `name<TAB>vendor`, with a third field for the family where
/// versions of one vendor are rivals of one another.
struct PromptedCorpusVendors {
  struct Entry {
    let vendor: String
    let family: String?
  }

  private var entries: [String: Entry] = [:]

  /// No vendors.
  init() {}

  /// Reads the file at `path`. Empty lines and lines that start with `#` are skipped.
  init(path: String) throws {
    let text = String(decoding: try InputBytes.read(path), as: UTF8.self)
    let lines = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }
    for (index, scalars) in lines.enumerated() {
      var line = String(scalars)
      if line.unicodeScalars.last == "\r" { line.unicodeScalars.removeLast() }
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard (2...3).contains(fields.count), fields.allSatisfy({ !$0.isEmpty }) else {
        throw CommandFailure(
          "\(path):\(index + 1) is not name<TAB>vendor or name<TAB>vendor<TAB>family: put tabs between "
            + "the fields")
      }
      guard entries[fields[0]] == nil else {
        throw CommandFailure("\(path):\(index + 1) names '\(fields[0])' again: keep one of the lines")
      }
      entries[fields[0]] = Entry(vendor: fields[1], family: fields.count == 3 ? fields[2] : nil)
    }
  }

  /// What the file says of the reference `name`.
  subscript(name: String) -> Entry? { entries[name] }
}

import RulePacks
import WhorlKit
import WhorlReporting
import Yams

/// A project file, `whorl.yml`, specified in `docs/project-file.md`.
struct ProjectFile {
  /// The name of the file that is looked for in the working directory.
  static let standardName = "whorl.yml"
  /// The keys at its top.
  static let keys =
    ["references", "suspects", "policy", "reports"]
    + SettingKey.allCases.filter { !$0.isPolicy }.map(\.rawValue)
  /// The keys of `policy`.
  static let policyKeys =
    ["fail-on", "inconclusive", "log10LR", "minimum-evidence", "rates", "findings"] + ratePacks
  /// The packs whose rates have a key of `policy` of their own.
  static let ratePacks = ["refusal", "hedging"]

  /// The path as given.
  let path: String
  /// The SHA-256 of its bytes.
  let digest: String
  /// Its settings, with the lines that they stand on; paths are made relative to the working directory.
  private(set) var settings: [SettingKey: Setting] = [:]
  /// Its references; empty where it names none.
  private(set) var references: [InputEntry] = []
  /// Its suspects; empty where it names none.
  private(set) var suspects: [InputEntry] = []
  /// Its reports, as `KIND=FILE`.
  private(set) var reports: [String] = []
  /// The part of its policy that only a project file can have.
  private(set) var policy = ComparePolicy()
  /// Where each threshold stands, in the order of `policy.thresholds`.
  private(set) var thresholdPlaces: [String] = []
  /// Where each limit of findings stands, in the order of `policy.findings`.
  private(set) var findingPlaces: [String] = []
  /// Where each limit of rates stands, in the order of `policy.rates`.
  private(set) var ratePlaces: [String] = []
  /// The line of `policy`, `references`, `suspects` and `reports`, where they are there.
  private(set) var lines: [String: Int] = [:]

  /// Reads and checks the file at `path`.
  init(path: String) throws {
    let bytes = try InputBytes.read(path)
    guard bytes.count <= 1 << 20 else {
      throw CommandFailure("\(path) is too large for a project file: it has more than 1 MiB")
    }
    let text: String
    switch YAMLText.decode(bytes) {
    case .success(let decoded): text = decoded
    case .failure(let flaw):
      throw CommandFailure("\(path):\(flaw.place.line):\(flaw.place.column): \(flaw.message)")
    }
    try self.init(text, path: path, digest: ContentDigest.sha256(bytes))
  }

  /// Reads and checks `text`.
  init(_ text: String, path: String, digest: String) throws {
    self.path = path
    self.digest = digest
    let document = try ProjectDocument(text, path: path)
    let top = try document.members(document.root, of: "a project file", keys: Self.keys)
    for (name, member) in top { lines[name] = document.line(member.key) }
    for key in SettingKey.allCases where !key.isPolicy {
      if let member = top[key.rawValue] { settings[key] = try setting(key, member, document) }
    }
    references = try top["references"].map { try entries($0.value, "reference", document) } ?? []
    suspects = try top["suspects"].map { try entries($0.value, "suspect", document) } ?? []
    if let reports = top["reports"] {
      for (kind, file) in try document.pairs(reports.value, of: "'reports'") {
        let kindName = kind.scalar?.string ?? ""
        guard ReportKind(rawValue: kindName) != nil else {
          throw document.failure(kind, ReportKind.unknown(kindName))
        }
        let file = try document.text(file, of: "the file of '\(kindName)'")
        self.reports.append("\(kindName)=\(file == "-" ? file : relative(file))")
      }
    }
    if let policy = top["policy"] { try read(policy: policy.value, document) }
  }

  private func setting(
    _ key: SettingKey, _ member: (key: Node, value: Node), _ document: ProjectDocument
  ) throws -> Setting {
    var texts = [member.value]
    if key.isList { texts = try document.elements(member.value, of: "'\(key.rawValue)'") }
    let parts = try texts.map { node in
      let text = try document.text(node, of: "'\(key.rawValue)'")
      guard !key.isList || !text.contains(",") else {
        throw document.failure(node, "'\(key.rawValue)' has '\(text)' with a comma in it: make it a list")
      }
      let isPath = key == .packs ? !Self.isShipped(text) : key.isPath && text != key.standard
      return Setting.Part(text: isPath ? relative(text) : text, place: document.place(node))
    }
    return setting(key, parts, line: document.line(member.key))
  }

  private func setting(_ key: SettingKey, _ parts: [Setting.Part], line: Int) -> Setting {
    Setting(
      text: parts.map(\.text).joined(separator: ","), origin: .project(file: path, line: line),
      key: key.rawValue, parts: parts)
  }

  /// Whether `pack` is one, or the word for some, that whorl brings along, and no path.
  private static func isShipped(_ pack: String) -> Bool {
    RulePack.shippedNames.contains(pack) || ["all", "none"].contains(pack)
  }

  /// A path in the file, which is relative to it, as seen from the working directory.
  private func relative(_ file: String) -> String {
    guard !file.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return file }
    return path[...slash] + file
  }

  private func entries(_ node: Node, _ role: String, _ document: ProjectDocument) throws -> [InputEntry] {
    try document.elements(node, of: "'\(role)s'").map { element in
      if element.scalar != nil {
        return InputEntry(
          paths: [relative(try document.text(element, of: "a \(role)"))], place: document.place(element))
      }
      let fieldKeys: [SettingKey] =
        [.textField, .promptField, .idField, .maxBad] + (role == "suspect" ? [.maker] : [])
      let members = try document.members(
        element, of: "a \(role)",
        keys: ["name", "path"] + (role == "reference" ? ["vendor"] : []) + fieldKeys.map(\.rawValue))
      guard let path = members["path"] else {
        throw document.failure(element, "a \(role) needs a 'path': a file, a directory or a pattern")
      }
      var entry = InputEntry(
        paths: try document.elements(path.value, of: "'path'").map {
          relative(try document.text($0, of: "'path'"))
        }, place: document.place(element))
      for (key, keyPath) in [("name", \InputEntry.name), ("vendor", \InputEntry.vendor)] {
        guard let member = members[key] else { continue }
        let text = try document.text(member.value, of: "'\(key)'")
        do { try ModelName.check(text, option: "'\(key)'") } catch {
          throw document.failure(member.value, CommandFailure(error).message)
        }
        entry[keyPath: keyPath] = text
      }
      for key in fieldKeys {
        if let member = members[key.rawValue] {
          entry.fields[key] = try document.text(member.value, of: "'\(key.rawValue)'")
        }
      }
      return entry
    }
  }

  private mutating func read(policy node: Node, _ document: ProjectDocument) throws {
    let members = try document.members(node, of: "'policy'", keys: Self.policyKeys)
    for key in SettingKey.allCases where key.isPolicy {
      guard let member = members[key.rawValue] else { continue }
      let parts = try document.elements(member.value, of: "'\(key.rawValue)'").map {
        Setting.Part(text: try document.text($0, of: "'\(key.rawValue)'"), place: document.place($0))
      }
      settings[key] = setting(key, parts, line: document.line(member.key))
    }
    if let thresholds = members["log10LR"] {
      for (key, value) in try document.pairs(thresholds.value, of: "'log10LR'") {
        try read(threshold: value, pattern: key, document)
      }
    }
    if let least = members["minimum-evidence"] {
      let counts = try document.members(
        least.value, of: "'minimum-evidence'", keys: ["documents", "tokens"])
      policy.minimumDocuments = try counts["documents"].map {
        try document.count($0.value, of: "'documents'")
      }
      policy.minimumTokens = try counts["tokens"].map { try document.count($0.value, of: "'tokens'") }
    }
    var rates = Self.ratePacks.compactMap { pack in members[pack].map { (pack, $0) } }
    if let own = members["rates"] {
      rates += try document.pairs(own.value, of: "'rates'").map {
        (try document.text($0.key, of: "a pack"), $0)
      }
    }
    for (pack, member) in rates {
      guard !policy.rates.contains(where: { $0.pack == pack }) else {
        throw document.failure(member.key, "the rate of '\(pack)' is limited twice")
      }
      ratePlaces.append(document.place(member.key))
      let bounds = try document.members(member.value, of: "'\(pack)'", keys: ["max-change", "max-rate"])
      policy.rates.append(
        ComparePolicy.RateLimit(
          pack: pack,
          maximumChange: try bounds["max-change"].map { try document.share($0.value, of: "'max-change'") },
          maximumRate: try bounds["max-rate"].map { try document.share($0.value, of: "'max-rate'") }))
    }
    if let findings = members["findings"] {
      for (key, value) in try document.pairs(findings.value, of: "'findings'") {
        try read(findingLimit: value, pattern: key, document)
      }
    }
  }

  private mutating func read(findingLimit node: Node, pattern: Node, _ document: ProjectDocument) throws {
    let name = try document.text(pattern, of: "a pattern of rules")
    let bounds = try document.members(node, of: "the limit of '\(name)'", keys: ["max", "severity"])
    guard let most = bounds["max"] else {
      throw document.failure(node, "the limit of '\(name)' has no max: give the most findings allowed")
    }
    let severity = try bounds["severity"].map { member in
      let text = try document.text(member.value, of: "'severity'")
      guard let severity = RuleSeverity(rawValue: text) else {
        let names = RuleSeverity.allCases.map(\.rawValue)
        let hint = NameSuggestion.hint(for: text, among: names)
        throw document.failure(
          member.value,
          "'severity' is '\(text)'" + (hint.isEmpty ? ": give \(names.joined(separator: ", "))" : hint))
      }
      return severity
    }
    policy.findings.append(
      ComparePolicy.FindingLimit(
        rules: NamePattern(name), severity: severity, maximum: try document.count(most.value, of: "'max'")))
    findingPlaces.append(document.place(pattern))
  }

  private mutating func read(threshold node: Node, pattern: Node, _ document: ProjectDocument) throws {
    let name = try document.text(pattern, of: "a pattern of references")
    let bounds = try document.members(node, of: "the threshold of '\(name)'", keys: ["min", "max"])
    guard !bounds.isEmpty else {
      throw document.failure(node, "the threshold of '\(name)' has no min or max")
    }
    let minimum = try bounds["min"].map { try document.number($0.value, of: "'min'") }
    let maximum = try bounds["max"].map { try document.number($0.value, of: "'max'") }
    if let minimum, let maximum, minimum > maximum {
      throw document.failure(node, "the threshold of '\(name)' has a min above its max")
    }
    policy.thresholds.append(
      ComparePolicy.Threshold(references: NamePattern(name), minimum: minimum, maximum: maximum))
    thresholdPlaces.append(document.place(pattern))
  }
}

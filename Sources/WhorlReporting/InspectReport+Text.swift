import WhorlKit

extension InspectReport {
  /// The report as text.
  public func text() -> String {
    let header = fingerprint.header
    var rows: [(String, String)] = [("name", header.name)]
    if let vendor = header.vendor { rows.append(("vendor", vendor)) }
    if let created = header.created { rows.append(("created", created)) }
    rows += [
      ("documents", NumberText.grouped(header.documents)),
      ("tokens", NumberText.grouped(header.tokens)),
      ("words", NumberText.grouped(header.words)),
      ("skipped", skippedText),
      ("replaced", "\(NumberText.grouped(header.replacedSequences)) invalid sequences"),
      (
        "halves",
        fingerprint.halves.map { NumberText.grouped($0.documents) }.joined(separator: " + ") + " documents"
      ),
      ("format", "\(Fingerprint.formatVersion), written by whorl \(header.toolVersion)"),
      (
        "vocabulary",
        "\(header.parameters.vocabularyName) (\(header.parameters.vocabularyDigest.prefix(16))…)"
      ),
      ("tokenizer", "\(header.parameters.tokenizer), Unicode \(header.parameters.unicode)"),
      ("normalisation", header.parameters.normalization),
      ("hash", "\(header.parameters.hash), seed \(header.parameters.seed)"),
    ]
    for length in ShingleLength.allCases {
      let sketch = fingerprint.sketches.pair(length).fracMinHash
      let estimate = sketch.distinctCountEstimate
      rows.append(
        (
          "\(length.rawValue)-word shingles",
          "about \(NumberText.grouped(UInt64(max(0, estimate.value.rounded())))) distinct, \(sketch.count) kept"
        ))
    }
    let packs = fingerprint.rules?.packs.map { "\($0.name) \($0.version)" }
    rows.append(("rule packs", packs.map { $0.joined(separator: ", ") } ?? "none counted"))
    if let shards = header.shards { rows.append(("shard", shards.text)) }
    for input in header.inputs {
      rows.append(
        ("input", "\(input.name), \(NumberText.grouped(input.bytes)) bytes, SHA-256 \(input.sha256)"))
      if let detected = input.detected { rows.append(("", detected)) }
    }
    let width = rows.map(\.0.count).max() ?? 0
    var lines = rows.map { name, value in
      name + String(repeating: " ", count: width - name.count + 2) + PrintableText.of(value)
    }
    for (channel, features) in standouts where !features.isEmpty {
      lines.append("")
      var table = TextTable([(channel.rawValue, .left), ("documents", .right), ("background", .right)])
      for feature in features {
        table.append([
          PrintableText.of(feature.text), NumberText.percent(feature.rate),
          NumberText.percent(feature.backgroundRate),
        ])
      }
      lines += table.lines(width: 100)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var skippedText: String {
    let skipped = fingerprint.header.skipped
    guard skipped.total > 0 else { return "0" }
    let reasons = skipped.byReason.filter { $0.count > 0 }.map { "\($0.count) \($0.words)" }
    return "\(NumberText.grouped(skipped.total)) (\(reasons.joined(separator: ", ")))"
  }
}

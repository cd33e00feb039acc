public import RulePacks

/// Packs and rules for people to read.
public enum RuleListing {
  /// A table of the rules of `set`.
  public static func table(of set: RuleSet, width: Int) -> String {
    var table = TextTable([
      ("Rule", .left), ("class", .left), ("scope", .left), ("weight", .right), ("severity", .left),
    ])
    for index in 0..<set.count {
      let rule = set.rule(at: index).rule
      table.append([
        set.name(at: index), rule.className, rule.scope.text,
        (rule.isAgainst ? "-" : "") + NumberText.fixed(rule.weight, 2), rule.severity.rawValue,
      ])
    }
    var lines = table.lines(width: width)
    lines.append("")
    for pack in set.packs {
      // Those of the table, without rules that have errors or were left out.
      let count = CountText.of((0..<set.count).count { set.rule(at: $0).pack.name == pack.name }, "rule")
      let text = "\(pack.name) \(pack.version): \(count). \(pack.description)"
      lines += WrappedText.lines(PrintableText.of(text), width: width)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One rule, with how it runs.
  public static func details(of index: Int, in set: RuleSet) -> String {
    let (pack, rule) = set.rule(at: index)
    var lines = ["\(set.name(at: index))  (\(pack.file):\(rule.place.line))"]
    func add(_ title: String, _ text: String) {
      guard !text.isEmpty else { return }
      lines.append(
        "  \(title)" + String(repeating: " ", count: max(1, 16 - title.count)) + PrintableText.of(text))
    }
    add("message", rule.message)
    add("class", rule.className + (rule.isAgainst ? " (against)" : ""))
    add("family", rule.family)
    add("language", rule.languages.joined(separator: ", "))
    switch rule.matcher {
    case .pattern(let source): add("regex", source.text)
    case .detector(let detector): add("detector", detector.text)
    }
    add("scope", rule.scope.text)
    add("weight", "\(rule.weight)" + (rule.prior == rule.weight ? "" : " (prior \(rule.prior))"))
    add("max_hits", "\(rule.maximumHits)")
    for entry in rule.guards {
      add("guard", "\(entry.pattern.text) (\(entry.side.rawValue), \(entry.window) characters)")
    }
    for (title, conditions) in [("requires", rule.requirements), ("excludes", rule.exclusions)] {
      for condition in conditions {
        switch condition.target {
        case .rule(let id): add(title, "rule \(id) (\(condition.within.rawValue))")
        case .pattern(let source): add(title, "\(source.text) (\(condition.within.rawValue))")
        }
      }
    }
    if rule.quotePolicy != .any { add("quote_policy", rule.quotePolicy.rawValue) }
    if rule.ownerPolicy != .any { add("owner", rule.ownerPolicy.rawValue) }
    add(
      "normalize",
      RuleNormalization.named.filter { rule.normalization.contains($0.step) }.map(\.name).joined(
        separator: ", "))
    add("severity", rule.severity.rawValue)
    add("runs", set.execution(at: index))
    for example in rule.matches { add("matches", example.text) }
    for example in rule.nonMatches { add("nonMatches", example.text) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// An example that failed, with the span that should not be a hit.
  public static func text(of failure: RuleSelfTest.Failure, in set: RuleSet) -> String {
    let mistake = mistake(failure, in: set)
    var lines = [PrintableText.of("\(mistake)"), "    " + oneLine(failure.example.text)]
    if let hit = failure.hits.first {
      let bytes = Array(failure.example.text.utf8)
      let before = String(decoding: bytes[..<hit.range.lowerBound], as: UTF8.self)
      let span = String(decoding: bytes[hit.range], as: UTF8.self)
      let width = max(1, DisplayWidth.of(oneLine(span)))
      lines.append(
        "    " + String(repeating: " ", count: DisplayWidth.of(oneLine(before)))
          + String(repeating: "^", count: width) + " bytes \(hit.range.lowerBound)..<\(hit.range.upperBound)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A text on one line: line ends become an arrow, tabs a space.
  private static func oneLine(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result.append("↵")
      case "\r": continue
      case "\t": result.append(" ")
      default: result.append(scalar)
      }
    }
    return PrintableText.of(String(result))
  }

  /// A failed example as a mistake of its pack.
  public static func mistake(_ failure: RuleSelfTest.Failure, in set: RuleSet) -> PackMistake {
    let (pack, rule) = set.rule(at: failure.rule)
    let message: String
    if let reason = failure.givenUp {
      message = "rule '\(rule.id)' was given up in its example: \(reason.text)"
    } else if failure.isPositive {
      message = "rule '\(rule.id)' has no hit in its example under 'matches'"
    } else {
      let bytes = Array(failure.example.text.utf8)
      let span = failure.hits.first.map { String(decoding: bytes[$0.range], as: UTF8.self) } ?? ""
      message = "rule '\(rule.id)' has a hit in its example under 'nonMatches': \"\(oneLine(span))\""
    }
    return PackMistake(file: pack.file, place: failure.example.place, message: message)
  }
}

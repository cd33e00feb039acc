internal import Yams

extension PackReader {
  private static let ruleKeys = [
    "id", "family", "class", "language", "regex", "detector", "with", "scope", "sentences", "polarity",
    "weight", "prior", "fixed", "max_hits", "requires", "excludes", "negation_guard", "hypothetical_guard",
    "quote_policy", "normalize", "owner", "severity", "message", "matches", "nonMatches",
  ]
  private static let guardKeys = ["regex", "window", "side"]
  private static let scopes = ["lead-sentence", "first-sentences", "tail", "anywhere"]

  private enum Polarity: String, CaseIterable {
    case `for`, against
  }

  mutating func readGuards(_ fields: PackFields) {
    guard let node = fields["guards"],
      let members = self.fields(node, what: "'guards'", keys: [])
    else { return }
    for member in members.all {
      if let entry = self.fields(member.value, what: "a guard", keys: Self.guardKeys) {
        guards[member.key] = ruleGuard(entry)
      }
    }
  }

  private mutating func ruleGuard(_ fields: PackFields) -> RuleGuard? {
    guard let pattern = pattern(fields, "regex") else {
      if fields["regex"] == nil { note(fields.place, "'regex' is missing in a guard") }
      return nil
    }
    return RuleGuard(
      pattern: pattern, window: integer(fields, "window", in: 1...500) ?? RuleGuard.standardWindow,
      side: choice(fields, "side", RuleGuard.Side.self) ?? .before)
  }

  private mutating func guardReference(_ fields: PackFields, _ key: String) -> RuleGuard? {
    guard let node = fields[key] else { return nil }
    if let scalar = node.scalar, !scalar.isNull {
      if let found = guards[scalar.string] { return found }
      noteChoice(node.place, "guard of the pack", scalar.string, guards.keys.sorted())
      return nil
    }
    return self.fields(node, what: "a guard", keys: Self.guardKeys).flatMap { ruleGuard($0) }
  }

  mutating func readRules(_ fields: PackFields) -> [PackRule] {
    guard fields["rules"] != nil else {
      note(fields.place, "'rules' is missing in a pack")
      return []
    }
    var rules: [PackRule] = []
    var places: [String: PackPlace] = [:]
    let nodes = list(fields, "rules")
    if nodes.isEmpty, let node = fields["rules"], case .sequence = node { noteNoRules(node.place, fields) }
    for node in nodes {
      let mistakesBefore = mistakes.count
      guard let rule = rule(node) else { continue }
      if let other = places[rule.id] {
        note(rule.place, "the rule id '\(rule.id)' is there twice, first in line \(other.line): rename one")
        continue
      }
      places[rule.id] = rule.place
      let isWrong = mistakes[mistakesBefore...].contains { $0.level == .error }
      if !isWrong { rules.append(rule) }
    }
    checkRuleReferences(rules, known: places.keys.sorted())
    return rules
  }

  /// What a program wrote that found nothing, and says so, is a result that can be read; of a person's pack the
  /// rules are missing.
  private mutating func noteNoRules(_ place: PackPlace, _ fields: PackFields) {
    if case .mapping(let fitted)? = fields["fitted"], fitted["is_strong"]?.scalar?.string == "false" {
      note(
        place, "the pack has no rules, as none were found when it was made: it has no hits in any text",
        .warning, concernsPack: true)
    } else {
      note(place, "the pack has no rules: list some")
    }
  }

  private mutating func checkRuleReferences(_ rules: [PackRule], known: [String]) {
    for rule in rules {
      for condition in rule.requirements + rule.exclusions {
        if case .rule(let id) = condition.target, !known.contains(id) || id == rule.id {
          noteChoice(condition.place, "other rule of the pack", id, known.filter { $0 != rule.id })
        }
      }
    }
  }

  private mutating func rule(_ node: Node) -> PackRule? {
    guard let fields = fields(node, what: "a rule", keys: Self.ruleKeys) else { return nil }
    let id = identifier(fields, "id")
    let className = identifier(fields, "class")
    if let className, let classNames, !classNames.contains(className) {
      noteChoice(fields["class"]?.place ?? fields.place, "class of the pack", className, classNames.sorted())
    }
    let matcher = matcher(fields)
    let weight = number(fields, "weight", atLeast: 0)
    let prior = number(fields, "prior", atLeast: 0)
    var guards: [RuleGuard] = []
    for key in ["negation_guard", "hypothetical_guard"] {
      if let found = guardReference(fields, key) { guards.append(found) }
    }
    let rule = PackRule(
      id: id ?? "", family: text(fields, "family") ?? "", className: className ?? "",
      languages: texts(fields, "language") ?? languages,
      matcher: matcher ?? .detector(.mojibake), scope: scope(fields),
      isAgainst: choice(fields, "polarity", Polarity.self) == .against, weight: weight ?? 1,
      prior: prior ?? weight ?? 1, isFixed: boolean(fields, "fixed") ?? false,
      maximumHits: integer(fields, "max_hits", in: 1...1000) ?? 1,
      requirements: conditions(fields, "requires"), exclusions: conditions(fields, "excludes"),
      guards: guards, quotePolicy: choice(fields, "quote_policy", QuotePolicy.self) ?? .any,
      normalization: normalization(fields, "normalize") ?? normalization,
      ownerPolicy: choice(fields, "owner", OwnerPolicy.self) ?? .any,
      severity: choice(fields, "severity", RuleSeverity.self) ?? .info,
      message: text(fields, "message") ?? "", matches: examples(fields, "matches"),
      nonMatches: examples(fields, "nonMatches"), place: fields.place,
      weightPlace: fields["weight"]?.place, hasPrior: fields["prior"] != nil)
    guard id != nil, className != nil, matcher != nil else { return nil }
    if rule.matches.count < 2 || rule.nonMatches.count < 2 {
      note(
        fields.place,
        "rule '\(rule.id)' has \(rule.matches.count) positive and \(rule.nonMatches.count) negative "
          + "examples: give at least two of each (matches, nonMatches)", .warning)
    }
    return rule
  }

  private mutating func scope(_ fields: PackFields) -> RuleScope {
    let sentences = integer(fields, "sentences", in: 1...20)
    let name = text(fields, "scope") ?? "anywhere"
    if let node = fields["sentences"], name != "first-sentences", name != "tail" {
      note(node.place, "'sentences' goes with the scopes first-sentences and tail only")
    }
    switch name {
    case "anywhere": return .anywhere
    case "lead-sentence": return .firstSentences(1)
    case "first-sentences": return .firstSentences(sentences ?? 3)
    case "tail": return .tail(sentences ?? 1)
    default:
      noteChoice(fields["scope"]?.place ?? fields.place, "scope", name, Self.scopes)
      return .anywhere
    }
  }

  private mutating func conditions(_ fields: PackFields, _ key: String) -> [RuleCondition] {
    list(fields, key).compactMap { node in
      if let scalar = node.scalar, !scalar.isNull {
        return RuleCondition(target: .rule(scalar.string), within: .text, place: node.place)
      }
      guard let entry = self.fields(node, what: "an entry of '\(key)'", keys: ["rule", "regex", "within"])
      else { return nil }
      guard entry.has("rule") != entry.has("regex") else {
        note(entry.place, "an entry of '\(key)' needs either 'rule' or 'regex'")
        return nil
      }
      let within = choice(entry, "within", RuleCondition.Extent.self)
      if let id = text(entry, "rule") {
        return RuleCondition(
          target: .rule(id), within: within ?? .text, place: entry["rule"]?.place ?? entry.place)
      }
      return pattern(entry, "regex").map {
        RuleCondition(target: .pattern($0), within: within ?? .sentence, place: $0.place)
      }
    }
  }

  private mutating func examples(_ fields: PackFields, _ key: String) -> [RuleExample] {
    list(fields, key).compactMap { node in
      if let scalar = node.scalar, !scalar.isNull {
        return RuleExample(text: scalar.string, maker: nil, place: node.place)
      }
      guard case .mapping = node,
        let entry = self.fields(node, what: "an example", keys: ["text", "maker"]),
        let text = requiredText(entry, "text")
      else {
        if case .mapping = node {
        } else {
          note(node.place, "an example must be text; this is \(node.kindName): put it in quotes")
        }
        return nil
      }
      return RuleExample(text: text, maker: self.text(entry, "maker"), place: node.place)
    }
  }

  private mutating func matcher(_ fields: PackFields) -> PackRule.Matcher? {
    guard fields.has("regex") != fields.has("detector") else {
      note(fields.place, "a rule needs either 'regex' or 'detector'")
      return nil
    }
    if fields.has("regex") {
      if let node = fields["with"] { note(node.place, "'with' goes with 'detector' only") }
      return pattern(fields, "regex").map { .pattern($0) }
    }
    for key in [
      "scope", "sentences", "normalize", "negation_guard", "hypothetical_guard", "owner", "quote_policy",
    ] {
      if let node = fields[key] { note(node.place, "'\(key)' does not go with 'detector'") }
    }
    return detector(fields).map { .detector($0) }
  }

  private mutating func detector(_ fields: PackFields) -> BuiltInDetector? {
    guard let name = text(fields, "detector") else { return nil }
    let keys: [String]
    switch name {
    case "repeated-sentence": keys = ["min_words", "min_count"]
    case "truncated-ending": keys = ["min_words"]
    case "script-leak": keys = ["script", "share", "min_letters"]
    case "mojibake": keys = []
    case "word-count": keys = ["at_least", "at_most"]
    default:
      noteChoice(fields["detector"]?.place ?? fields.place, "detector", name, BuiltInDetector.names)
      return nil
    }
    var parameters = PackFields(what: "'with'", place: fields.place, members: [])
    if let node = fields["with"] {
      guard !keys.isEmpty else {
        note(node.place, "the detector '\(name)' has no parameters")
        return nil
      }
      guard let read = self.fields(node, what: "'with' of \(name)", keys: keys) else { return nil }
      parameters = read
    }
    let count = 1...1_000_000
    switch name {
    case "repeated-sentence":
      return .repeatedSentence(
        minimumWords: integer(parameters, "min_words", in: count) ?? 5,
        minimumCount: integer(parameters, "min_count", in: 2...1000) ?? 2)
    case "truncated-ending":
      return .truncatedEnding(minimumWords: integer(parameters, "min_words", in: count) ?? 6)
    case "script-leak":
      let share = number(parameters, "share", atLeast: 0) ?? 0.9
      return .scriptLeak(
        script: choice(parameters, "script", WritingScript.self) ?? .han, share: min(share, 1),
        minimumLetters: integer(parameters, "min_letters", in: count) ?? 40)
    case "mojibake": return .mojibake
    default:
      let least = integer(parameters, "at_least", in: 0...Int.max) ?? 0
      let most = integer(parameters, "at_most", in: 0...Int.max) ?? .max
      guard least <= most else {
        note(parameters.place, "'at_most' is less than 'at_least'")
        return nil
      }
      return .wordCount(least...most)
    }
  }
}

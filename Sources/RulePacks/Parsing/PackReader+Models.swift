internal import Yams

extension PackReader {
  mutating func owner(_ node: Node) -> PackOwner? {
    guard let fields = fields(node, what: "an owner", keys: ["name", "names", "models"]) else { return nil }
    guard let name = identifier(fields, "name") else { return nil }
    let names = texts(fields, "names") ?? []
    if names.isEmpty { note(fields.place, "'names' is missing in an owner: list what texts call it") }
    return PackOwner(name: name, names: names, models: texts(fields, "models") ?? [])
  }

  /// A name must not belong to two makers.
  mutating func checkOwners(_ owners: [PackOwner], place: PackPlace) {
    var holders: [String: String] = [:]
    for owner in owners {
      for name in Set((owner.names + owner.models).map(OwnerNames.key)).sorted() {
        if name.isEmpty {
          note(place, "owner '\(owner.name)' has a name without letters or digits")
        } else if let other = holders[name] {
          note(
            place, "the name '\(name)' belongs to the owners '\(other)' and '\(owner.name)': leave one out")
        }
        holders[name] = owner.name
      }
    }
  }

  mutating func readClasses(_ fields: PackFields) -> [PackClass] {
    var classes: [PackClass] = []
    for node in list(fields, "classes") {
      guard let entry = self.fields(node, what: "a class", keys: ["name", "description"]),
        let name = identifier(entry, "name")
      else { continue }
      if classes.contains(where: { $0.name == name }) {
        note(entry.place, "the class '\(name)' is there twice: leave one out")
        continue
      }
      classes.append(PackClass(name: name, description: text(entry, "description") ?? ""))
    }
    if fields["classes"] != nil { classNames = Set(classes.map(\.name)) }
    return classes
  }

  mutating func readScores(
    _ fields: PackFields, classes: [String]
  ) -> [(model: ScoreModel, interceptPlace: PackPlace?)] {
    var scores: [(model: ScoreModel, interceptPlace: PackPlace?)] = []
    for node in list(fields, "scores") {
      guard
        let entry = self.fields(node, what: "a score", keys: ["name", "intercept", "classes", "positive"]),
        let name = identifier(entry, "name")
      else { continue }
      if classes.contains(name) || scores.contains(where: { $0.model.name == name }) {
        note(entry.place, "'\(name)' is the name of another score or class: give this score its own")
        continue
      }
      var coefficients: [(name: String, value: Double)] = []
      if let node = entry["classes"],
        let members = self.fields(node, what: "'classes' of a score", keys: classes)
      {
        for member in members.all {
          if let value = number(member.value, member.key) { coefficients.append((member.key, value)) }
        }
      } else if entry["classes"] == nil {
        note(entry.place, "'classes' is missing in a score: name each class with its coefficient")
      }
      let model = ScoreModel(
        name: name, intercept: number(entry, "intercept") ?? 0, coefficients: coefficients,
        positiveLabels: texts(entry, "positive") ?? [], place: entry.place)
      scores.append((model, entry["intercept"]?.place))
    }
    return scores
  }

  mutating func readLabels(_ fields: PackFields, names: [String]) -> [LabelRule] {
    var labels: [LabelRule] = []
    for node in list(fields, "labels") {
      guard let entry = self.fields(node, what: "a label", keys: ["label", "aliases", "when"]),
        let label = identifier(entry, "label")
      else { continue }
      var conditions: [LabelRule.Condition] = []
      for node in list(entry, "when") {
        if let condition = labelCondition(node, names: names) { conditions.append(condition) }
      }
      labels.append(
        LabelRule(label: label, aliases: texts(entry, "aliases") ?? [], conditions: conditions))
    }
    return labels
  }

  private mutating func labelCondition(_ node: Node, names: [String]) -> LabelRule.Condition? {
    let text = node.scalar?.string ?? ""
    for comparison in [LabelRule.Condition.Comparison.atLeast, .atMost, .above, .below] {
      let parts = text.split(
        separator: comparison.rawValue, maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      let name = String(parts[0].trimmingSpaces)
      guard let bound = Double(parts[1].trimmingSpaces), bound.isFinite else { break }
      guard names.contains(name) else {
        noteChoice(node.place, "score or class", name, names)
        return nil
      }
      return LabelRule.Condition(name: name, comparison: comparison, bound: bound)
    }
    note(node.place, "'\(text)' is no condition: write a score or class, >=, >, <= or <, and a number")
    return nil
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var result = self
    while result.first == " " { result.removeFirst() }
    while result.last == " " { result.removeLast() }
    return result
  }
}

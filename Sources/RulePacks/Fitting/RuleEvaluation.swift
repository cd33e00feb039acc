/// How well a pack's labels agree with labels that people gave, with weights that did not see the text's group.
public struct RuleEvaluation: Sendable {
  /// The agreement in one group, or in all.
  public struct Row: Sendable {
    /// The group; `all` for all of them.
    public let group: String
    /// With weights fitted to the other groups.
    public var fitted = LabelAgreement()
    /// With the weights of the pack.
    public var shipped = LabelAgreement()
    /// With ``RefusalKeywords``.
    public var keywords = LabelAgreement()
  }

  /// A text.
  public struct Item: Sendable {
    /// What its scan gave, its label and its group.
    public let observation: RuleObservation
    /// Whether keywords call it a refusal.
    public let hasKeyword: Bool
    /// Whether it is mainly Chinese.
    public let isChinese: Bool

    /// A text.
    public init(observation: RuleObservation, hasKeyword: Bool, isChinese: Bool) {
      self.observation = observation
      self.hasKeyword = hasKeyword
      self.isChinese = isChinese
    }
  }

  /// All texts together.
  public private(set) var pooled = Row(group: "all")
  /// Each group, by name.
  public private(set) var groups: [Row] = []
  /// English and Chinese texts, as far as there are some.
  public private(set) var languages: [Row] = []
  /// The labels that count as positive.
  public let positive: Set<String>
  /// The pack's labels.
  public let labels: [String]
  /// Whether weights were fitted to other groups for every group; otherwise the pack's own took their place.
  public private(set) var isFitted = true
  /// Texts whose label the pack does not know.
  public private(set) var unknownLabels: [String: Int] = [:]

  /// Evaluates `pack` on `items`, leaving out one group at a time.
  ///
  /// - Complexity: One fit a group; see ``RuleFit``.
  public init(_ pack: RulePack, _ items: [Item], strength: Double = RuleFit.standardStrength) {
    labels = pack.labels.map(\.label)
    positive = Set(pack.scores.first?.positiveLabels ?? Array(labels.prefix(1)))
    let shipped = RuleFit(pack)
    var english = Row(group: "English")
    var chinese = Row(group: "Chinese")
    let names = Set(items.map(\.observation.group)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let known = items.filter { pack.canonicalLabel($0.observation.label) != nil }
    for item in items where pack.canonicalLabel(item.observation.label) == nil {
      unknownLabels[item.observation.label, default: 0] += 1
    }
    for name in names {
      let others = known.filter { $0.observation.group != name }.map(\.observation)
      let canFit = !others.isEmpty && !pack.scores.isEmpty
      isFitted = isFitted && canFit
      let fit = canFit ? RuleFit(pack, to: others, strength: strength) : shipped
      var row = Row(group: name)
      for item in known where item.observation.group == name {
        let truth = pack.canonicalLabel(item.observation.label) ?? ""
        let fitted = fit.label(of: item.observation)
        let asShipped = shipped.label(of: item.observation)
        let keyword = item.hasKeyword ? labels.first { $0 == "refusal" } ?? labels.first : labels.last
        for change in [\Row.fitted, \Row.shipped, \Row.keywords] {
          let given = change == \Row.fitted ? fitted : change == \Row.shipped ? asShipped : keyword
          row[keyPath: change].add(truth: truth, given: given)
          pooled[keyPath: change].add(truth: truth, given: given)
          if item.isChinese {
            chinese[keyPath: change].add(truth: truth, given: given)
          } else {
            english[keyPath: change].add(truth: truth, given: given)
          }
        }
      }
      groups.append(row)
    }
    if chinese.fitted.count > 0 { languages = [english, chinese] }
  }

  /// Spearman's rank correlation of true and given rates of positive labels over groups; nil for fewer than
  /// three groups or equal rates.
  public func rateCorrelation(_ agreement: KeyPath<Row, LabelAgreement>) -> Double? {
    let rates = groups.map { $0[keyPath: agreement].rates(positive: positive) }
    guard rates.count >= 3 else { return nil }
    let a = Self.ranks(rates.map(\.truth))
    let b = Self.ranks(rates.map(\.given))
    let mean = Double(a.count + 1) / 2
    var (product, squareA, squareB) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
      product += (x - mean) * (y - mean)
      squareA += (x - mean) * (x - mean)
      squareB += (y - mean) * (y - mean)
    }
    return squareA > 0 && squareB > 0 ? product / (squareA * squareB).squareRoot() : nil
  }

  /// Ranks from 1, ties at their mean.
  private static func ranks(_ values: [Double]) -> [Double] {
    values.map { value in
      Double(values.count { $0 < value }) + Double(values.count { $0 == value } + 1) / 2
    }
  }
}

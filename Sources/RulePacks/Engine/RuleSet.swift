import PatternMatching
import Synchronization
import WhorlKit

/// The rules of some packs, compiled: what texts are scanned with.
///
/// ```swift
/// let set = RuleSet([pack])
/// var scanner = RuleScanner(set)
/// let scan = scanner.scan(text.span)
/// let judgement = set.judgement(of: scan)
/// ```
///
/// Constant and shared by threads, each with a ``RuleScanner`` of its own.
public struct RuleSet: Sendable {
  /// The rules of one normalisation of the text.
  struct ViewGroup: Sendable {
    let steps: RuleNormalization
    let rules: [Int]
    /// Those of `rules` that run whatever the text, and those of them that may match ASCII alone.
    private let unfiltered: [Int]
    private let unfilteredInASCII: [Int]
    private let searchCache: SearchCache

    init(steps: RuleNormalization, indices: [Int], _ allRules: [CompiledRule]) {
      self.steps = steps
      rules = indices
      unfiltered = indices.filter { allRules[$0].required.isEmpty }
      unfilteredInASCII = unfiltered.filter { !allRules[$0].isBeyondASCII }
      searchCache = SearchCache(indices, allRules)
    }

    /// Those of `rules` that run whatever stands in a text.
    func unfiltered(isASCII: Bool) -> [Int] { isASCII ? unfilteredInASCII : unfiltered }

    /// What finds where the others may match.
    var searches: [StartSearch] { searchCache.searches }
  }

  /// The searches of a group, made when they are first needed: few texts need those of all groups.
  private final class SearchCache: Sendable {
    private let indices: [Int]
    private let rules: [CompiledRule]
    private let made = Mutex<[StartSearch]?>(nil)

    init(_ indices: [Int], _ rules: [CompiledRule]) { (self.indices, self.rules) = (indices, rules) }

    var searches: [StartSearch] {
      made.withLock { made in
        if let made { return made }
        let searches = StartSearch.searches(for: indices, rules)
        made = searches
        return searches
      }
    }
  }

  /// The packs, in the order given.
  public let packs: [RulePack]
  /// What is wrong with the patterns of the packs.
  public let mistakes: [PackMistake]
  let rules: [CompiledRule]
  /// The scope of each rule, without the rest of it, which is rarely in the cache.
  let scopes: [RuleScope]
  let groups: [ViewGroup]
  /// The rules of all groups as one, for texts that every normalisation leaves as they are; nil if that is of no
  /// use.
  let unitedGroup: ViewGroup?
  let detectors: [Int]
  /// Whether a detector looks at all sentences of a text.
  let needsSentences: Bool
  let owners: [OwnerNames]
  let plan: JudgementPlan
  /// The number of required texts of each rule.
  let partCounts: [Int]
  /// The place among ``RuleSums`` of the label of refusals; nil if no pack tells them.
  let refusalEntry: Int?
  /// The rules' names in results, and the hashes of these: made once and not for every hit.
  private let names: [String]
  private let nameHashes: [UInt64]

  /// Compiles the rules of `packs`; those whose patterns are wrong are left out and noted.
  ///
  /// - Parameters:
  ///   - packs: The packs, whose order is that of the rules.
  ///   - isDisabled: Whether a rule, as `pack/rule`, is left out.
  public init(_ packs: [RulePack], isDisabled: (String) -> Bool = { _ in false }) {
    var rules: [CompiledRule] = []
    var mistakes: [PackMistake] = []
    var owners: [OwnerNames] = []
    for (packIndex, pack) in packs.enumerated() {
      var compiler = RuleCompiler(pack)
      var compiled: [CompiledRule] = []
      for rule in pack.rules where !isDisabled("\(pack.name)/\(rule.id)") {
        if let rule = compiler.compile(rule, packIndex: packIndex) { compiled.append(rule) }
      }
      let indices = Dictionary(
        compiled.enumerated().map { ($0.element.rule.id, rules.count + $0.offset) },
        uniquingKeysWith: { a, _ in a })
      for index in compiled.indices {
        let rule = compiled[index].rule
        // A rule that cannot have what it needs has no hits; its place is kept.
        compiled[index] = compiled[index].with(
          compiler.conditions(of: rule, indices: indices) ?? [
            CompiledRule.Condition(target: .rule(-1), within: .text, isRequired: true)
          ])
      }
      rules += compiled
      mistakes += compiler.mistakes
      owners.append(compiler.names)
    }
    self.packs = packs
    self.rules = rules
    scopes = rules.map(\.scope)
    self.mistakes = mistakes
    self.owners = owners
    detectors = rules.indices.filter { if case .detector = rules[$0].matcher { true } else { false } }
    needsSentences = rules.contains {
      if case .detector(.repeatedSentence) = $0.matcher { true } else { false }
    }
    groups = Self.groups(rules)
    // One search that looks at every byte would take longer than one that does and one that does not.
    unitedGroup =
      groups.count > 1 && rules.allSatisfy { $0.required.allSatisfy { $0.isAnchored } }
      ? ViewGroup(steps: [], indices: groups.flatMap(\.rules).sorted(), rules) : nil
    let plan = JudgementPlan(packs, rules)
    let firstLabel = rules.count + plan.classCount
    refusalEntry = plan.label("refusal", of: "refusal", in: packs).map { firstLabel + $0 }
    self.plan = plan
    partCounts = rules.map { $0.required.count }
    names = rules.map { "\(packs[$0.packIndex].name)/\($0.rule.id)" }
    nameHashes = names.map { StableHash.text($0, seed: 0) }
  }

  /// The number of rules that can be run.
  public var count: Int { rules.count }

  /// The texts that the shared prefilter looks for.
  public var literalCount: Int { groups.reduce(0) { $0 + $1.searches.reduce(0) { $0 + $1.filter.count } } }

  /// The rule at `index`, and its pack.
  public func rule(at index: Int) -> (pack: RulePack, rule: PackRule) {
    (packs[rules[index].packIndex], rules[index].rule)
  }

  /// The name of the rule at `index` in results: `pack/rule`.
  public func name(at index: Int) -> String { names[index] }

  /// The `StableHash` of the name of the rule at `index`.
  public func nameHash(at index: Int) -> UInt64 { nameHashes[index] }

  /// Whether any pack has an owner that goes by `name`.
  public func knowsMaker(_ name: String) -> Bool {
    owners.contains { $0.owner(named: name) != nil }
  }

  /// The plain names of the makers of all packs.
  public var makers: [String] {
    Array(Set(packs.flatMap { $0.owners.map(\.name) })).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func groups(_ rules: [CompiledRule]) -> [ViewGroup] {
    var byStep: [RuleNormalization: [Int]] = [:]
    for (index, rule) in rules.enumerated() {
      if case .pattern = rule.matcher { byStep[rule.rule.normalization.textual, default: []].append(index) }
    }
    return byStep.keys.sorted { $0.rawValue < $1.rawValue }.map { steps in
      ViewGroup(steps: steps, indices: byStep[steps] ?? [], rules)
    }
  }
}

extension RuleSet {
  /// How the rule at `index` is run, in words.
  public func execution(at index: Int) -> String {
    let rule = rules[index]
    guard case .pattern(_, let plan) = rule.matcher else { return "as a detector, on every text" }
    let literals = rule.required.map { required in
      required.texts.prefix(8).map { "\"\(String(decoding: $0.bytes, as: UTF8.self))\"" }
        .joined(separator: ", ")
        + (required.texts.count > 8 ? ", …" : "")
    }.joined(separator: " and ")
    return switch plan {
    case .windows(let reach, _): "around \(literals), in windows of \(reach) bytes"
    case .scope where rule.isBeyondASCII:
      "on every text that is not ASCII alone, as it requires no literal text"
    case .scope: "on every text, as it requires no literal text"
    case .lines(true, _): "line by line, in lines with \(literals)"
    case .lines(false, _) where rule.isBeyondASCII:
      "line by line on every text that is not ASCII alone, as it requires no literal text"
    case .lines(false, _): "line by line on every text, as it requires no literal text"
    }
  }
}

extension RuleSet {
  /// The maker of the model that goes by `name`, as far as a name of an owner or of one of its models stands in
  /// it; the longest counts.
  public func maker(ofModel name: String) -> String? {
    let key = OwnerNames.key(name)
    var best: (maker: String, length: Int)?
    for owner in packs.flatMap(\.owners) {
      for candidate in [owner.name] + owner.names + owner.models {
        let part = OwnerNames.key(candidate)
        if part.count >= 3, key.contains(part), part.count > best?.length ?? 0 {
          best = (owner.name, part.count)
        }
      }
    }
    return best?.maker
  }
}

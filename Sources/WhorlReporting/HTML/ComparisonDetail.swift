import WhorlKit

/// All that is known of one comparison: channels, features, phrases, rates of rules.
struct ComparisonDetail {
  private let comparison: ComparisonResult
  private let strip: EvidenceStrip
  private let isOpen: Bool

  /// The details of `comparison`, folded unless `isOpen`.
  init(_ comparison: ComparisonResult, strip: EvidenceStrip, isOpen: Bool) {
    self.comparison = comparison
    self.strip = strip
    self.isOpen = isOpen
  }

  /// The details; empty if there are none.
  var markup: HTMLFragment {
    let parts = HTMLFragment([rateGaps, channels, features, rules, phrases, limits])
    guard parts.size > 0 else { return "" }
    let state: HTMLFragment = isOpen ? " open=\"\"" : ""
    return """
      <details\(state)><summary>What speaks for and against <strong>\(comparison.reference)</strong></summary>
      \(parts)</details>

      """
  }

  private func table(_ label: String, caption: String, head: HTMLFragment, rows: [HTMLFragment])
    -> HTMLFragment
  {
    """
    <div class="scroll" tabindex="0" role="region" aria-label="\(label)">
    <table class="wide-table"><caption>\(caption)</caption>
    <thead><tr>\(head)</tr></thead>
    <tbody>
    \(HTMLFragment(rows))</tbody>
    </table>
    </div>

    """
  }

  private var channels: HTMLFragment {
    guard !comparison.channels.isEmpty else { return "" }
    let hasRatio = comparison.channels.contains { $0.log10LR != nil }
    let longest =
      hasRatio ? strip.limit : comparison.channels.map { abs($0.rawScore) }.max() ?? 1
    let rows = comparison.channels.map { channel -> HTMLFragment in
      let value = hasRatio ? channel.log10LR : channel.rawScore
      return """
        <tr><th scope="row" class="name">\(channel.name)<br/><span class="muted small">\
        \(Self.meaning(of: channel.name))</span></th><td class="num">\(NumberText.signed(value, 1))</td>\
        <td class="strip-cell">\(value.map { strip.bar($0, longest: longest) } ?? "no likelihood ratio")</td></tr>

        """
    }
    return table(
      "Channels against \(comparison.reference)",
      caption: "Each channel alone. They overlap, so that they do not add up.",
      head: """
        <th scope="col">Channel</th><th scope="col" class="num">\(hasRatio ? "log10 LR" : "score")</th>\
        <th scope="col" class="strip-cell">\(strip.sides)</th>
        """, rows: rows)
  }

  /// What a channel counts, in a few words.
  static func meaning(of channel: String) -> String {
    switch channel {
    case "w1": "words"
    case "w2": "pairs of words"
    case "d3": "function words and punctuation, in threes"
    case "d5": "function words and punctuation, in fives"
    case "c4": "four characters in a row"
    case "pos": "how answers begin and end"
    case "format": "layout, punctuation, casing"
    case "rules": "hits of rule packs"
    default: ""
    }
  }

  /// A feature as people read it: the rates of layout have names of identifiers.
  static func shown(_ feature: FeatureContribution) -> String {
    let text = PassageInContext.oneLine(feature.text)
    guard feature.channel == "format" else { return text }
    return text.map { $0.isASCII && $0.isUppercase ? " \($0.lowercased())" : String($0) }.joined()
  }

  private var features: HTMLFragment {
    guard let explanation = comparison.explanation else { return "" }
    return contributions(
      explanation.features, title: "Features", noun: "Feature",
      caption:
        "Features that contribute most to the score of \(NumberText.signed(comparison.rawScore, 1)) nats, "
        + "and the share of documents that hold them. Everything else together, the constant for the numbers of "
        + "documents included: "
        + "\(NumberText.signed(explanation.remainder, 1)).")
  }

  private var rules: HTMLFragment {
    contributions(
      comparison.explanation?.rules ?? [], title: "Rules", noun: "Rule or class",
      caption:
        "Rules that contribute most to the channel of rules, and the share of documents in which they hold. The "
        + "score of the features does not see them.")
  }

  private func contributions(
    _ list: [FeatureContribution], title: String, noun: String, caption: String
  ) -> HTMLFragment {
    guard !list.isEmpty else { return "" }
    let longest = list.map(\.contribution.magnitude).max() ?? 1
    let hasBackground = list.contains { $0.backgroundRate != nil }
    let rows = list.map { feature -> HTMLFragment in
      let background: HTMLFragment =
        hasBackground ? "<td class=\"num\">\(NumberText.percent(feature.backgroundRate))</td>" : ""
      let channel: HTMLFragment =
        feature.channel == RuleStyle.name ? "" : " <span class=\"muted small\">\(feature.channel)</span>"
      return """
        <tr><th scope="row" class="name"><bdi class="feature">\(Self.shown(feature))</bdi>\(channel)</th>\
        <td class="num">\(NumberText.signed(feature.contribution, 2))</td>\
        <td class="strip-cell">\(strip.bar(feature.contribution, longest: longest))</td>\
        <td class="num">\(NumberText.percent(feature.suspectRate))</td>\
        <td class="num">\(NumberText.percent(feature.referenceRate))</td>\(background)</tr>

        """
    }
    let background: HTMLFragment = hasBackground ? "<th scope=\"col\" class=\"num\">background</th>" : ""
    return table(
      "\(title) against \(comparison.reference)", caption: caption,
      head: """
        <th scope="col">\(noun)</th><th scope="col" class="num">nats</th>\
        <th scope="col" class="strip-cell">\(strip.sides)</th>\
        <th scope="col" class="num">suspect</th><th scope="col" class="num">reference</th>\(background)
        """, rows: rows)
  }

  private var phrases: HTMLFragment {
    guard let explanation = comparison.explanation else { return "" }
    let items = (explanation.features + explanation.rules).flatMap { feature in
      feature.passages.map { passage -> HTMLFragment in
        """
        <li><span class="muted small"><bdi class="feature">\(Self.shown(feature))</bdi> \
        in <bdi>\(DisplayWidth.shortened(PrintableText.of(passage.document), to: 60))\
        </bdi> at byte \(passage.start)</span><br/><span class="passage"><bdi>\
        \(PassageInContext.oneLine(passage.before))<mark>\(PassageInContext.oneLine(passage.passage))</mark>\
        \(PassageInContext.oneLine(passage.after))</bdi></span></li>

        """
      }
    }
    guard !items.isEmpty else { return "" }
    return """
      <details><summary>\(CountText.of(items.count, "phrase")) in context</summary>
      <ul class="plain">
      \(HTMLFragment(items))</ul>
      </details>

      """
  }

  private var limits: HTMLFragment {
    HTMLFragment((comparison.explanation?.limits ?? []).map { "<p class=\"muted small\">\($0)</p>\n" })
  }

  private var rateGaps: HTMLFragment {
    guard !comparison.rateGaps.isEmpty else { return "" }
    let rows = comparison.rateGaps.map { gap -> HTMLFragment in
      let interval = gap.interval.map {
        " (\(NumberText.signed($0.lowerBound * 100, 1)) … \(NumberText.signed($0.upperBound * 100, 1)))"
      }
      return """
        <tr><th scope="row">\(gap.ruleClass.map { "\(gap.pack): \($0)" } ?? gap.pack)</th>\
        <td class="num">\(NumberText.percent(gap.suspectRate))</td>\
        <td class="num">\(NumberText.percent(gap.referenceRate))</td>\
        <td class="num">\(NumberText.signed(gap.change * 100, 1))\(interval ?? "")</td></tr>

        """
    }
    let fewer = comparison.rateGaps.filter { gap in
      gap.pack == "refusal" && (gap.interval.map { $0.upperBound < 0 } ?? false)
    }
    let finding: HTMLFragment =
      fewer.isEmpty
      ? ""
      : """
      <div class="card contra"><p>It refuses less often than the reference</p><p>Likeness with the guardrails gone \
      is a finding of its own: compare the rates below.</p></div>

      """
    let rates = table(
      "Rates of rules against \(comparison.reference)",
      caption: "Share of documents with a hit. Change in percentage points, with its 95 % interval.",
      head: """
        <th scope="col">Rules</th><th scope="col" class="num">suspect</th>\
        <th scope="col" class="num">reference</th><th scope="col" class="num">change</th>
        """, rows: rows)
    let phrasing: HTMLFragment =
      comparison.phrasing.map { phrasing -> HTMLFragment in
        """
        <p class="muted small">Refusals are worded alike to \(NumberText.fixed(phrasing.likeness, 2)) of 1: first \
        sentences of \(String(phrasing.suspectRefusals)) refusals of the suspect and \(String(phrasing.referenceRefusals)) of the \
        reference. To rank references by, and no probability.</p>

        """
      } ?? ""
    return "\(finding)\(rates)\(phrasing)"
  }
}

import WhorlKit

extension ScoreReport {
  /// References whose gap the text shows.
  private static let gapsShown = 3

  /// The gaps in the order of the report's references.
  private var orderedGaps: [RefusalGap] {
    let names =
      assessment.map { $0.evidence.map(\.comparison.reference.name) } ?? comparisons.map(\.reference.name)
    return names.compactMap { name in refusalGaps.first { $0.reference == name } }
  }

  /// Null where no fingerprint has counts of rules.
  var refusalGapJSON: JSONValue {
    let gaps = orderedGaps
    guard gaps.contains(where: { !$0.rates.isEmpty }) else { return .null }
    return .object([
      (
        "references",
        .array(
          gaps.map { gap in
            .object([
              ("name", .string(gap.reference)), ("missing", .optional(gap.missing?.rawValue)),
              ("rates", .array(gap.rates.map(Self.json))),
              ("phrasing", gap.phrasing.map(JSONValue.phrasing) ?? .null),
            ])
          })
      )
    ])
  }

  /// Which references word refusals as the suspect does, the most alike first.
  private func phrasingLines(_ gaps: [RefusalGap], width: Int) -> [String] {
    let ranked = gaps.enumerated().compactMap { place, gap in
      gap.phrasing.map { (place: place, name: gap.reference, phrasing: $0) }
    }.sorted { a, b in
      a.phrasing.likeness != b.phrasing.likeness
        ? a.phrasing.likeness > b.phrasing.likeness : a.place < b.place
    }
    guard let first = ranked.first else { return [] }
    let list = ranked.prefix(3).map { entry in
      "\(PrintableText.of(entry.name)) \(NumberText.fixed(entry.phrasing.likeness, 2)) "
        + "(\(entry.phrasing.referenceRefusals) refusals)"
    }
    return WrappedText.lines(
      "Refusal phrasing, \(first.phrasing.suspectRefusals) refusals of the suspect: most alike are "
        + list.joined(separator: ", ")
        + ". Likeness of first sentences from 0 to 1, to rank by and no probability.",
      width: width)
  }

  private static func json(_ rate: RefusalGap.Rate) -> JSONValue {
    func share(_ share: ShareDifference.Share) -> JSONValue {
      .object([
        ("share", .number(share.value)), ("low", .number(share.interval.lowerBound)),
        ("high", .number(share.interval.upperBound)), ("documents", .integer(share.count)),
        ("of", .integer(share.total)),
      ])
    }
    return .object([
      ("name", .string(rate.name)), ("suspect", share(rate.difference.suspect)),
      ("reference", share(rate.difference.reference)), ("difference", .number(rate.difference.value)),
      ("differenceLow", .number(rate.difference.interval.lowerBound)),
      ("differenceHigh", .number(rate.difference.interval.upperBound)),
    ])
  }

  /// A table of the rates of the best references, and what they mean.
  func refusalGapLines(width: Int) -> [String] {
    let gaps = orderedGaps
    guard gaps.contains(where: { !$0.rates.isEmpty }) else {
      guard gaps.contains(where: { $0.missing == .packs }) else { return [] }
      return [""]
        + WrappedText.lines(
          "Refusals are not compared: the fingerprints count other rule packs. Make them again with the same --packs.",
          width: width)
    }
    var table = TextTable([
      ("Refusal gap", .left), ("rate", .left), ("suspect", .right), ("reference", .right),
      ("difference", .right),
      ("95 % interval", .right),
    ])
    var hasGap = false
    for gap in gaps.prefix(Self.gapsShown) {
      for rate in gap.rates where rate.name == "declining" || rate.name == "hedging" {
        hasGap = hasGap || (rate.isSeparated && rate.name == "declining")
        let difference = rate.difference
        table.append([
          PrintableText.of(gap.reference), rate.name, NumberText.percent(difference.suspect.value),
          NumberText.percent(difference.reference.value), NumberText.percent(difference.value),
          "\(NumberText.fixed(difference.interval.lowerBound * 100, 1)) to "
            + "\(NumberText.fixed(difference.interval.upperBound * 100, 1)) %",
        ])
      }
    }
    var lines = [""] + table.lines(width: width)
    if gaps.count > Self.gapsShown {
      lines += WrappedText.lines(
        "The \(Self.gapsShown) best of \(gaps.count) references: --format json has the gaps of all.",
        width: width)
    }
    if gaps.contains(where: { $0.missing != nil }) {
      lines += WrappedText.lines(
        "References without counts of the same rule packs are left out of this table: make them again with the same "
          + "--packs.", width: width)
    }
    lines += WrappedText.lines(
      "Shares of documents that decline, in full or in part, and that hedge. They depend on the prompts: compare on "
        + "the same ones." + (hasGap ? " A model can write like a reference and refuse otherwise." : ""),
      width: width)
    return lines + phrasingLines(gaps, width: width)
  }
}

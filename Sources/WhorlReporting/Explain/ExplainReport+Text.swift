import WhorlKit

extension ExplainReport {
  /// The report for a terminal of `width` columns: the result first, then what it is made of, by channel and
  /// by feature, where it stands in the texts, what it leans on, and what it does not show.
  public func text(width: Int, isColored: Bool) -> String {
    var lines = headlines(width: width, isColored: isColored)
    func heading(_ text: String) {
      lines.append("")
      lines += WrappedText.lines(text, width: width).map { ANSIStyle.bold.apply($0, isColored: isColored) }
    }
    heading("Channels: score \(NumberText.signed(explanation.score, 2)) nats")
    lines += channelTable.lines(width: width)
    let (pro, contra) = (features.filter { $0.contribution > 0 }, features.filter { $0.contribution < 0 })
    heading("Features that speak for \(Self.shown(reference.name))")
    lines += pro.isEmpty ? ["none"] : featureTable(pro).lines(width: width)
    heading("Features that speak against it")
    lines += contra.isEmpty ? ["none"] : featureTable(contra).lines(width: width)
    lines.append("")
    lines += WrappedText.lines(
      "All other features together: \(NumberText.signed(remainder, 2)). suspect, reference, background: "
        + "occurrences in a thousand n-grams of the channel, or words or lines for format. documents: of the "
        + "suspect's documents, those that hold it.", width: width)
    lines += ruleLines(width: width, isColored: isColored)
    if documents != nil {
      heading("In the suspect's texts")
      lines += passageLines(width: width)
    }
    if let sensitivity {
      heading("Without some of the prompts")
      lines += sensitivityLines(sensitivity, width: width)
    }
    if let documents, !documents.likeness.isEmpty {
      heading("Single documents, by their own score against it")
      lines += documentTable(documents).lines(width: width)
    }
    if !notShown.isEmpty {
      heading("Not shown")
      for line in notShown { lines += WrappedText.lines(PrintableText.of(line), width: width) }
    }
    lines.append("")
    for caveat in Self.caveats { lines += WrappedText.lines(caveat, width: width) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func shown(_ name: String) -> String {
    DisplayWidth.shortenedInside(PrintableText.of(name), to: 60)
  }

  private func headlines(width: Int, isColored: Bool) -> [String] {
    var lines: [String] = []
    let pair = "\(Self.shown(suspect.name)) against \(Self.shown(reference.name))"
    if let ratio = evidence.log10LR {
      let interval = evidence.interval.map {
        $0.lowerBound == $0.upperBound
          ? " (at the cap)"
          : " (95 % \(NumberText.signed($0.lowerBound, 1)) … \(NumberText.signed($0.upperBound, 1)))"
      }
      let support = evidence.support.map { ", \($0)" } ?? ""
      let style: ANSIStyle = ratio > 0.301 ? .green : .yellow
      lines += WrappedText.lines(
        "\(pair): log10 LR \(NumberText.signed(ratio, 1))\(interval ?? "")\(support)", width: width
      ).map { style.apply($0, isColored: isColored) }
      if let calibration = assessment.calibration {
        lines += WrappedText.lines(
          "Ratios are capped at \(NumberText.signed(calibration.lowerBound, 1)) and "
            + "\(NumberText.signed(calibration.upperBound, 1)): the \(calibration.models) models of the calibration "
            + "bear nothing out beyond.", width: width)
      }
    } else {
      lines += WrappedText.lines("\(pair): no likelihood ratio", width: width).map {
        ANSIStyle.yellow.apply($0, isColored: isColored)
      }
    }
    lines += WrappedText.lines(
      "\(CountText.of(suspect.documents, "document")), \(CountText.of(suspect.tokens, "token")) against "
        + "\(CountText.of(reference.documents, "document")), \(CountText.of(reference.tokens, "token"))",
      width: width)
    return lines
  }

  private var channelTable: TextTable {
    var table = TextTable([
      ("Channel", .left), ("contribution", .right), ("features", .right), ("score without", .right),
      ("log10 LR without", .right), ("alone", .right),
    ])
    for channel in explanation.channels {
      let alone = evidence.channels.first { $0.name == channel.channel.rawValue }
      table.append([
        channel.channel.rawValue, NumberText.signed(channel.contribution, 2), String(channel.features),
        NumberText.signed(channel.scoreWithout, 2), NumberText.signed(ratio(channel.scoreWithout), 1),
        NumberText.signed(alone?.log10LR, 1),
      ])
    }
    if let row = ruleChannelRow { table.append(row) }
    table.append([
      "constant", NumberText.signed(explanation.constant, 2), "", "", "", "",
    ])
    if abs(explanation.center) >= 0.005 {
      table.append(["centre", NumberText.signed(explanation.center, 2), "", "", "", ""])
    }
    return table
  }

  private func featureTable(_ features: [FeatureAttribution]) -> TextTable {
    var table = TextTable([
      ("Feature", .left), ("channel", .left), ("contribution", .right), ("documents", .right),
      ("suspect", .right), ("reference", .right), ("background", .right),
    ])
    for feature in features {
      table.append([
        PrintableText.of(feature.text), feature.channel.rawValue,
        NumberText.signed(feature.contribution, 2), NumberText.grouped(feature.suspect.documents),
        NumberText.fixed(feature.suspect.perThousand, 2), NumberText.fixed(feature.reference.perThousand, 2),
        NumberText.fixed(feature.backgroundPerThousand, 2),
      ])
    }
    return table
  }

  private func passageLines(width: Int) -> [String] {
    var lines: [String] = []
    for (index, feature) in features.enumerated() {
      lines += passageLines("\(feature.text) (\(feature.channel.rawValue))", occurrences(index), width: width)
    }
    for (index, rule) in (rules?.rules ?? []).enumerated() {
      lines += passageLines(rule.name, ruleOccurrences(index), width: width)
    }
    return lines.isEmpty ? ["None of the features above stands in a place of its own."] : lines
  }

  private func passageLines(_ name: String, _ found: FeatureOccurrences?, width: Int) -> [String] {
    guard let found, found.count > 0 else { return [] }
    let heading = WrappedText.lines(
      "\(PrintableText.of(name)): \(CountText.of(found.count, "place")) in "
        + "\(CountText.of(found.documents, "document"))", width: width)
    return heading
      + passages(found).map { passage in
        let label = "  \(Self.shown(passage.document)) at byte \(passage.start): "
        let text =
          PassageInContext.oneLine(passage.before) + "[" + PassageInContext.oneLine(passage.passage) + "]"
          + PassageInContext.oneLine(passage.after)
        return DisplayWidth.shortened(label + text, to: LineWidth.ofProse(width))
      }
  }

  private func sensitivityLines(_ sensitivity: GroupSensitivity, width: Int) -> [String] {
    guard let lowest = sensitivity.groups.first, let highest = sensitivity.groups.last else { return [] }
    func described(_ group: GroupSensitivity.Group) -> String {
      let ratio = ratio(group.scoreWithout, documents: group.documentsLeft)
        .map { ", log10 LR \(NumberText.signed($0, 1))" }
      return "score \(NumberText.signed(group.scoreWithout, 2))\(ratio ?? "")"
    }
    func named(_ group: GroupSensitivity.Group) -> String {
      switch sensitivity.kind {
      case .prompt: "'\(DisplayWidth.shortened(PassageInContext.oneLine(group.name), to: 50))'"
      case .promptGroup: "group \(group.name)"
      case .half: "half \(group.name)"
      }
    }
    let what =
      switch sensitivity.kind {
      case .prompt: "each of \(sensitivity.groups.count) prompts left out in turn"
      case .promptGroup: "each of \(sensitivity.groups.count) groups of prompts left out in turn"
      case .half: "each prompt half left out in turn"
      }
    return WrappedText.lines(
      "With \(what): lowest without \(named(lowest)), \(described(lowest)); highest without "
        + "\(named(highest)), \(described(highest)).", width: width)
  }

  private func documentTable(_ explained: DocumentExplanation) -> TextTable {
    var table = TextTable([
      ("Document", .left), ("score", .right), ("tokens", .right), ("begins", .left),
    ])
    for (index, one) in typical.enumerated() {
      if index == typical.count / 2, explained.likeness.count > typical.count {
        table.append(["…", "", "", ""])
      }
      let document = explained.documents[one.document]
      let opening = PassageInContext.oneLine(String(decoding: document.text.prefix(160), as: UTF8.self))
      table.append([
        PrintableText.of(document.id), NumberText.signed(one.score, 2),
        NumberText.grouped(UInt64(one.tokens)),
        DisplayWidth.shortened(opening, to: 40),
      ])
    }
    return table
  }

  /// The most and the least typical documents that are shown, most typical first.
  var typical: [DocumentLikeness] {
    guard let likeness = documents?.likeness else { return [] }
    return likeness.count <= 6 ? likeness : Array(likeness.prefix(3)) + Array(likeness.suffix(3))
  }
}

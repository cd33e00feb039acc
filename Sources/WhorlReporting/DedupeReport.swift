public import WhorlKit

/// The result of `whorl dedupe`: clusters of near-duplicates in one corpus.
public struct DedupeReport: Sendable {
  /// Where a document is.
  public struct Place: Sendable {
    let source: String
    let line: Int

    /// Line `line`, from 1, of the input with the name `source`.
    public init(source: String, line: Int) {
      self.source = source
      self.line = line
    }
  }

  let index: CopiedTextIndex
  let clusters: DuplicateClusters
  let places: [Place]
  let minJaccard: Double
  let short: Int
  let wordless: Int
  let origins: OriginReport?
  let toolVersion: String

  /// A report.
  ///
  /// - Parameters:
  ///   - places: Where each document of the index is.
  ///   - short: Documents with fewer words than a shingle.
  ///   - wordless: Documents without a word.
  ///   - origins: What comes from references; nil if that was not asked.
  public init(
    index: CopiedTextIndex, clusters: DuplicateClusters, places: [Place], minJaccard: Double, short: Int,
    wordless: Int, origins: OriginReport?, toolVersion: String
  ) {
    self.index = index
    self.clusters = clusters
    self.places = places
    self.minJaccard = minJaccard
    self.short = short
    self.wordless = wordless
    self.origins = origins
    self.toolVersion = toolVersion
  }

  /// Documents that are not the first of their cluster.
  var superfluous: Int { clusters.clusters.reduce(0) { $0 + $1.count - 1 } }

  /// The kept documents: the first of each cluster, and those in none. Fields between tabs: source,
  /// line, id.
  public func keepLines() -> String {
    let dropped = isDropped
    return (0..<index.count).filter { !dropped[$0] }.map { line($0) + "\n" }.joined()
  }

  /// All others, with the place of the one that is kept.
  public func dropLines() -> String {
    var lines: [(Int, String)] = []
    for cluster in clusters.clusters {
      for document in cluster.dropFirst() {
        lines.append((document, line(document) + "\t" + line(cluster[0]) + "\n"))
      }
    }
    return lines.sorted { $0.0 < $1.0 }.map(\.1).joined()
  }

  /// The number of the cluster, from 1, and each of its documents.
  public func clusterLines() -> String {
    clusters.clusters.enumerated().map { number, cluster in
      cluster.map { "\(number + 1)\t" + line($0) + "\n" }.joined()
    }.joined()
  }

  /// The similarity and both documents of each pair whose words are not the same.
  public func pairLines() -> String {
    clusters.pairs.map { pair in
      "\(NumberText.fixed(pair.jaccard, 4))\t\(line(pair.first))\t\(line(pair.second))\n"
    }.joined()
  }

  /// The report as `whorl.dedupe/1`, specified by `docs/schemas/dedupe.schema.json`.
  ///
  /// - Throws: `EncodingError` if a number is not finite, which none is.
  public func json() throws -> String {
    try JSONValue.object([
      ("schema", .string("whorl.dedupe/1")), ("tool", .string("whorl \(toolVersion)")),
      ("documents", .count(index.count)), ("minJaccard", .number(minJaccard)),
      ("shorterThanShingle", .count(short)), ("wordless", .count(wordless)),
      ("exactCopies", .count(clusters.exactCopies)), ("pairs", .count(clusters.pairs.count)),
      ("superfluous", .count(superfluous)),
      (
        "clusters",
        .array(
          clusters.clusters.map { cluster in
            .object([
              ("keep", json(cluster[0])), ("drop", .array(cluster.dropFirst().map(json))),
            ])
          })
      ),
      ("origins", try origins.map { try $0.value() } ?? .null),
    ]).text()
  }

  /// The report for a terminal of `width` columns, with the `limit` largest clusters.
  public func text(width: Int, isColored: Bool, limit: Int) -> String {
    let share = index.count > 0 ? Double(superfluous) / Double(index.count) : 0
    var lines = [
      ANSIStyle.bold.apply(
        "\(NumberText.grouped(UInt64(superfluous))) of \(NumberText.grouped(UInt64(index.count))) documents "
          + "repeat another one (\(NumberText.percent(share)))", isColored: isColored),
      "\(NumberText.grouped(UInt64(clusters.clusters.count))) clusters at a Jaccard similarity of "
        + "\(NumberText.fixed(minJaccard, 2)) or more; "
        + "\(NumberText.grouped(UInt64(clusters.exactCopies))) documents have the very words of another one",
    ]
    let largest = clusters.clusters.enumerated().sorted { a, b in
      a.element.count != b.element.count ? a.element.count > b.element.count : a.offset < b.offset
    }.prefix(limit)
    if !largest.isEmpty {
      var table = TextTable([("Keep", .left), ("documents", .right), ("drop", .left)])
      for (_, cluster) in largest {
        let dropped = cluster.dropFirst().prefix(3).map { label($0) }.joined(separator: ", ")
        table.append([
          label(cluster[0]), NumberText.grouped(UInt64(cluster.count)),
          dropped + (cluster.count > 4 ? ", …" : ""),
        ])
      }
      lines.append("")
      lines += table.lines(width: width)
      let rest = clusters.clusters.count - largest.count
      if rest > 0 {
        lines.append("… and \(NumberText.grouped(UInt64(rest))) more: --list clusters shows all")
      }
    }
    if short > 0 {
      lines.append("")
      lines += WrappedText.lines(
        "Documents with fewer than \(WordSequence.shingleLength) words are compared as a whole only: "
          + "\(NumberText.grouped(UInt64(short))).", width: width)
    }
    if let origins {
      lines.append("")
      lines += origins.lines(width: width, isColored: isColored, documents: index.count)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var isDropped: [Bool] {
    var dropped = [Bool](repeating: false, count: index.count)
    for cluster in clusters.clusters { for document in cluster.dropFirst() { dropped[document] = true } }
    return dropped
  }

  private func line(_ document: Int) -> String {
    let place = places[document]
    return "\(PrintableText.of(place.source))\t\(place.line)\t\(PrintableText.of(index.id(document) ?? ""))"
  }

  private func label(_ document: Int) -> String {
    let place = places[document]
    return "\(PrintableText.of(place.source)):\(place.line)"
  }

  private func json(_ document: Int) -> JSONValue {
    .object([
      ("source", .string(places[document].source)), ("line", .count(places[document].line)),
      ("id", .optional(index.id(document))),
    ])
  }
}

@testable import WhorlKit

/// The tokenizer again, for obviousness: arrays of code points, boundaries from ``WordBoundaries``,
/// canonical texts as strings, hashes by `StableHash.text`.
struct TwinTokenizer {
  struct Character {
    let value: UInt32
    let start: Int
    let end: Int
    let isValid: Bool
    let properties: UnicodeProperties

    var isLineEnd: Bool { [0x0A, 0x0D, 0x85, 0x2028, 0x2029].contains(value) }
    var isSpace: Bool { !isLineEnd && (value == 0x09 || properties.category == .separator) }
    var isBlank: Bool { value == 0x20 || value == 0x09 }
    var attaches: Bool { properties.wordBreak.isAttaching }
    var isDigit: Bool { value >= 0x30 && value <= 0x39 }
    var isConnector: Bool { properties.wordBreak == .extendNumberLetter }
  }

  private(set) var tokens: [Token] = []
  private(set) var replaced = 0
  private let characters: [Character]
  private let boundaries: Set<Int>
  private var fence: (mark: Unicode.Scalar, length: Int, isQuoted: Bool)?
  private var isTableLine = false

  init(_ bytes: [UInt8]) {
    var characters: [Character] = []
    var index = 0
    while index < bytes.count {
      let scalar = DecodedScalar(bytes.span, at: index)
      characters.append(
        Character(
          value: scalar.value, start: index, end: index + scalar.length, isValid: scalar.isValid,
          properties: UnicodeProperties(scalar.value)))
      index += scalar.length
    }
    self.characters = characters
    boundaries = Set(WordBoundaries.offsets(in: bytes.span))
    replaced = characters.count { !$0.isValid }
    run()
  }

  // MARK: Lines

  private mutating func run() {
    var position = lineStart(0)
    while position < characters.count {
      if characters[position].isLineEnd {
        position = lineEnds(position)
        continue
      }
      let end = segmentEnd(position)
      let kept = characters[position..<end].drop { $0.isSpace && !$0.isConnector }.startIndex
      // What is left after a space is marks, which have no base then.
      position = line(segment: kept..<end, of: position)
    }
  }

  private mutating func line(segment: Range<Int>, of start: Int) -> Int {
    if segment.isEmpty { return segment.upperBound }
    if segment.lowerBound == start, isPure(start) {
      let value = characters[start].value
      let length = run(start, of: value)
      switch value {
      case 0x2A:
        emphasis(start..<start + length)
        return start + length
      case 0x2E where length >= 3:
        emit(.ellipsis, start..<start + length, "...")
        return start + length
      case 0x60 where fence == nil:
        emit(.codeSpan, start..<start + length, text(start..<start + length))
        return start + length
      case 0x7C where isTableLine:
        emit(.tablePipe, start..<start + 1, "|")
        return start + 1
      default: break
      }
    }
    parts(segment)
    return segment.upperBound
  }

  private mutating func lineEnds(_ position: Int) -> Int {
    var position = position
    let first = position
    var (count, next) = (0, position)
    while position < characters.count, characters[position].isLineEnd || characters[position].isSpace {
      let isPair =
        characters[position].value == 0x0D && position + 1 < characters.count
        && characters[position + 1].value == 0x0A
      if characters[position].isLineEnd {
        count += 1
        next = position + (isPair ? 2 : 1)
      }
      position += isPair ? 2 : 1
    }
    guard position < characters.count else { return position }
    if !tokens.isEmpty {
      if count == 1 { emit(.newline, first..<next, "\n") } else { emit(.blankLine, first..<next, "\n\n") }
    }
    isTableLine = false
    return lineStart(next)
  }

  private mutating func lineStart(_ start: Int) -> Int {
    var position = skipBlanks(start)
    var isQuoted = false
    while value(position) == 0x3E, isPure(position), fence == nil || fence?.isQuoted == true {
      emit(.blockQuote, position..<position + 1, ">")
      isQuoted = true
      position = skipBlanks(position + 1)
    }
    guard let mark = value(position) else { return position }
    let rest = Array(characters[position...].prefix { !$0.isLineEnd })
    let length = run(position, of: mark)
    if let open = fence {
      let tail = rest.dropFirst(length)
      guard mark == open.mark.value, length >= open.length, tail.allSatisfy(\.isBlank) else {
        return position
      }
      fence = nil
      emit(.codeFence, position..<position + length, String(repeating: String(open.mark), count: 3))
      return position + length
    }
    if [0x2A, 0x2D, 0x5F].contains(mark), rest.allSatisfy({ $0.value == mark || $0.isBlank }),
      rest.count(where: { $0.value == mark }) >= 3
    {
      let last = rest.lastIndex { $0.value == mark } ?? 0
      emit(.horizontalRule, position..<position + last + 1, "---")
      return position + last + 1
    }
    if mark == 0x60 || mark == 0x7E, length >= 3 {
      if mark == 0x60, rest.dropFirst(length).contains(where: { $0.value == 0x60 }) { return position }
      guard let scalar = Unicode.Scalar(mark) else { return position }
      fence = (scalar, length, isQuoted)
      emit(.codeFence, position..<position + length, String(repeating: String(scalar), count: 3))
      return position + length
    }
    if mark == 0x23 {
      let hashes = rest.prefix { $0.value == 0x23 }.count
      guard hashes <= 6, rest.count > hashes, rest[hashes].isBlank else { return position }
      emit(.heading, position..<position + hashes, String(repeating: "#", count: hashes))
      return position + hashes
    }
    if "-*+•‣◦▪–".unicodeScalars.contains(where: { $0.value == mark }), rest.count > 1, rest[1].isBlank {
      emit(.bullet, position..<position + 1, text(position..<position + 1))
      return position + 1
    }
    let digits = rest.prefix { $0.isDigit }.count
    if (1...9).contains(digits), rest.count > digits + 1, rest[digits + 1].isBlank {
      let delimiter = rest[digits].value
      if delimiter == 0x2E || delimiter == 0x29 {
        emit(.ordinalMarker, position..<position + digits + 1, delimiter == 0x2E ? "0." : "0)")
        return position + digits + 1
      }
    }
    isTableLine = mark == 0x7C && isPure(position)
    return position
  }

  // MARK: Segments

  /// Divides a segment as `TokenKind` says: ideographs and marks without a base are tokens, and
  /// connectors at the edges of what is left.
  private mutating func parts(_ segment: Range<Int>) {
    var clusters: [Range<Int>] = []
    for position in segment {
      let joins =
        characters[position].attaches
        || position > 0 && characters[position - 1].properties.wordBreak == .zeroWidthJoiner
          && characters[position].properties.isPictographic
      if joins, let last = clusters.popLast() {
        clusters.append(last.lowerBound..<position + 1)
      } else {
        clusters.append(position..<position + 1)
      }
    }
    var stretch: [Range<Int>] = []
    for cluster in clusters {
      let first = characters[cluster.lowerBound]
      if first.properties.isIdeograph || first.attaches {
        self.stretch(stretch)
        stretch = []
        emit(first.attaches ? .control : .ideograph, cluster, text(cluster))
      } else {
        stretch.append(cluster)
      }
    }
    self.stretch(stretch)
  }

  private mutating func stretch(_ clusters: [Range<Int>]) {
    func isConnector(_ cluster: Range<Int>) -> Bool { characters[cluster.lowerBound].isConnector }
    guard let first = clusters.firstIndex(where: { !isConnector($0) }),
      let last = clusters.lastIndex(where: { !isConnector($0) })
    else { return connectors(clusters[...]) }
    connectors(clusters[..<first])
    core(clusters[first].lowerBound..<clusters[last].upperBound)
    connectors(clusters[(last + 1)...])
  }

  private mutating func connectors(_ clusters: ArraySlice<Range<Int>>) {
    var rest = clusters
    while let cluster = rest.first {
      let underscores = rest.prefix { $0.count == 1 && value($0.lowerBound) == 0x5F }
      if let last = underscores.last {
        emphasis(cluster.lowerBound..<last.upperBound)
        rest = rest.dropFirst(underscores.count)
        continue
      }
      rest = rest.dropFirst()
      if characters[cluster.lowerBound].isSpace {
        let marks = cluster.dropFirst()
        if !marks.isEmpty { emit(.control, marks, text(marks)) }
      } else {
        emit(.punctuation, cluster, text(cluster))
      }
    }
  }

  private mutating func core(_ range: Range<Int>) {
    let all = characters[range]
    let first = characters[range.lowerBound]
    let hasLaterLetter = all.dropFirst().contains { $0.properties.category == .letter }
    let hasEmojiMark = all.contains { $0.value == 0xFE0F || $0.properties.hasEmojiPresentation }
    let isPair = all.count { $0.properties.wordBreak == .regionalIndicator } == 2
    let isKeycap =
      (first.isDigit || first.value == 0x23 || first.value == 0x2A)
      && all.dropFirst().map(\.value) == [0xFE0F, 0x20E3]
    if !hasLaterLetter, first.properties.isPictographic && hasEmojiMark || isPair || isKeycap {
      emit(.emoji, range, text(range))
    } else if hasLaterLetter || first.properties.category == .letter {
      word(range)
    } else if all.contains(where: { $0.properties.category == .number }) {
      emit(.number, range, text(range))
    } else {
      emit(.ofSingle(first.value, first.properties.category), range, text(range))
    }
  }

  private mutating func word(_ range: Range<Int>) {
    var folded = ""
    var letters: [Bool] = []
    for character in characters[range] {
      let isApostrophe = character.value == 0x2019 || character.value == 0x02BC
      let value = isApostrophe ? 0x27 : UnicodeProperties.folded(character.value)
      if let scalar = Unicode.Scalar(value) { folded.unicodeScalars.append(scalar) }
      if character.properties.isUppercase { letters.append(true) }
      if character.properties.isLowercase { letters.append(false) }
    }
    let casing: Casing =
      if letters.isEmpty {
        .none
      } else if !letters.contains(true) {
        .lower
      } else if letters[0], !letters.dropFirst().contains(true) {
        .capitalised
      } else if !letters.contains(false) {
        .allCaps
      } else {
        .mixed
      }
    emit(.word, range, folded, casing)
  }

  private mutating func emphasis(_ range: Range<Int>) {
    let before = range.lowerBound == 0 ? nil : characters[range.lowerBound - 1]
    let after = range.upperBound == characters.count ? nil : characters[range.upperBound]
    func isText(_ character: Character?) -> Bool {
      character.map { !$0.isSpace && !$0.isLineEnd } ?? false
    }
    if fence == nil, range.count <= 3, isText(before) || isText(after) {
      emit(range.count == 1 ? .emphasis : .strongEmphasis, range, text(range))
    } else {
      for position in range {
        emit(.punctuation, position..<position + 1, text(position..<position + 1))
      }
    }
  }

  // MARK: Small things

  private func value(_ position: Int) -> UInt32? {
    position < characters.count ? characters[position].value : nil
  }

  private func isPure(_ position: Int) -> Bool {
    position + 1 >= characters.count || !characters[position + 1].attaches
  }

  private func run(_ position: Int, of value: UInt32) -> Int {
    var end = position
    while self.value(end) == value, isPure(end) { end += 1 }
    return end - position
  }

  private func skipBlanks(_ position: Int) -> Int {
    characters[position...].firstIndex { !$0.isBlank } ?? characters.count
  }

  private func segmentEnd(_ position: Int) -> Int {
    var end = position + 1
    while end < characters.count, !boundaries.contains(characters[end].start) { end += 1 }
    return end
  }

  private func text(_ range: some Sequence<Int>) -> String {
    var text = String.UnicodeScalarView()
    for position in range { text.append(Unicode.Scalar(characters[position].value) ?? "\u{FFFD}") }
    return String(text)
  }

  private mutating func emit(_ kind: TokenKind, _ range: Range<Int>, _ text: String, _ casing: Casing = .none)
  {
    guard let first = range.first, let last = range.last else { return }
    var hash = StableHash.text(text, seed: StableHash.tokenSeed)
    if ![.word, .number, .ideograph].contains(kind) {
      hash ^= StableHash.finalize(UInt64(kind.rawValue) &+ 1)
    }
    tokens.append(
      Token(
        hash: hash, start: UInt32(characters[first].start), end: UInt32(characters[last].end),
        kind: kind, casing: casing))
  }
}

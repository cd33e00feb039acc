import RulePacks
import Testing

@Suite("Rules mean what the format says")
struct RuleMeaningTests {
  @Test("Scopes are sentences of the text")
  func scopes() throws {
    let text = "Dr. No said x.\nThen x again! \"And x?\" he said. The last x"
    for (scope, hits) in [
      ("lead-sentence", 1), ("first-sentences", 3), ("tail", 1), ("anywhere", 4),
    ] {
      let set = try RuleTestSupport.set("  - {id: a, class: c, regex: '\\bx\\b', scope: \(scope)}\n")
      #expect(RuleTestSupport.hits(set, text).count == hits, "\(scope)")
    }
  }

  @Test("Chinese sentences end at their full stops")
  func chinese() throws {
    let set = try RuleTestSupport.set("  - {id: a, class: c, regex: 模型, scope: lead-sentence}\n")
    #expect(RuleTestSupport.hits(set, "我是模型。你是模型！").count == 1)
    #expect(RuleTestSupport.hits(set, "你好。我是模型。").isEmpty)
  }

  @Test("Offsets are those of the text as it is, whatever was normalised away")
  func offsets() throws {
    let set = try RuleTestSupport.set("  - {id: a, class: c, regex: I can't help}\n")
    #expect(RuleTestSupport.hits(set, "So **I\u{00A0}can’t** help you") == ["I\u{00A0}can’t** help"])
    #expect(RuleTestSupport.hits(set, "# I CAN'T HELP") == ["I CAN'T HELP"])
    #expect(RuleTestSupport.hits(set, "I can_t help, i_can't_help").isEmpty)
  }

  @Test("Guards look only as far as their window and the sentence")
  func guards() throws {
    let set = try RuleTestSupport.set(
      "  - {id: a, class: c, regex: made by us, negation_guard: {regex: '\\bnot\\b', window: 10}}\n")
    #expect(RuleTestSupport.hits(set, "It is not made by us").isEmpty)
    #expect(RuleTestSupport.hits(set, "It is not at all a thing made by us").count == 1)
    #expect(RuleTestSupport.hits(set, "It is not. Made by us").count == 1)
  }

  @Test("Conditions on rules and patterns")
  func conditions() throws {
    let set = try RuleTestSupport.set(
      """
        - {id: a, class: c, regex: alpha, requires: [b], excludes: [{regex: gamma}, {rule: d, within: sentence}]}
        - {id: b, class: c, regex: beta}
        - {id: d, class: c, regex: delta}
      """ + "\n")
    #expect(RuleTestSupport.hits(set, "alpha") == [])
    #expect(RuleTestSupport.hits(set, "alpha. Beta") == ["alpha", "Beta"])
    #expect(RuleTestSupport.hits(set, "alpha gamma. Beta") == ["Beta"])
    #expect(RuleTestSupport.hits(set, "alpha delta. Beta") == ["delta", "Beta"])
    #expect(RuleTestSupport.hits(set, "alpha. Delta. Beta") == ["alpha", "Delta", "Beta"])
  }

  @Test("Quotations are kept out or in")
  func quotations() throws {
    let set = try RuleTestSupport.set("  - {id: a, class: c, regex: alpha, quote_policy: outside}\n")
    #expect(RuleTestSupport.hits(set, "He said \"alpha beta\" and “x alpha” but alpha").count == 1)
    #expect(RuleTestSupport.hits(set, "It's alpha, isn't it").count == 1)
  }

  private static let owners = """
    owners:
      - {name: openai, names: [OpenAI, Open AI], models: [GPT-4]}
      - {name: deepseek, names: [DeepSeek, 深度求索]}

    """

  @Test("Owners: another maker's name counts, one's own does not")
  func makers() throws {
    let set = try RuleTestSupport.set(
      "  - {id: a, class: c, regex: '(?:by|由){{entity}}|by {{maker}}', owner: other}\n", head: Self.owners)
    #expect(RuleTestSupport.hits(set, "made by open-ai", maker: "deepseek") == ["by open-ai"])
    #expect(RuleTestSupport.hits(set, "made by DeepSeek", maker: "deepseek").isEmpty)
    #expect(RuleTestSupport.hits(set, "我由深度求索开发", maker: "openai") == ["由深度求索"])
    #expect(RuleTestSupport.hits(set, "made by OpenAIs", maker: "deepseek").isEmpty)
    var scanner = RuleScanner(set)
    let bytes = Array("made by OpenAI".utf8)
    #expect(scanner.scan(bytes.span).hits.map(\.counts) == [false])
    #expect(scanner.scan(bytes.span, maker: "GPT-4").hits.isEmpty)
  }

  @Test("A pattern that backtracks without end is given up, and the others go on")
  func catastrophe() throws {
    let set = try RuleTestSupport.set(
      "  - {id: a, class: c, regex: '(?:a|aa){1,900}b'}\n  - {id: e, class: c, regex: '(a+)+b'}\n  - {id: z, class: c, regex: zzz}\n"
    )
    var scanner = RuleScanner(set)
    let bytes = [UInt8](repeating: 0x61, count: 1_000_000) + Array("c zzz b".utf8)
    let scan = scanner.scan(bytes.span)
    #expect(scan.failures.map(\.rule) == [0, 1])
    #expect(scan.hits.map(\.rule) == [2])
  }

  @Test("Labels follow scores, and scores classes")
  func labels() throws {
    let set = try RuleTestSupport.set(
      "  - {id: a, class: c, regex: alpha, weight: 2, max_hits: 2}\n  - {id: b, class: c, regex: beta, polarity: against}\n",
      head: """
        scores: [{name: s, intercept: -3, classes: {c: 1}, positive: [yes-it-is]}]
        labels: [{label: yes-it-is, when: ['s >= 0.5', 'c > 3']}, {label: not-it}]

        """)
    func judgement(_ text: String) -> TextJudgement {
      var scanner = RuleScanner(set)
      let bytes = Array(text.utf8)
      return set.judgement(of: scanner.scan(bytes.span))
    }
    #expect(judgement("alpha alpha alpha").labels.map(\.label) == ["yes-it-is"])
    #expect(judgement("alpha alpha alpha").classes.map(\.score) == [4])
    #expect(judgement("alpha alpha beta").labels.map(\.label) == ["not-it"])
    #expect(abs((judgement("").scores.first?.value ?? 0) - 0.04742587) < 1e-7)
  }

  @Test(
    "Detectors",
    arguments: [
      ("repeated-sentence", "One two three four five. One two three  four Five. Six.", 1),
      ("repeated-sentence", "One two three four five. One two three four six.", 0),
      ("truncated-ending", "This is a sentence that stops in the", 1),
      ("truncated-ending", "This is a sentence that stops in time.", 0),
      ("truncated-ending", "Items:\n- this is one that has no full stop", 0),
      ("script-leak", "This is a long English answer with 汉字 in it, and more words to follow.", 1),
      ("script-leak", "这是中文 with some English words in it and more of them to follow 这是中文这是中文", 0),
      ("mojibake", "It isnâ€™t right", 1),
      ("mojibake", "Château où l’été", 0),
      ("word-count", "one", 1),
    ])
  func detectors(_ name: String, _ text: String, _ count: Int) throws {
    let set = try RuleTestSupport.set("  - {id: a, class: c, detector: \(name)}\n")
    #expect(RuleTestSupport.hits(set, text).count == count)
  }

  @Test("Mojibake is found wherever it stands, up to the last byte")
  func placesOfMojibake() throws {
    let set = try RuleTestSupport.set("  - {id: a, class: c, detector: mojibake}\n")
    var scanner = RuleScanner(set)
    for mark in ["\u{FFFD}", "Ã©", "â€™"] {
      for length in Array(0..<10) + Array(56..<72) + Array(120..<136) {
        for end in ["", "x", " and Ãé and so on"] {
          let start = String(repeating: "é", count: length / 2) + (length % 2 == 0 ? "" : "x")
          let bytes = Array((start + mark + end).utf8)
          let hits = scanner.scan(bytes.span).hits
          #expect(hits.first?.range.lowerBound == start.utf8.count, "\(start)\(mark)\(end)")
        }
      }
    }
  }
}

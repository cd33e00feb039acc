import Foundation
import Testing

@Suite("The main job: fingerprints of three assistants, and two suspects")
struct MainJobTests {
  private static let scoreKeys: Set<String> = [
    "schema", "tool", "question", "suspect", "vocabulary", "background", "calibration", "domain",
    "repeatedReferences", "references", "refusalGap", "verdict",
  ]
  private static let referenceKeys: Set<String> = [
    "name", "vendor", "documents", "log10LR", "log10LRLow", "log10LRHigh", "noRatio", "rawScore", "usesRules",
    "promptShift", "support", "channels", "presence", "overlap",
  ]
  private static let presenceKeys: Set<String> = [
    "score", "halfScores", "ownScore", "nearestOtherScore", "threshold", "isConsistent",
  ]

  @Test("a suspect of a known assistant matches it, and the table lists it first")
  func match() throws {
    let run = expectSuccess(
      try Sandbox().run("score", Demo.corpus("suspect-a"), "-r", try Demo.fingerprints()))
    #expect(run.errors.isEmpty)
    let lines = run.text.split(separator: "\n")
    #expect(lines.first == "Verdict: match with clover")
    let header = try #require(lines.firstIndex { $0.hasPrefix("Reference  ") })
    #expect(lines[header + 1].hasPrefix("clover "))
    #expect(run.text.contains("20 documents, 2,614 tokens"))
    #expect(run.text.contains("not the probability"))
  }

  @Test(
    "without a background the verdict says that it is uncalibrated",
    arguments: [
      ("suspect-a", "Verdict: match with clover (uncalibrated)\n"),
      ("suspect-b", "Verdict: none of the references (uncalibrated)\n"),
    ])
  func uncalibrated(suspect: String, headline: String) throws {
    let run = expectSuccess(
      try Sandbox().run(
        "score", Demo.corpus(suspect), "-r", try Demo.fingerprints(), "--uncalibrated"))
    #expect(run.text.hasPrefix(headline))
    #expect(run.text.contains("no likelihood ratios"))
  }

  @Test("a suspect of an unknown assistant matches none")
  func none() throws {
    let run = expectSuccess(
      try Sandbox().run("score", Demo.corpus("suspect-b"), "-r", try Demo.fingerprints()))
    #expect(run.text.hasPrefix("Verdict: none of the references\n"))
  }

  @Test(
    "JSON keeps to its contract: all members, their types, best first",
    arguments: [("suspect-a", "match", ["clover"]), ("suspect-b", "none", [])], [true, false])
  func json(_ suspect: (name: String, kind: String, named: [String]), isCalibrated: Bool) throws {
    let (suspect, kind, named) = suspect
    let run = expectSuccess(
      try Sandbox().run(
        ["score", Demo.corpus(suspect), "-r", try Demo.fingerprints(), "--format", "json"]
          + (isCalibrated ? [] : ["--uncalibrated"])))
    let report = try run.json()
    #expect(report.keys == Self.scoreKeys)
    #expect(try report.string("schema") == "whorl.score/1")
    #expect(try report.string("question") == "same")
    #expect(try report.string("tool").hasPrefix("whorl "))

    let questioned = try report.object("suspect")
    #expect(questioned.keys == ["name", "documents", "tokens", "skipped", "skippedByReason", "inputs"])
    #expect(try questioned.string("name") == suspect)
    #expect(try questioned.number("documents") == 20)
    #expect(try questioned.number("skipped") == 0)
    let reasons = try questioned.object("skippedByReason")
    #expect(reasons.keys == ["malformed", "tooLong", "missingField", "notText", "empty"])
    let input = try #require(try questioned.objects("inputs").first)
    #expect(try input.string("name") == "\(suspect).jsonl")
    #expect(try input.number("bytes") == Double(try Demo.bytes(suspect).count))
    #expect(try input.string("sha256").count == 64)

    #expect(try report.object("background").string("digest").count == 64)
    let calibration = try report.object("calibration")
    if isCalibrated {
      #expect(
        calibration.keys == [
          "name", "digest", "models", "pairs", "log10LRLowest", "log10LRHighest", "channels", "seed",
          "excluded", "notExcluded", "interval", "largestSize",
        ])
      #expect(try calibration.string("digest") == report.object("background").string("digest"))
      #expect(try calibration.number("models") > 50)
      #expect(try calibration.strings("excluded").isEmpty)
      #expect(try calibration.string("interval") == "documents")
      #expect(try report.object("domain").string("status") == "inDomain")
    } else {
      #expect(try calibration.string("name") == "uncalibrated")
      #expect(calibration.isNull("digest"))
      #expect(try calibration.number("models") == 0)
      #expect(report.isNull("domain"))
    }

    let verdict = try report.object("verdict")
    #expect(try verdict.string("kind") == kind)
    #expect(try verdict.strings("references") == named)
    #expect(verdict.members["calibrated"] as? Bool == isCalibrated)
    #expect(try verdict.string("reason").isEmpty == false)
  }

  @Test("in JSON uncalibrated references have null likelihood ratios and finite raw scores, in falling order")
  func jsonUncalibrated() throws {
    let run = try Sandbox().run(
      "score", Demo.corpus("suspect-a"), "-r", try Demo.fingerprints(), "--format", "json", "--uncalibrated")
    let references = try run.json().objects("references")
    try expectReferences(references)
    for reference in references {
      for key in ["log10LR", "log10LRLow", "log10LRHigh"] { #expect(reference.isNull(key)) }
      #expect(try reference.string("support") == "uncalibrated")
      let channels = try reference.objects("channels")
      #expect(!channels.isEmpty)
      for channel in channels { #expect(channel.isNull("log10LR")) }
    }
  }

  @Test(
    "in JSON calibrated ratios lie in their intervals and inside the calibration's caps",
    arguments: ["suspect-a", "suspect-b"])
  func jsonCalibrated(suspect: String) throws {
    let run = try Sandbox().run(
      "score", Demo.corpus(suspect), "-r", try Demo.fingerprints(), "--format", "json")
    let report = try run.json()
    let lowest = try report.object("calibration").number("log10LRLowest")
    let highest = try report.object("calibration").number("log10LRHighest")
    #expect(lowest < 0 && highest > 0)
    let references = try report.objects("references")
    if suspect == "suspect-a" { try expectReferences(references) }
    for reference in references {
      let (low, ratio, high) = (
        try reference.number("log10LRLow"), try reference.number("log10LR"),
        try reference.number("log10LRHigh")
      )
      #expect(lowest <= low && low <= ratio && ratio <= high && high <= highest)
      #expect(try reference.string("support").contains("support"))
      let channels = try reference.objects("channels")
      #expect(
        try channels.map { try $0.string("name") } == [
          "w1", "w2", "d3", "d5", "c4", "pos", "format", "rules",
        ])
      #expect(reference.members["usesRules"] as? Bool == true)
      #expect(try reference.object("promptShift").number("value") >= 0)
      for channel in channels { _ = try channel.number("log10LR") }
    }
  }

  private func expectReferences(_ references: [JSONObject]) throws {
    #expect(try Set(references.map { try $0.string("name") }) == Set(Demo.models))
    #expect(try references.first?.string("name") == "clover")
    let scores = try references.map { try $0.number("rawScore") }
    #expect(scores == scores.sorted(by: >))
    for reference in references {
      #expect(reference.keys == Self.referenceKeys)
      #expect(try reference.number("documents") == 40)
      let presence = try reference.object("presence")
      #expect(presence.keys == Self.presenceKeys)
      for key in ["ownScore", "nearestOtherScore", "threshold"] { _ = try presence.number(key) }
      #expect((presence.members["halfScores"] as? [NSNumber])?.count == 2)
      for channel in try reference.objects("channels") {
        #expect(channel.keys == ["name", "log10LR", "rawScore"])
        _ = try channel.number("rawScore")
      }
      for overlap in try reference.objects("overlap") {
        #expect(overlap.keys == ["shingle", "containmentEstimate", "jaccardEstimate"])
        let share = try overlap.object("containmentEstimate").number("value")
        #expect((0...1).contains(share))
      }
    }
  }

  @Test("references are named as a directory, as files, or as corpora, with the same result")
  func referenceForms() throws {
    let sandbox = try Sandbox()
    // Without rules: fingerprints hold their counts, and corpora would be scanned for them on the way.
    let suspect = ["score", Demo.corpus("suspect-a"), "--format", "json", "--packs", "none", "-r"]
    let directory = try sandbox.run(suspect + [try Demo.fingerprints()])
    let mixed = try sandbox.run(
      suspect + [try Demo.fingerprint("clover"), Demo.corpus("bolt"), try Demo.fingerprint("aster")])
    #expect(directory.status == 0)
    #expect(directory.output == mixed.output)
  }

  @Test("a suspect may be a fingerprint, and --name renames it")
  func suspectFingerprint() throws {
    let sandbox = try Sandbox()
    let run = expectSuccess(
      try sandbox.run(
        "score", try Demo.fingerprint("aster"), "--name", "questioned", "-r", try Demo.fingerprints(),
        "--format", "json"))
    let report = try run.json()
    #expect(try report.object("suspect").string("name") == "questioned")
    #expect(try report.object("verdict").strings("references") == ["aster"])
  }

  @Test("too little text is inconclusive")
  func tooLittle() throws {
    let sandbox = try Sandbox()
    try sandbox.write("few.jsonl", try Demo.lines("suspect-a").prefix(2).joined(separator: "\n"))
    let run = expectSuccess(try sandbox.run("score", "few.jsonl", "-r", try Demo.fingerprints()))
    #expect(run.text.hasPrefix("Verdict: inconclusive\n2 documents"))
  }
}

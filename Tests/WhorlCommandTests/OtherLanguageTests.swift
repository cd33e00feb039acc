import Foundation
import Testing

/// Invented German answers against the demonstration corpora, which are in English.
@Suite("Text in another language")
struct OtherLanguageTests {
  private static let sentences = [
    "Der Garten liegt hinter dem Haus und bekommt erst gegen Mittag Licht.",
    "Wer Tomaten ziehen will, sollte sie nicht vor den letzten Nachtfrösten auspflanzen.",
    "Zwischen den Reihen bleibt genug Platz, damit man beim Gießen keine Blätter knickt.",
    "Eine Schicht aus Stroh hält den Boden feucht und das Unkraut klein.",
    "Nach drei Wochen zeigt sich, ob die Wurzeln Halt gefunden haben.",
    "Bei langer Trockenheit genügt es, jeden zweiten Abend kräftig zu wässern.",
    "Schnecken meiden rauen Sand, den man ringsum verstreuen kann.",
    "Gelbe Flecken auf älteren Blättern deuten meist auf fehlendes Magnesium hin.",
    "Kompost vom Vorjahr liefert alles, was die Pflanzen bis zur Ernte brauchen.",
    "Geerntet wird, sobald sich die Früchte mit leichtem Druck lösen lassen.",
  ]

  /// A corpus of so many answers of eight sentences each.
  private static func write(_ name: String, documents: Int, to sandbox: Sandbox) throws {
    let lines = (0..<documents).map { document in
      let text = (0..<8).map { sentences[(document * 3 + $0 * (1 + document % 3)) % sentences.count] }
      return #"{"id": "\#(document)", "output": "\#(text.joined(separator: " ")) Nummer \#(document)."}"#
    }
    try sandbox.write(name, lines.joined(separator: "\n") + "\n")
  }

  @Test(
    "has no ratio and is out of domain from a dozen documents on, and the report says why",
    arguments: [12, 60])
  func suspect(_ documents: Int) throws {
    let sandbox = try Sandbox()
    try Self.write("german.jsonl", documents: documents, to: sandbox)
    let arguments =
      ["score", "german.jsonl", "-r"] + (try ["aster", "bolt", "clover"].map(Demo.fingerprint))
    let report = try expectSuccess(try sandbox.run(arguments + ["--format", "json", "-q"])).json()
    #expect(try report.object("verdict").string("kind") == "outOfDomain")
    let domain = try report.object("domain")
    #expect(try domain.string("status") == "suspectOutside")
    let words = try domain.object("suspectFunctionWords")
    #expect(try words.number("share") < 0.15)
    #expect(try words.number("usual") > 0.35)
    #expect(domain.members["suspectTreatment"] is NSNull)
    for reference in try report.objects("references") { #expect(reference.members["log10LR"] is NSNull) }
    let text = expectSuccess(try sandbox.run(arguments + ["-q"])).text
    #expect(text.contains("function words"))
  }

  @Test("is no reference of English answers: it has no ratio, and the others have one")
  func reference() throws {
    let sandbox = try Sandbox()
    try Self.write("german.jsonl", documents: 40, to: sandbox)
    let report = try expectSuccess(
      try sandbox.run(
        ["score", Demo.corpus("suspect-a"), "-r", "german.jsonl"]
          + (try ["aster", "bolt", "clover"].map(Demo.fingerprint)) + ["--format", "json", "-q"])
    ).json()
    for reference in try report.objects("references") {
      let isGerman = try reference.string("name") == "german"
      #expect((reference.members["log10LR"] is NSNull) == isGerman)
      if isGerman { #expect(try reference.string("noRatio") == "referenceOutside") }
    }
  }
}

import Testing

@testable import WhorlKit
@testable import WhorlReporting

@Suite("What a report says of prompts")
struct PromptNotesTests {
  private static let same = PromptShift(distance: 2, expected: 1.5)
  private static let other = PromptShift(distance: 5, expected: 1.5)

  @Test("is nothing where all answer prompts of one mix")
  func oneMix() {
    #expect(PromptNotes.of([Self.same, Self.same], isNone: true).isEmpty)
    #expect(PromptNotes.of([Self.same, nil], isNone: false).isEmpty)
    #expect(PromptNotes.of([nil, nil], isNone: false).isEmpty)
  }

  @Test("names how many references answer prompts of another mix")
  func otherMix() throws {
    #expect(
      try #require(PromptNotes.of([Self.other, Self.other], isNone: false).first).contains(
        "than the references."))
    #expect(
      try #require(PromptNotes.of([Self.other, Self.same, nil], isNone: false).first).contains(
        "1 of 3 references"))
  }

  @Test("warns of a verdict against all references where nothing is known of prompts")
  func unknown() throws {
    #expect(try #require(PromptNotes.of([nil], isNone: true).first).contains("not known"))
  }

  @Test("stands in JSON as a number and whether it is certain")
  func json() throws {
    #expect(
      try JSONValue.promptShift(Self.other).text()
        == JSONValue.object([("value", .number(3.5)), ("differs", .boolean(true))]).text())
    #expect(
      try JSONValue.promptShift(Self.same).text()
        == JSONValue.object([("value", .number(0.5)), ("differs", .boolean(false))]).text())
    #expect(try JSONValue.promptShift(nil).text() == JSONValue.null.text())
  }
}

/// One document of a suspect, for explanations that point into texts.
public struct SuspectDocument: Sendable, Equatable {
  /// The record's id, or its number from 0.
  public let id: String
  /// What documents are grouped by where prompts are left out: the prompt; empty if there is none, and then the
  /// document is a group of its own.
  public let prompt: [UInt8]
  /// Its text as it was read: UTF-8 that may be invalid.
  public let text: [UInt8]

  /// A document.
  public init(id: String, prompt: [UInt8], text: [UInt8]) {
    self.id = id
    self.prompt = prompt
    self.text = text
  }
}

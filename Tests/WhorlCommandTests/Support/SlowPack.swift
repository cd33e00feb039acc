/// A pack whose rule has to be given up in texts of many letters.
enum SlowPack {
  static let yaml = """
    schema: whorl.pack/1
    name: slow
    version: "1.0.0"
    rules:
      - id: nested
        class: style
        family: style
        regex: '(?:a+a+)+[xyz]'
        matches: ["aax", "aaay"]
        nonMatches: ["x", "a"]
    """

  /// A record with a text in which it is.
  static let record = #"{"output": "\#(String(repeating: "a", count: 4000)) c"}"#
}

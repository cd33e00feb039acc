/// What a token is. Raw values are part of the format of token hashes and never change.
public enum TokenKind: UInt8, CaseIterable, Sendable {
  /// A UAX #29 segment with a letter: `don't`, `3rd`, `GPT4`, one Thai letter with its marks.
  case word = 0
  /// A segment with digits and no letter: `3.14`, `1,000`, `½`.
  case number = 1
  /// One ideograph or kana with its marks.
  case ideograph = 2
  /// One line end between two lines that hold tokens.
  case newline = 3
  /// Two or more line ends with nothing but white space between them.
  case blankLine = 4
  /// `-`, `*`, `+`, `•`, `‣`, `◦`, `▪` or `–` at the start of a line, before a space or tab.
  case bullet = 5
  /// `1.` or `2)`, of up to nine ASCII digits, at the start of a line, before a space or tab.
  case ordinalMarker = 6
  /// One to six `#` at the start of a line, before a space or tab.
  case heading = 7
  /// `**`, `***`, `__` or `___` next to something other than white space.
  case strongEmphasis = 8
  /// A single `*` next to something other than white space, or a single `_` at the edge of a word.
  case emphasis = 9
  /// Three or more backticks or tildes that open or close a code block.
  case codeFence = 10
  /// A run of backticks elsewhere.
  case codeSpan = 11
  /// `|` in a line that starts with one.
  case tablePipe = 12
  /// `>` at the start of a line; several in a row are several tokens.
  case blockQuote = 13
  /// A line of three or more `-`, `*` or `_` and nothing else but spaces and tabs.
  case horizontalRule = 14
  /// `"`.
  case straightDoubleQuote = 15
  /// `“`, `”`, `„`, `«` or `»`.
  case curlyDoubleQuote = 16
  /// `'` outside words.
  case straightSingleQuote = 17
  /// `‘`, `’`, `‚`, `‹` or `›` outside words.
  case curlySingleQuote = 18
  /// `-`, U+2010 or U+2011.
  case hyphen = 19
  /// `–`.
  case enDash = 20
  /// `—` or U+2015.
  case emDash = 21
  /// `…`, or three or more periods in a row.
  case ellipsis = 22
  /// `,`, `，` or `、`.
  case comma = 23
  /// `.` or `。`.
  case period = 24
  /// `:` or `：`.
  case colon = 25
  /// `;` or `；`.
  case semicolon = 26
  /// `?` or `？`.
  case questionMark = 27
  /// `!` or `！`.
  case exclamationMark = 28
  /// General categories Ps and Pe, apart from the quotation marks above.
  case bracket = 29
  /// Other punctuation.
  case punctuation = 30
  /// General category S.
  case symbol = 31
  /// An emoji sequence, a flag or a keycap.
  case emoji = 32
  /// A control or format character, a mark without a base, an unassigned code point, or bytes that
  /// are not UTF-8.
  case control = 33

  /// Whether the kind is a word, a number or an ideograph: what word n-grams are made of.
  @inlinable public var isWordLike: Bool { rawValue <= TokenKind.ideograph.rawValue }

  /// Whether the kind is written by layout and markup, and not by language.
  @inlinable public var isLayout: Bool {
    rawValue >= TokenKind.newline.rawValue && rawValue <= TokenKind.horizontalRule.rawValue
  }
}

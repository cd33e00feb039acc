/// A piece of HTML, in which all text that is interpolated is escaped.
///
/// ```swift
/// let name = "<script>"
/// let cell: HTMLFragment = "<td>\(name)</td>"  // <td>&lt;script&gt;</td>
/// ```
///
/// Literals are markup, strings are text, fragments stay as they are: what came from outside can only get into
/// a page as text.
struct HTMLFragment: ExpressibleByStringInterpolation, Sendable {
  /// The markup.
  private(set) var markup: String

  init(stringLiteral markup: StaticString) {
    self.markup = "\(markup)"
  }

  init(stringInterpolation: StringInterpolation) {
    markup = stringInterpolation.markup
  }

  /// The fragments one after the other.
  init(_ fragments: some Sequence<HTMLFragment>) {
    markup = ""
    for fragment in fragments { markup += fragment.markup }
  }

  static func += (fragment: inout HTMLFragment, other: HTMLFragment) { fragment.markup += other.markup }

  /// Markup that this project writes and no outside text is in: style sheets and drawings.
  static func own(_ markup: String) -> HTMLFragment { HTMLFragment(own: markup) }

  private init(own markup: String) { self.markup = markup }

  /// The bytes of the fragment.
  var size: Int { markup.utf8.count }

  struct StringInterpolation: StringInterpolationProtocol {
    var markup = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: StaticString) { markup += "\(literal)" }

    mutating func appendInterpolation(_ text: String) { markup += MarkupText.of(text) }

    mutating func appendInterpolation(_ number: Int) { markup += String(number) }

    mutating func appendInterpolation(_ fragment: HTMLFragment) { markup += fragment.markup }
  }
}

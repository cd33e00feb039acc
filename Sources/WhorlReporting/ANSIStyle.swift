/// The few terminal styles that text reports use.
enum ANSIStyle: String {
  case bold = "1"
  case green = "32"
  case red = "31"
  case yellow = "33"
  case dim = "2"

  /// `text` in this style, or as it is where colour is off.
  func apply(_ text: String, isColored: Bool) -> String {
    isColored ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// Text from outside made fit for a one-line message: control characters become `?`, and a long text
/// is cut behind `limit` characters.
func printable(_ text: String, limit: Int = 512) -> String {
  var result = String.UnicodeScalarView()
  var count = 0
  for scalar in text.unicodeScalars {
    if count == limit {
      result.append("…")
      break
    }
    let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    let breaksLine = scalar.value == 0x2028 || scalar.value == 0x2029
    result.append(isControl || breaksLine ? "?" : scalar)
    count += 1
  }
  return String(result)
}

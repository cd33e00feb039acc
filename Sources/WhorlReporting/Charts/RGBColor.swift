/// A colour of the sRGB space.
struct RGBColor: Sendable, Equatable {
  let red: UInt8
  let green: UInt8
  let blue: UInt8

  /// The colour of the number `0xRRGGBB`.
  init(_ value: UInt32) {
    red = UInt8(truncatingIfNeeded: value >> 16)
    green = UInt8(truncatingIfNeeded: value >> 8)
    blue = UInt8(truncatingIfNeeded: value)
  }

  /// `#rrggbb`.
  var css: String {
    let digits = Array("0123456789abcdef")
    return "#" + String([red, green, blue].flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}

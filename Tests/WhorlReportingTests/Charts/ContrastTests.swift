import Foundation
import Testing

@testable import WhorlReporting

@Suite("Contrast of the report's colours")
struct ContrastTests {
  /// Relative luminance and contrast as WCAG 2.2 defines them.
  private static func luminance(_ color: RGBColor) -> Double {
    let parts = [color.red, color.green, color.blue].map { value -> Double in
      let share = Double(value) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  private static func contrast(_ a: RGBColor, _ b: RGBColor) -> Double {
    let (high, low) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)
  }

  @Test("black on white is 21 to 1, and grey as published")
  func reference() {
    #expect(abs(Self.contrast(RGBColor(0), RGBColor(0xFFFFFF)) - 21) < 1e-9)
    #expect(abs(Self.contrast(RGBColor(0x767676), RGBColor(0xFFFFFF)) - 4.54) < 0.01)
  }

  @Test("text is AA on paper and on panels, lines are AA for graphics", arguments: ["light", "dark"])
  func palette(name: String) {
    let palette = name == "light" ? ReportPalette.light : .dark
    for ground in [palette.paper, palette.panel] {
      for text in [palette.ink, palette.muted, palette.pro, palette.contra] {
        #expect(Self.contrast(text, ground) >= 4.5, "\(text.css) on \(ground.css)")
      }
      for line in palette.series + [palette.axis] {
        #expect(Self.contrast(line, ground) >= 3, "\(line.css) on \(ground.css)")
      }
    }
    #expect(palette.heat.count == 13 && palette.heatInk.count == 13)
    for (ground, text) in zip(palette.heat, palette.heatInk) {
      #expect(Self.contrast(text, ground) >= 4.5, "\(text.css) on \(ground.css)")
    }
  }

  @Test("steps of the heat map differ from their neighbours", arguments: ["light", "dark"])
  func steps(name: String) {
    let heat = (name == "light" ? ReportPalette.light : .dark).heat
    for (a, b) in zip(heat, heat.dropFirst()) {
      #expect(Self.contrast(a, b) > 1.08, "\(a.css) \(b.css)")
    }
  }
}

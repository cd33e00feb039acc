/// The colours of pages and charts on one kind of paper.
///
/// Text on paper has a contrast of at least 4.5 : 1, lines and marks of at least 3 : 1 (WCAG 2.2, success
/// criteria 1.4.3 and 1.4.11), which a test computes. Series differ in dash and marker too, so that nothing
/// is told by colour alone; blue and orange, the two that matter most, are told apart with any of the common
/// colour deficiencies.
struct ReportPalette: Sendable {
  /// The page.
  let paper: RGBColor
  /// Cards and table stripes.
  let panel: RGBColor
  /// Text.
  let ink: RGBColor
  /// Text that matters less.
  let muted: RGBColor
  /// Borders and grid lines: decoration, which needs no contrast.
  let rule: RGBColor
  /// Axes.
  let axis: RGBColor
  /// Links, and what speaks for the first proposition.
  let pro: RGBColor
  /// What speaks against it.
  let contra: RGBColor
  /// The lines of charts.
  let series: [RGBColor]
  /// Behind a number in the heat map: from extremely strong support against, over none, to extremely
  /// strong support for.
  let heat: [RGBColor]
  /// The number on it.
  let heatInk: [RGBColor]

  /// Dark on white.
  static let light = ReportPalette(
    paper: RGBColor(0xFFFFFF), panel: RGBColor(0xF5F7F9), ink: RGBColor(0x1B2127), muted: RGBColor(0x55606B),
    rule: RGBColor(0xD5DBE1), axis: RGBColor(0x7A858F), pro: RGBColor(0x0B5CAD), contra: RGBColor(0xA8450A),
    series: [0x0B5CAD, 0xA8450A, 0x1B7F4B, 0x7A3FB0, 0x0E7490, 0x9A2257].map(RGBColor.init),
    heat: [
      0x7A2E00, 0x94400A, 0xB5601F, 0xDB9358, 0xF0BE94, 0xF9E2CF, 0xF1F3F5,
      0xDDEBF9, 0xB4D3F1, 0x7DB0E2, 0x2F74BC, 0x145A9E, 0x063F77,
    ].map(RGBColor.init),
    heatInk: [
      0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0x1B1108, 0x1B1108, 0x1B1108, 0x1B2127,
      0x08131F, 0x08131F, 0x08131F, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF,
    ].map(RGBColor.init))

  /// Light on near black.
  static let dark = ReportPalette(
    paper: RGBColor(0x12161B), panel: RGBColor(0x1B2128), ink: RGBColor(0xE8ECF0), muted: RGBColor(0xA3AEB9),
    rule: RGBColor(0x333C46), axis: RGBColor(0x7F8A95), pro: RGBColor(0x6CB2FF), contra: RGBColor(0xFFA657),
    series: [0x6CB2FF, 0xFFA657, 0x56D38F, 0xC9A2FF, 0x5AD1E6, 0xFF8FB8].map(RGBColor.init),
    heat: [
      0xFFC48A, 0xF2A45C, 0xD5813A, 0x9C5620, 0x6B3A16, 0x48290F, 0x1F262E,
      0x12365A, 0x174A78, 0x1E5E98, 0x4A9BE8, 0x7DBAF5, 0xB3D8FF,
    ].map(RGBColor.init),
    heatInk: [
      0x1B1108, 0x1B1108, 0x1B1108, 0xFFFFFF, 0xFFFFFF, 0xF6E9DD, 0xE8ECF0,
      0xE2EFFC, 0xFFFFFF, 0xFFFFFF, 0x08131F, 0x08131F, 0x08131F,
    ].map(RGBColor.init))
}

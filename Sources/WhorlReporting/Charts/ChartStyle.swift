/// The style sheet of charts that are files of their own.
///
/// Colours are written out for each class, without variables, for readers that know no others. Paper is
/// white in print, whatever the screen.
enum ChartStyle {
  /// The rules, a line each.
  static let css =
    """
    .chart text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
    .chart .label{font-size:13px}.chart .title{font-size:15px;font-weight:600}
    .chart .small{font-size:12px}
    .chart .line{fill:none;stroke-width:2;stroke-linejoin:round}
    .chart .thin{fill:none;stroke-width:1}.chart .dashed{stroke-dasharray:7 4}
    .chart .dotted{stroke-dasharray:2 4}.chart .dotdash{stroke-dasharray:10 3 2 3}
    .chart .grid,.chart .axis,.chart .whisker{fill:none}.chart .grid,.chart .axis{stroke-width:1}
    .chart .whisker{stroke-width:2}

    """ + rules(.light) + "@media screen and (prefers-color-scheme:dark){\n" + rules(.dark) + "}\n"

  private static func rules(_ palette: ReportPalette) -> String {
    var rules = [
      ".paper{fill:\(palette.paper.css)}", ".panel{fill:\(palette.panel.css)}",
      ".label,.chart .title{fill:\(palette.ink.css)}", ".small{fill:\(palette.muted.css)}",
      ".grid{stroke:\(palette.rule.css)}", ".axis{stroke:\(palette.axis.css)}",
      ".whisker{stroke:\(palette.ink.css)}", ".mark{fill:\(palette.ink.css)}",
      ".pro{fill:\(palette.pro.css)}", ".contra{fill:\(palette.contra.css)}",
    ]
    for (index, color) in palette.series.enumerated() {
      rules.append(".line.s\(index),.chart .thin.s\(index){stroke:\(color.css)}")
      rules.append(".fill.s\(index){fill:\(color.css)}")
    }
    return rules.map { ".chart \($0)\n" }.joined()
  }

  /// The class of the line of series `index`; beyond the palette's colours they begin again.
  static func series(_ index: Int) -> String { "s\(index % ReportPalette.light.series.count)" }
}

import WhorlKit
import WhorlReporting

extension EvaluationReport {
  /// Links by names.
  static func links(_ links: StyleLinks, names: [String]) -> [Link] {
    links.pairs.map { Link(first: names[$0.first], second: names[$0.second], log10LR: $0.log10LR) }
  }

  /// Writes the plots, if they are asked for, and then the report to standard output.
  func print(_ options: ReportOptions, plots directory: PlotDirectory?) throws {
    if let directory {
      do {
        try directory.write(try plots())
      } catch {
        throw CommandFailure(error)
      }
    }
    switch options.format {
    case .text: Terminal.write(text(width: Terminal.isInteractive ? Terminal.width : nil))
    case .json: Terminal.write(try json() + "\n")
    }
  }
}

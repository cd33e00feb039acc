/// Columns that lines of a report may take.
public enum LineWidth {
  /// The width of what is no terminal, such as a file or a pipe: tables are as wide as their cells, so that no name
  /// is cut, and prose is broken as on a usual terminal.
  public static let unlimited = Int.max
  /// The columns of prose and quotations where there is no terminal to fit them to.
  static let usual = 80

  /// The columns of prose and quotations where lines may take `width`.
  static func ofProse(_ width: Int) -> Int { width == unlimited ? usual : width }
}

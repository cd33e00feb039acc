/// A line and a column of a pack's file, both from 1; columns count Unicode scalars.
public struct PackPlace: Sendable, Equatable, Comparable {
  /// The line.
  public let line: Int
  /// The column.
  public let column: Int

  /// Orders by line, then column.
  public static func < (a: PackPlace, b: PackPlace) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}

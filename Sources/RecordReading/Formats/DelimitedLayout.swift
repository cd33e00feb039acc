/// The delimiter and the column names of separated values.
public struct DelimitedLayout: Sendable, Equatable {
  static let comma = UInt8(ascii: ",")
  static let tab: UInt8 = 0x09

  /// The byte between fields: a comma or a tab.
  public let delimiter: UInt8
  /// The names in the header, in its order; of two equal ones the first counts.
  public let columns: [String]

  /// The column that a path names: the one whose name is the path as it is written.
  func column(_ path: FieldPath) -> Int? {
    columns.firstIndex { $0.utf8.elementsEqual(path.text.utf8) || [.key(Array($0.utf8))] == path.steps }
  }
}

internal import Yams

/// The members of a YAML mapping by key, with the place of each.
struct PackFields {
  /// What the mapping is, for messages: `a rule`.
  let what: String
  /// Where it begins.
  let place: PackPlace
  // Apart, so that looking for a key copies no nodes.
  private let keys: [String]
  private let values: [Node]

  init(what: String, place: PackPlace, members: [(key: String, value: Node)]) {
    self.what = what
    self.place = place
    keys = members.map { $0.key }
    values = members.map { $0.value }
  }

  subscript(_ key: String) -> Node? { keys.firstIndex(of: key).map { values[$0] } }

  /// Whether there is `key`.
  func has(_ key: String) -> Bool { keys.contains(key) }

  /// The members in the order of the file.
  var all: [(key: String, value: Node)] { Array(zip(keys, values)) }
}

extension Node {
  /// Where the node begins.
  var place: PackPlace { PackPlace(line: mark?.line ?? 1, column: mark?.column ?? 1) }

  /// What the node is, for messages.
  var kindName: String {
    switch self {
    case .scalar(let scalar): scalar.isNull ? "nothing" : "text"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}

extension Node.Scalar {
  /// Whether the scalar is a plain one that stands for nothing.
  var isNull: Bool { style == .plain && ["", "~", "null", "Null", "NULL"].contains(string) }
}

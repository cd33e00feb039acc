internal import Yams

/// The members of a YAML mapping by key, with the place of each.
struct PackFields {
  /// What the mapping is, for messages: `a rule`.
  let what: String
  /// Where it begins.
  let place: PackPlace
  private let members: [(key: String, value: Node)]

  init(what: String, place: PackPlace, members: [(key: String, value: Node)]) {
    self.what = what
    self.place = place
    self.members = members
  }

  subscript(_ key: String) -> Node? { members.first { $0.key == key }?.value }

  /// Whether any of `keys` is there.
  func has(_ keys: String...) -> Bool { keys.contains { self[$0] != nil } }

  /// The members in the order of the file.
  var all: [(key: String, value: Node)] { members }
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

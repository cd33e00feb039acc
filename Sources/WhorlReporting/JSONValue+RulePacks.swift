import WhorlKit

extension JSONValue {
  /// Packs of rules that were counted, in their order.
  static func rulePacks(_ packs: [RuleSums.Pack]) -> JSONValue {
    .array(
      packs.map { pack in
        .object([
          ("name", .string(pack.name)), ("version", .string(pack.version)), ("digest", .string(pack.digest)),
        ])
      })
  }
}

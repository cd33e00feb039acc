import WhorlKit

extension JSONValue {
  /// The kind of text of a case, as `domain` of `whorl.score/1` and `whorl.compare/1`.
  static func domain(_ domain: DomainStatus?) -> JSONValue {
    func fields(
      _ status: String, _ outside: DomainStatus.Distance? = nil, _ more: [(String, JSONValue)] = []
    ) -> JSONValue {
      let distance: [(String, JSONValue)] =
        outside.map {
          [
            ("distance", .number($0.value)), ("limit", .number($0.limit)),
            ("suspectKind", .optional($0.other.map(Self.name))),
            ("suspectTreatment", .optional($0.treatment?.rawValue)),
            (
              "suspectFunctionWords",
              $0.functionWords.map {
                .object([("share", .number($0.share)), ("usual", .number($0.usual))])
              } ?? .null
            ),
          ]
        } ?? []
      return .object([("status", .string(status))] + more + distance)
    }
    func models(_ count: Int) -> (String, JSONValue) { ("models", .integer(UInt64(count))) }
    switch domain {
    case nil: return .null
    case .home(let outside):
      return fields(outside == nil ? "inDomain" : "suspectOutside", outside)
    case .known(let name, let count, let outside):
      return fields(
        outside == nil ? "otherDomain" : "suspectOutside", outside, [("name", .string(name)), models(count)])
    case .learned(let count, let outside):
      return fields(outside == nil ? "recalibrated" : "suspectOutside", outside, [models(count)])
    case .shifted(let references, let outside, let count):
      return fields(
        "shifted", nil,
        [
          ("references", .integer(UInt64(references))), ("outside", .integer(UInt64(outside))), models(count),
        ])
    }
  }
  private static func name(_ kind: DomainStatus.KnownKind) -> String {
    switch kind {
    case .home: "home"
    case .named(let name): name
    }
  }
}

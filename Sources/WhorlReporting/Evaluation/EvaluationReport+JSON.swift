import WhorlKit

extension EvaluationReport {
  /// The report as `whorl.evaluate/1`, specified in `docs/json.md`.
  ///
  /// - Throws: `EncodingError` if a number is not finite, which none is.
  public func json() throws -> String {
    var members: [(String, JSONValue)] = [
      ("schema", .string("whorl.evaluate/1")),
      ("tool", .string("whorl \(toolVersion)")),
      ("protocol", .string(method.rawValue)),
      ("method", .string(method.summary)),
      (
        "background",
        .object([
          ("name", .string(backgroundName)), ("digest", .string(backgroundDigest)),
          ("models", .integer(UInt64(backgroundModels))),
        ])
      ),
      ("crossValidated", .boolean(isCrossValidated || method == .background)),
      ("calibrationLeavesOut", .boolean(!isCalibrationKept)),
      ("usesRules", .boolean(usesRules)),
      ("seed", .integer(seed)),
      ("resamples", .integer(UInt64(replicates))),
    ]
    if !corpora.isEmpty {
      members.append(("corpora", .array(corpora.map(\.json))))
      members.append(("domain", .domain(domain)))
    }
    members += [
      (
        "links",
        .array(
          links.map { link in
            .object([
              ("models", .array([.string(link.first), .string(link.second)])),
              ("log10LR", .number(link.log10LR)),
            ])
          })
      ),
      ("notes", .array(notes.map { .string($0) })),
      ("results", .array(results.map(json))),
      ("otherMixResults", .array(otherMixResults.map(json))),
    ]
    return try JSONValue.object(members).text()
  }

  private func json(_ result: EvaluationResult) -> JSONValue {
    var members: [(String, JSONValue)] = [("protocol", .string(method.rawValue))]
    if method == .robustness { members.append(("alteration", .string(result.alteration.rawValue))) }
    members += [
      ("documents", .integer(UInt64(result.documents))),
      ("models", .integer(UInt64(result.suspectModels))),
    ]
    members += Self.members(result.table, result.intervals)
    if method == .background || isCrossValidated {
      members.append(("cllrAllPairs", .optional(result.cllrOfAllPairs)))
    }
    members.append(
      (
        "clusters",
        result.clusterTable.map { table in
          let links = UInt64(result.links.pairs.count)
          return .object([("linkedPairs", .integer(links))] + Self.members(table, result.clusterIntervals))
        } ?? .null
      ))
    return .object(members)
  }

  private static func members(
    _ table: TrialTable, _ intervals: ModelBootstrap?
  ) -> [(String, JSONValue)] {
    var members: [(String, JSONValue)] = [
      ("trials", .integer(UInt64(table.trials.count))),
      ("sameTrials", .integer(UInt64(table.trials.count { $0.isSame }))),
    ]
    for measure in EvaluationMeasure.allCases {
      members.append((measure.rawValue, .number(table.measures[measure])))
    }
    let ends = intervals.map { intervals in
      JSONValue.object(
        EvaluationMeasure.allCases.map { measure in
          let ends = intervals[measure]
          return (measure.rawValue, .array([.number(ends.lowerBound), .number(ends.upperBound)]))
        })
    }
    members.append(("intervals", ends ?? .null))
    return members
  }
}

import RecordReading
import Synchronization
import WhorlKit

/// A builder for each value of the field that documents are grouped by, shared by the tasks that read.
///
/// Sums are exact, so it does not matter which task adds its share first. Memory is about 0.7 MB a group.
final class GroupedBuilders: Sendable {
  /// The most groups of one run.
  static let maximumCount = 4096
  /// From this many documents on, a task counts them by itself and only then adds up.
  private static let countedApart = 8

  private final class Group: Sendable {
    let builder: Mutex<FingerprintBuilder>
    init(_ builder: FingerprintBuilder) { self.builder = Mutex(builder) }
  }

  private let empty: FingerprintBuilder
  private let groups = Mutex<[[UInt8]: Group]>([:])

  /// Groups whose builders begin as `empty`.
  init(empty: FingerprintBuilder) { self.empty = empty }

  /// Takes up the documents that a group had in an earlier run.
  func resume(_ value: String, _ builder: FingerprintBuilder) {
    groups.withLock { $0[Array(value.utf8)] = Group(builder) }
  }

  /// Adds each document to its group.
  ///
  /// - Parameter tallies: What rules count in each record of the batch; empty if they are not counted.
  func add(_ batch: RecordBatch, tallies: [RuleTally] = []) throws {
    var indexes: [[UInt8]: [Int]] = [:]
    for (index, record) in batch.records.enumerated() {
      guard let group = record.group else { continue }
      indexes[Array(batch.storage[group]), default: []].append(index)
    }
    for (value, members) in indexes {
      let group = try group(value)
      if members.count >= Self.countedApart {
        var builder = empty
        try Self.add(members, of: batch, tallies, to: &builder)
        let counted = builder
        try group.builder.withLock { try $0.merge(counted) }
      } else {
        try group.builder.withLock { try Self.add(members, of: batch, tallies, to: &$0) }
      }
    }
  }

  /// The groups in the order of their values' bytes.
  var all: [(value: String, builder: FingerprintBuilder)] {
    groups.withLock { $0 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { value, group in
      (String(decoding: value, as: UTF8.self), group.builder.withLock { $0 })
    }
  }

  private func group(_ value: [UInt8]) throws -> Group {
    try groups.withLock { groups in
      if let group = groups[value] { return group }
      guard groups.count < Self.maximumCount else {
        throw CommandFailure(
          "--group-field has more than \(Self.maximumCount) values: group by a field with fewer, or take "
            + "some of them with --where")
      }
      let group = Group(empty)
      groups[value] = group
      return group
    }
  }

  private static func add(
    _ members: [Int], of batch: RecordBatch, _ tallies: [RuleTally], to builder: inout FingerprintBuilder
  ) throws {
    let storage = batch.storage.span
    for index in members {
      let record = batch.records[index]
      let key = record.prompt ?? record.id ?? record.text
      try builder.add(storage.extracting(record.text), key: storage.extracting(key))
      if !tallies.isEmpty { builder.addRules(tallies[index]) }
    }
  }
}

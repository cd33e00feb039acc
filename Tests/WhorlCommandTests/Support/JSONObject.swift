import Foundation
import Testing

/// A parsed JSON object whose members are asked for by type: a missing one fails the test.
struct JSONObject {
  let members: [String: Any]

  init(_ value: Any?) throws {
    members = try #require(value as? [String: Any])
  }

  var keys: Set<String> { Set(members.keys) }

  func object(_ key: String) throws -> JSONObject { try JSONObject(members[key]) }

  func objects(_ key: String) throws -> [JSONObject] {
    try #require(members[key] as? [Any], "\(key) is no array").map { try JSONObject($0) }
  }

  func string(_ key: String) throws -> String { try #require(members[key] as? String, "\(key) is no string") }

  func strings(_ key: String) throws -> [String] {
    try #require(members[key] as? [String], "\(key) is no list")
  }

  func number(_ key: String) throws -> Double {
    let number = try #require(members[key] as? NSNumber, "\(key) is no number")
    try #require(number.doubleValue.isFinite)
    return number.doubleValue
  }

  func isNull(_ key: String) -> Bool { members[key] is NSNull }
}

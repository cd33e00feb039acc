import Testing

@testable import WhorlKit

@Suite("Arrays of little-endian numbers")
struct LittleEndianArraysTests {
  @Test("are what reading number by number gives, and nil where one is not finite")
  func twin() throws {
    let values: [Float] = [0, -0.0, 1.5, -3e38, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
    func bytes(_ values: [Float]) -> [UInt8] {
      values.flatMap { value in
        (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt32($0))) }
      }
    }
    let all = [9] + bytes(values) + [1, 2]
    let read = try #require(LittleEndianArrays.finiteFloats(all[1...]))
    #expect(read.map(\.bitPattern) == values.map(\.bitPattern))
    #expect(LittleEndianArrays.finiteFloats([]) == [])
    for wrong in [Float.nan, .signalingNaN, .infinity, -.infinity] {
      #expect(LittleEndianArrays.finiteFloats(bytes(values + [wrong])[...]) == nil)
    }
  }
}

import Testing

@testable import WhorlKit

/// Recorded values of the hashes behind each channel, computed outside this package from their written
/// definitions.
enum ChannelGoldens {
  struct Golden: Sendable, CustomTestStringConvertible {
    let channel: Channel
    let seed: UInt64
    let firstHash: UInt64?
    let lastHash: UInt64?
    var testDescription: String { channel.rawValue }
  }

  static let all: [Golden] = [
    Golden(
      channel: .w1, seed: 0xEC52_C4AE_8084_EE6E, firstHash: 0x4BB9_32C2_CA07_B6CB,
      lastHash: 0xFCBB_8C02_0FEF_4CEB),
    Golden(
      channel: .w2, seed: 0x2F43_46AE_33C2_E82D, firstHash: 0x48D5_EA5F_6389_D8CC,
      lastHash: 0x9235_A1E7_1163_0664),
    Golden(
      channel: .d3, seed: 0xAB8A_9976_EC29_7E0D, firstHash: 0x99FE_D15D_FB10_5D2E,
      lastHash: 0xC204_EB7C_28A1_67E0),
    Golden(
      channel: .d5, seed: 0xA997_E467_172C_FC60, firstHash: 0x9CD4_8FFC_67ED_D1AC,
      lastHash: 0x93DF_8F5F_E02A_DA77),
    Golden(
      channel: .c4, seed: 0x8E33_B75D_848E_71BE, firstHash: 0xB173_F660_9D77_2F96,
      lastHash: 0x0258_8120_E353_91F0),
    Golden(
      channel: .pos, seed: 0x9D20_FC19_4CD0_9B44, firstHash: 0xDBDE_4CE8_EE4B_8894,
      lastHash: 0xF841_7B9E_9E8C_0FFB),
    Golden(
      channel: .format, seed: 0x28EA_B78C_B6CB_CB6B, firstHash: nil,
      lastHash: nil),
  ]

  static let content: UInt64 = 0xE973_074A_4F2D_84AA
  static let number: UInt64 = 0x5F5E_7BCF_79E1_A998
  static let shingleSeeds: [UInt64] = [0x9C44_D9D0_3C8F_39A1, 0x6645_A4C8_4A58_EBE2]
  static let halfSeed: UInt64 = 0xB829_CA53_99FB_DFDA
}

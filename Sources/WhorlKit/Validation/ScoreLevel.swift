/// All trials with one score, counted by kind. What ties is judged together.
struct ScoreLevel: Sendable, Equatable {
  let score: Double
  var same: Int
  var different: Int
}

extension LogisticLoss {
  /// Where a minimisation ended.
  struct Minimum {
    var coefficients: [Double]
    var converged = false
    var iterations = 0
    /// Whether a Hessian could not be solved.
    var isSingular = false
  }

  /// The coefficients of least penalised cost, by Newton's method with step halving.
  ///
  /// - Parameter fixed: A coefficient to leave at a value.
  func minimized(fixed: (index: Int, value: Double)?) -> Minimum {
    let width = scales.count
    var result = Minimum(coefficients: [Double](repeating: 0, count: width))
    if let fixed { result.coefficients[fixed.index] = fixed.value }
    var current = evaluation(result.coefficients)
    while result.iterations < 100 {
      var (gradient, hessian) = (current.gradient, current.hessian)
      if let fixed {
        gradient[fixed.index] = 0
        for j in 0..<width {
          hessian[fixed.index * width + j] = 0
          hessian[j * width + fixed.index] = 0
        }
        hessian[fixed.index * width + fixed.index] = 1
      }
      guard let step = Cholesky.solve(hessian, gradient) else {
        result.isSingular = true
        return result
      }
      let decrement = zip(gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
      if decrement <= 1e-18 {
        result.converged = true
        return result
      }
      result.iterations += 1
      var length = 1.0
      while true {
        let candidate = zip(result.coefficients, step).map { $0 - length * $1 }
        // Mostly it is taken, and then its derivatives are needed next.
        let next = evaluation(candidate)
        // So near the minimum the costs differ by less than their rounding, and full steps are safe.
        if decrement < 1e-9 || next.cost <= current.cost - 1e-4 * length * decrement {
          result.coefficients = candidate
          current = next
          break
        }
        length /= 2
        // A direction of descent that descends nowhere: rounding is all that is left.
        if length < 1e-12 { return result }
      }
    }
    return result
  }
}

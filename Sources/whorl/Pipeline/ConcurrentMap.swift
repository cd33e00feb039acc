extension Collection where Element: Sendable {
  /// The result of `body` for each element, in the order of the elements, with at most `width` at work.
  func mapConcurrently<Result: Sendable>(
    width: Int, _ body: @escaping @Sendable (Element) async -> Result
  ) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
      var results = [Result?](repeating: nil, count: count)
      for (index, element) in enumerated() {
        if index >= Swift.max(1, width), let (done, result) = await group.next() { results[done] = result }
        group.addTask { (index, await body(element)) }
      }
      for await (done, result) in group { results[done] = result }
      return results.compactMap(\.self)
    }
  }
}

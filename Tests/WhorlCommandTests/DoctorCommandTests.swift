import Testing

@Suite("A look at the installation")
struct DoctorCommandTests {
  @Test("finds all that is built in")
  func healthy() throws {
    let run = expectSuccess(try Sandbox().run("doctor", "--format", "json"))
    let report = try run.json()
    #expect(try report.string("schema") == "whorl.doctor/1")
    #expect(report.members["healthy"] as? Bool == true)
    let findings = Dictionary(
      uniqueKeysWithValues: try report.objects("checks").map {
        (try $0.string("name"), try $0.string("finding"))
      })
    #expect(findings["pcre2"]?.hasPrefix("PCRE2 10.") == true)
    #expect(findings["background"]?.contains("SHA-256 ") == true)
    #expect(findings["vocabulary"]?.contains("SHA-256 ") == true)
    #expect(findings["terminal"] == "standard output is not a terminal")
    #expect(expectSuccess(try Sandbox().run("doctor")).text.split(separator: "\n").allSatisfy { !$0.isEmpty })
  }

  @Test("says what is missing or damaged, with status 2")
  func unhealthy() throws {
    let sandbox = try Sandbox()
    try sandbox.write("bad.whorlbg", "no background")
    for (arguments, part) in [
      (["doctor", "--background", "bad.whorlbg"], "bad.whorlbg"),
      (["doctor", "--vocabulary", "gone"], "cannot open gone"),
    ] {
      let run = try sandbox.run(arguments)
      #expect(run.status == 2)
      #expect(run.text.contains("problem") && run.text.contains(part), "\(run.text)")
    }
    #expect(try sandbox.run(["doctor"], environment: ["WHORL_BACKGROUND": "gone"]).status == 2)
  }

  @Test(
    "a mistyped command or flag gets a suggestion",
    arguments: [
      (["scor"], "did you mean 'score'?"), (["comapre"], "did you mean 'compare'?"),
      (["help", "fingerprnt"], "did you mean 'fingerprint'?"), (["compare", "--fail-onn", "x"], "--fail-on"),
      (["score", "--fromat", "json"], "--format"),
    ])
  func suggestions(arguments: [String], part: String) throws {
    expectUsageError(try Sandbox().run(arguments), part)
  }
}

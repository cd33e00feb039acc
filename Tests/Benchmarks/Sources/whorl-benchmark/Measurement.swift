import Foundation

/// Times and memory of work done here, and of whole commands.
enum Measurement {
  /// The CPU seconds of the fastest of `runs` calls.
  static func cpuSeconds(runs: Int, _ body: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<runs {
      let start = clock()
      try body()
      best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
    return best
  }

  /// What a command took.
  struct Command {
    /// Wall seconds of the fastest run.
    var wall = Double.infinity
    /// CPU seconds of the run with the least.
    var cpu = Double.infinity
    /// Peak resident memory of the largest run, in MB.
    var peakMemory = 0.0
  }

  /// Runs a command `runs` times with its output thrown away.
  static func command(_ path: String, _ arguments: [String], runs: Int) throws -> Command {
    var result = Command()
    for _ in 0..<runs {
      let process = Process()
      // GNU time reports the peak memory of the one command; getrusage only that of all children.
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["python3", "-c", probe, path] + arguments
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      let fields = String(decoding: data, as: UTF8.self).split(separator: " ").compactMap {
        Double($0.trimmingCharacters(in: .whitespacesAndNewlines))
      }
      guard process.terminationStatus == 0, fields.count == 3 else {
        throw Failure(description: "\(path) \(arguments.joined(separator: " ")) failed")
      }
      result.wall = min(result.wall, fields[0])
      result.cpu = min(result.cpu, fields[1])
      result.peakMemory = max(result.peakMemory, fields[2])
    }
    return result
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private static let probe = """
    import os, resource, subprocess, sys, time
    start = time.perf_counter()
    status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    wall = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    scale = 1e6 if sys.platform == "darwin" else 1e3
    print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / scale)
    sys.exit(status)
    """
}

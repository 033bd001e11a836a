import Configuration
import Foundation
import Learning
import Parallel
import Scoring
import Synchronization

// Trains on a set and tells what it took, in the form of `benchmarks/peers/trainer_side.py`:
//
//     TrainTrees SET REPORT [--trees 200] [--threads 2] [--KEY VALUE …]
//
// where KEY is one of the options of trees: learningRate, leaves, minimumRows, l2, columnShare, sampleShare, bins,
// growth. With `--validated 1` options are as a user finds them, and the number of trees is the one that did best on the last
// fifth of the rows, after which all rows are trained on.

/// Trees between two figures for the test rows.
let step = 5

struct Figure: Encodable {
  var trees: Int
  var seconds: Double
  var auc: Double
  var logLoss: Double

  enum CodingKeys: String, CodingKey {
    case trees, seconds, auc
    case logLoss = "log_loss"
  }
}

struct Report: Encodable {
  var bins: Double
  var training: Double
  /// Seconds that were spent on finding the number of trees.
  var search: Double
  var peak: Int
  var figures: [Figure]
}

func peakMemory() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  // Linux counts in kilobytes.
  return usage.ru_maxrss * 1024
}

/// Area under the ROC curve; ties count half.
func auc(_ margins: [Double], _ labels: [Float]) -> Double {
  let order = margins.indices.sorted { margins[$0] < margins[$1] }
  var lost = 0.0
  var rankSum = 0.0
  var start = 0
  while start < order.count {
    var end = start
    var lostHere = 0.0
    while end < order.count, margins[order[end]] == margins[order[start]] {
      lostHere += Double(labels[order[end]])
      end += 1
    }
    rankSum += lostHere * (Double(start + end) + 1) / 2
    lost += lostHere
    start = end
  }
  return (rankSum - lost * (lost + 1) / 2) / (lost * (Double(order.count) - lost))
}

func logLoss(_ margins: [Double], _ labels: [Float]) -> Double {
  var sum = 0.0
  for (margin, label) in zip(margins, labels) {
    sum += max(margin, 0) - margin * Double(label) + log1p(exp(-margin.magnitude))
  }
  return sum / Double(labels.count)
}

let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
  print("TrainTrees SET REPORT [--trees 200] [--threads 2] [--OPTION VALUE …]")
  exit(2)
}
var settings: [String: Double] = [:]
var options = TreeSettings()
for place in stride(from: 3, to: arguments.count - 1, by: 2) {
  settings[String(arguments[place].dropFirst(2))] = Double(arguments[place + 1])
  if let growth = TreeSettings.Growth(rawValue: arguments[place + 1]) { options.growth = growth }
}
let isValidated = settings["validated"] == 1
options.rounds = Int(settings["trees"] ?? (isValidated ? Double(options.rounds) : 200))
options.learningRate = settings["learningRate"] ?? (isValidated ? options.learningRate : 0.1)
options.leaves = Int(settings["leaves"] ?? Double(options.leaves))
options.minimumRows = Int(settings["minimumRows"] ?? Double(options.minimumRows))
options.l2 = settings["l2"] ?? options.l2
options.columnShare = settings["columnShare"] ?? options.columnShare
options.sampleShare = settings["sampleShare"] ?? 0
options.bins = Int(settings["bins"] ?? Double(options.bins))
let team = ThreadTeam(threadCount: Int(settings["threads"] ?? 2))
let files = RowFiles(folder: URL(fileURLWithPath: arguments[1]))
let set = try files.read("train")

let clock = ContinuousClock()
var started = clock.now
if isValidated {
  let cut = set.rowCount / 5 * 4
  options.rounds = try TreeTrainer(options: options.validated(), team: team).train(
    set.taking(Array(0..<cut)), validation: set.taking(Array(cut..<set.rowCount))
  ).bestRounds
}
let search = (clock.now - started) / .seconds(1)
started = clock.now
let trainer = TreeTrainer(options: try options.validated(), team: team)
let table = try trainer.table(of: set)
let bins = (clock.now - started) / .seconds(1)
started = clock.now
let beginning = started
let times = Mutex<[Double]>([])
let fit = try trainer.train(table) { _ in
  times.withLock { $0.append((clock.now - beginning) / .seconds(1)) }
  return true
}
let seconds = times.withLock { $0 }
let peak = peakMemory()

let test = try files.read("test")
var margins = [Double](repeating: fit.forest.baseMargin, count: test.rowCount)
var figures: [Figure] = []
for start in stride(from: 0, to: fit.forest.trees.count, by: step) {
  let end = min(start + step, fit.forest.trees.count)
  let part = Forest(
    variableCount: fit.forest.variableCount, baseMargin: 0, trees: Array(fit.forest.trees[start..<end]))
  let added = try Scorer(.forest(part)).margins(of: test.matrix, team: team)
  for row in margins.indices { margins[row] += added[row] }
  figures.append(
    Figure(
      trees: end, seconds: bins + seconds[end - 1], auc: auc(margins, test.labels),
      logLoss: logLoss(margins, test.labels)))
}
let report = Report(
  bins: bins, training: seconds.last ?? 0, search: search, peak: peak, figures: figures)
try JSONEncoder().encode(report).write(to: URL(fileURLWithPath: arguments[2]))

import Parallel

/// Functions over the window's months from the customer's first one on.
extension RecipeKernel {
  /// Adds `add(x)` over the window and finishes with the number of months.
  @inline(__always)
  func overWindow(
    _ target: SharedBuffer<Float>, add: (Float) -> Float, finish: (_ sum: Float, _ months: Float) -> Float
  ) {
    let firstSeen = block.firstSeen.view
    for row in 0..<rowCount { target[row] = 0 }
    for back in 0..<block.window {
      let month = plane(back)
      for row in 0..<rowCount {
        let value = month[row]
        // A missing cell poisons the sum, a month before the first one does not count.
        let part = value.isNaN ? .nan : add(value)
        target[row] += Int32(back) <= firstSeen[row] ? part : 0
      }
    }
    for row in 0..<rowCount {
      let months = firstSeen[row] + 1
      target[row] = months >= Int32(VariableMaker.leastHistory) ? finish(target[row], Float(months)) : .nan
    }
  }

  /// With `k` months back as abscissa: −Σ (k − k̄) x / Σ (k − k̄)², where Σ (k − k̄)² = n (n² − 1) / 12.
  ///
  /// The newest month is taken off every x first, which changes no slope and makes that of an unchanged balance 0
  /// instead of a rounding error that trees would split on.
  func slope(_ target: SharedBuffer<Float>) {
    let firstSeen = block.firstSeen.view
    let weighted = block.scratch.view[0..<WindowBlock.planeStride]
    let magnitude = block.scratch.view[WindowBlock.planeStride..<2 * WindowBlock.planeStride]
    let now = plane(0)
    for row in 0..<rowCount {
      weighted[row] = 0
      magnitude[row] = 0
    }
    for back in 0..<block.window {
      let month = plane(back)
      for row in 0..<rowCount {
        let isInside = Int32(back) <= firstSeen[row]
        let distance = Float(back) - Float(firstSeen[row]) / 2
        weighted[row] += isInside ? distance * (month[row] - now[row]) : 0
        magnitude[row] += isInside ? month[row].magnitude : 0
      }
    }
    for row in 0..<rowCount {
      let count = Float(firstSeen[row] + 1)
      let slope = -weighted[row] / (count * (count * count - 1) / 12)
      let mean = magnitude[row] / count
      let relative = mean > 0 ? slope / mean : (mean.isNaN ? .nan : 0)
      target[row] = firstSeen[row] + 1 >= Int32(VariableMaker.leastHistory) ? relative : .nan
    }
  }

  /// Standard deviation with divisor n against the mean of absolute values; the newest month is taken off first, as
  /// for the slope.
  func volatility(_ target: SharedBuffer<Float>) {
    let firstSeen = block.firstSeen.view
    let mean = block.scratch.view[0..<WindowBlock.planeStride]
    let magnitude = block.scratch.view[WindowBlock.planeStride..<2 * WindowBlock.planeStride]
    let now = plane(0)
    for row in 0..<rowCount {
      mean[row] = 0
      magnitude[row] = 0
      target[row] = 0
    }
    for back in 0..<block.window {
      let month = plane(back)
      for row in 0..<rowCount {
        let isInside = Int32(back) <= firstSeen[row]
        mean[row] += isInside ? month[row] - now[row] : 0
        magnitude[row] += isInside ? month[row].magnitude : 0
      }
    }
    for row in 0..<rowCount { mean[row] /= Float(firstSeen[row] + 1) }
    for back in 0..<block.window {
      let month = plane(back)
      for row in 0..<rowCount {
        let difference = month[row] - now[row] - mean[row]
        target[row] += Int32(back) <= firstSeen[row] ? difference * difference : 0
      }
    }
    for row in 0..<rowCount {
      let count = Float(firstSeen[row] + 1)
      let scale = magnitude[row] / count
      let relative = scale > 0 ? (target[row] / count).squareRoot() / scale : (scale.isNaN ? .nan : 0)
      target[row] = firstSeen[row] + 1 >= Int32(VariableMaker.leastHistory) ? relative : .nan
    }
  }

  func drawdown(_ target: SharedBuffer<Float>) {
    let peak = block.scratch.view[0..<WindowBlock.planeStride]
    let monthsBack = block.scratch.view[WindowBlock.planeStride..<2 * WindowBlock.planeStride]
    findPeak(peak, monthsBack: monthsBack)
    let now = plane(0)
    for row in 0..<rowCount { target[row] = peak[row] > 0 ? 1 - now[row] / peak[row] : .nan }
  }

  func monthsSincePeak(_ target: SharedBuffer<Float>) {
    findPeak(block.scratch.view[0..<WindowBlock.planeStride], monthsBack: target)
  }

  /// The window's highest value and how many months back it lies, the latest of equals; NaN where there is none.
  private func findPeak(_ peak: SharedBuffer<Float>, monthsBack: SharedBuffer<Float>) {
    let firstSeen = block.firstSeen.view
    let now = plane(0)
    for row in 0..<rowCount {
      peak[row] = now[row]
      monthsBack[row] = 0
    }
    for back in 1..<max(1, block.window) {
      let month = plane(back)
      for row in 0..<rowCount {
        let isInside = Int32(back) <= firstSeen[row]
        let value = month[row]
        let isHigher = isInside && (value > peak[row] || value.isNaN)
        monthsBack[row] = isHigher ? Float(back) : monthsBack[row]
        peak[row] = isHigher ? value : peak[row]
      }
    }
    for row in 0..<rowCount {
      let isKnown = firstSeen[row] + 1 >= Int32(VariableMaker.leastHistory) && !peak[row].isNaN
      monthsBack[row] = isKnown ? monthsBack[row] : .nan
      peak[row] = isKnown ? peak[row] : .nan
    }
  }

  func monthsSinceLargeOutflow(_ target: SharedBuffer<Float>) {
    let kept = 1 - Float(recipe.figures.first ?? StandardRecipes.largeOutflow)
    for row in 0..<rowCount { target[row] = .nan }
    // From the oldest on, so that the latest outflow is what remains; comparisons with missing cells are false.
    for back in (0..<max(0, block.window - 1)).reversed() {
      let (after, before) = (plane(back), plane(back + 1))
      for row in 0..<rowCount {
        let isOutflow = before[row] > 0 && after[row] <= kept * before[row]
        target[row] = isOutflow ? Float(back) : target[row]
      }
    }
  }

  func recentAgainstUsual(_ target: SharedBuffer<Float>) {
    let firstSeen = block.firstSeen.view
    for row in 0..<rowCount { target[row] = 0 }
    for back in 1..<max(1, block.window) {
      let month = plane(back)
      for row in 0..<rowCount { target[row] += Int32(back) <= firstSeen[row] ? month[row] : 0 }
    }
    let now = plane(0)
    for row in 0..<rowCount {
      let usual = target[row] / Float(max(1, firstSeen[row]))
      let isKnown = firstSeen[row] + 1 >= Int32(VariableMaker.leastHistory)
      target[row] = isKnown ? RecipeKernel.ratio(now[row], usual) : .nan
    }
  }
}

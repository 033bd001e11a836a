extension Forest {
  /// The unit that base margin and leaf values are rounded to before they are added up: a power of two.
  ///
  /// It is chosen so that every sum of a row's values is a whole number of units below 2⁵³. Such sums are exact in
  /// Float64, so engines may add in any order, or in whole numbers, and still agree to the last bit. And it is chosen so
  /// that the values of a tree differ by less than 2⁴⁸ units, so that six bytes hold them.
  ///
  /// With S the greatest sum of magnitudes and M the greatest magnitude of a leaf value, the unit is 2⁻⁵¹ S or 2⁻⁴⁵ M at
  /// most; what is rounded off is of the size of Float64's own rounding. Nil where S is infinite or the unit would be too
  /// small for Float64: then values are taken as they are.
  var unit: Double? {
    var sum = baseMargin.magnitude
    var largest = 0.0
    for tree in trees {
      var ofTree = 0.0
      for node in tree.nodes where node.isLeaf { ofTree = max(ofTree, node.value.magnitude) }
      sum += ofTree
      largest = max(largest, ofTree)
    }
    return Self.unit(sum: sum, largest: largest)
  }

  /// The unit for values that add up to magnitudes of at most `sum` and of which the largest is `largest`.
  static func unit(sum: Double, largest: Double) -> Double? {
    guard sum.isFinite, sum > 0x1p-900 else { return nil }
    // A magnitude is below 2 to the power of its exponent and 1.
    var exponent = sum.exponent + 1 - 52
    if largest > 0 { exponent = max(exponent, largest.exponent + 1 - 46) }
    return Double(sign: .plus, exponent: Int(exponent), significand: 1)
  }

  /// The forest with its base margin and leaf values rounded to ``unit``.
  func inUnits() -> Forest {
    guard let unit else { return self }
    var rounded = self
    rounded.baseMargin = Self.rounded(baseMargin, to: unit)
    for tree in trees.indices {
      for node in trees[tree].nodes.indices where trees[tree].nodes[node].isLeaf {
        rounded.trees[tree].nodes[node].value = Self.rounded(trees[tree].nodes[node].value, to: unit)
      }
    }
    return rounded
  }

  /// `value` as a whole number of 2⁻⁴⁰, for a trainer that wants to add up what a ``Scorer`` will.
  ///
  /// Such values are not rounded again, as long as no row's magnitudes add up to more than 2¹¹ and no leaf's is above 2⁵:
  /// the margins of training are those of scoring, bit for bit.
  public static func exact(_ value: Double) -> Double { rounded(value, to: 0x1p-40) }

  /// A tree's leaf values as ``exact(_:)-(Double)`` gives them, or in the coarser unit that the largest of them asks for: then
  /// the tree by itself is scored as it was grown, however large its values.
  public static func exact(_ leafValues: [Double]) -> [Double] {
    let largest = leafValues.reduce(0) { max($0, $1.magnitude) }
    let unit = max(0x1p-40, unit(sum: largest, largest: largest) ?? 0)
    return leafValues.map { rounded($0, to: unit) }
  }

  /// Whole numbers have no negative zero, so neither do the values.
  static func rounded(_ value: Double, to unit: Double) -> Double {
    (value / unit).rounded(.toNearestOrEven) * unit + 0.0
  }
}

import Calendar
import Configuration

/// Borders are written as the numbers that they are. Where Float32s only stand for them, `in_float64` says so, and reading
/// finds the Float32s again.
extension VariableBinning {
  private enum Key: String, CodingKey {
    case name, cuts, specials, levels, bins, asked, shape, remarks
    case binOfLevel = "bin_of_level"
    case isInFloat64 = "in_float64"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    if let exact {
      try container.encode(exact.cuts, forKey: .cuts)
      try container.encode(exact.specials, forKey: .specials)
      try container.encode(true, forKey: .isInFloat64)
    } else {
      try container.encode(cuts, forKey: .cuts)
      try container.encode(specials, forKey: .specials)
    }
    try container.encodeIfPresent(levels, forKey: .levels)
    try container.encodeIfPresent(binOfLevel, forKey: .binOfLevel)
    try container.encode(bins, forKey: .bins)
    try container.encode(asked, forKey: .asked)
    try container.encode(shape, forKey: .shape)
    try container.encode(remarks, forKey: .remarks)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    name = try container.decode(String.self, forKey: .name)
    if try container.decodeIfPresent(Bool.self, forKey: .isInFloat64) ?? false {
      let borders = ExactBorders(
        cuts: try container.decode([Double].self, forKey: .cuts),
        specials: try container.decode([Double].self, forKey: .specials))
      (cuts, specials, exact) = (borders.cutFloats, borders.specialFloats, borders)
    } else {
      cuts = try container.decode([Float].self, forKey: .cuts)
      specials = try container.decode([Float].self, forKey: .specials)
    }
    levels = try container.decodeIfPresent([String].self, forKey: .levels)
    binOfLevel = try container.decodeIfPresent([Int].self, forKey: .binOfLevel)
    bins = try container.decode([Bin].self, forKey: .bins)
    asked = try container.decode(Request.self, forKey: .asked)
    shape = try container.decode(BinningDefinition.Shape.self, forKey: .shape)
    remarks = try container.decode([Remark].self, forKey: .remarks)
  }
}

import Calendar
import Configuration

/// Writes a customer's rows; what does not change from month to month is put together once.
struct RowWriter {
  /// More than any row needs: the longest cells are amounts in full-width digits.
  static let longestRow = 1536

  private let number: Int
  private let birth: Int
  /// `,男,工人,0101,M0012,`
  private let person: [UInt8]
  /// `,2019-04-02,H00000012,` or nothing.
  private let contract: [UInt8]
  private var dirt: DirtyCells

  init(profile: CustomerProfile, first: Month, extended: Bool, dirt: DirtyCells) {
    number = profile.number
    birth = profile.birth
    let branch = BranchNetwork.code(ofBranch: profile.household.branch)
    person =
      Array((profile.isMale ? ",男," : ",女,").utf8) + profile.occupation.name
      + Array(",\(branch),M\(RowWriter.padded(profile.household.manager + 1, to: 4)),".utf8)
    if extended {
      let opened = first + profile.opened
      let day = RowWriter.padded(profile.openingDay, to: 2)
      contract = Array(",\(opened)-\(day),H\(RowWriter.padded(profile.household.number + 1, to: 8)),".utf8)
    } else {
      contract = []
    }
    self.dirt = dirt
  }

  /// Appends the customer's row of a month.
  mutating func append(_ record: MonthRecord, of month: Month, monthText: [UInt8], to text: TextBuffer) {
    text.append(atMost: RowWriter.longestRow) { cursor in
      cursor.append(UInt8(ascii: "C"))
      cursor.append(digits: UInt(number), count: 8)
      cursor.append(monthText)
      dirt.append(cents: record.demand, mayBeMissing: false, to: &cursor)
      cursor.append(UInt8(ascii: ","))
      dirt.append(cents: record.time, mayBeMissing: false, to: &cursor)
      cursor.append(UInt8(ascii: ","))
      dirt.append(cents: record.wealth, mayBeMissing: false, to: &cursor)
      cursor.append(UInt8(ascii: ","))
      dirt.append(cents: record.loan, mayBeMissing: true, to: &cursor)
      cursor.append(UInt8(ascii: ","))
      cursor.append(number: (month.index - birth) / 12)
      cursor.append(person)
      cursor.append(number: record.productCount)
      cursor.append(UInt8(ascii: ","))
      cursor.append(record.hasPayroll ? UInt8(ascii: "1") : UInt8(ascii: "0"))
      cursor.append(UInt8(ascii: ","))
      cursor.append(number: record.mobileLogins)
      for amount in [
        record.transferIn, record.transferOut, record.ownTransferOut, record.timeMaturing,
        record.wealthMaturing,
      ] {
        cursor.append(UInt8(ascii: ","))
        dirt.append(cents: amount, mayBeMissing: true, to: &cursor)
      }
      if !contract.isEmpty {
        cursor.append(contract)
        cursor.append(RowWriter.gradeNames[record.serviceGrade])
      }
      cursor.append(UInt8(ascii: "\n"))
    }
  }

  /// Appends a line of `truth.csv`.
  func append(_ fate: MonthFate, monthText: [UInt8], to text: TextBuffer) {
    text.append(atMost: 64) { cursor in
      cursor.append(UInt8(ascii: "C"))
      cursor.append(digits: UInt(number), count: 8)
      cursor.append(monthText)
      if let cause = fate.cause { cursor.append(RowWriter.causeNames[cause.index]) }
      cursor.append(",0.")
      cursor.append(digits: UInt(min(0.9999, fate.probability) * 10_000), count: 4)
      cursor.append(UInt8(ascii: "\n"))
    }
  }

  private static let gradeNames = [[]] + TierTable.standard.tiers.map { Array($0.name.utf8) }
  private static let causeNames = LossCause.allCases.map { Array($0.rawValue.utf8) }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

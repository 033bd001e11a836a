import Foundation
import Testing

@testable import churn

/// All verbs on a small simulated bank, once in each language: no sentence of the other one may stand in what people read.
@Suite("One language per run")
struct LanguageTests {
  /// Files under `said` hold what people read: what a verb printed, its warnings, its lists, pages and JSON.
  private static let verbs = """
    cd "$(mktemp -d)" && mkdir said && pwd
    say() { name=$1; shift; "$CHURN" "$@" >said/$name.out 2>errors; code=$?
      grep -E '^(Warning|警告)' errors >said/$name.warnings
      case $code in 0|2|3) ;; *) echo "$name ended with $code:"; cat errors;; esac; }
    say simulate simulate --customers 900 --months 8 --seed 5 --language $LANGUAGE --out bank
    printf 'customer_id\\nC00000003\\nnobody\\nneither\\n' >never.csv
    cat bank/bank.yaml - >rules.yaml <<YAML
    list: { suppress: [never.csv], cooling_off: { months: 2, lists: [./list_*.csv] } }
    grades: { history: history.csv }
    YAML
    sed -i 's/files: panel/files: bank\\/panel/' rules.yaml
    cat bank/bank.yaml - >woe.yaml <<YAML
    training: { algorithm: logistic, logistic: { woe: true } }
    YAML
    sed -i 's/files: panel/files: bank\\/panel/' woe.yaml
    cat bank/bank.yaml - >lasso.yaml <<YAML
    training: { algorithm: logistic, logistic: { penalty: lasso } }
    YAML
    sed -i 's/files: panel/files: bank\\/panel/' lasso.yaml
    cat bank/bank.yaml - >few.yaml <<YAML
    training: { trees: { rounds: 8 } }
    YAML
    sed -i 's/files: panel/files: bank\\/panel/' few.yaml
    say describe describe --config bank/bank.yaml --json said/describe.json
    say draft describe --panel 'bank/panel_*.csv' --language $LANGUAGE --draft draft.yaml
    say products products --config bank/bank.yaml --out said/products.json --report said/products.html
    say analyze analyze --config bank/bank.yaml --out said/analysis --variable assets_ratio_1
    say trees train --config few.yaml --out said/trees
    say earlier train --config few.yaml --month 2024-06 --tune 2 --out said/earlier
    say first train --config few.yaml --month 2024-02 --out said/first
    say card train --config woe.yaml --out said/card
    say lasso train --config lasso.yaml --out said/lasso
    say validate validate --config few.yaml --model said/earlier --out said/figures.json --report said/validate.html \\
      --report-json said/validate.json --backtest 1
    say trained validate --config few.yaml --model said/trees
    say predict predict --config bank/bank.yaml --model said/trees --out said/list.csv --show 3
    say promotion train --config few.yaml --question promotion --out said/promotion
    cat few.yaml - >shared.yaml <<YAML
    calendar: { loss: { quota: 30 }, wake_up: { quota: 1 } }
    list: { capacity: { manager: 8, branch: 90 }, control: { share: 0.1 } }
    YAML
    say contacts predict --config shared.yaml --questions said/trees said/promotion --out said/contacts.csv --show 3
    listed=$(sed -n 2p said/list.csv | cut -d, -f2)
    say explain explain --config bank/bank.yaml --model said/trees --customer $listed --set demand=1 \\
      --out said/explain.json --report said/explain.html
    say unlisted explain --config rules.yaml --model said/trees --customer C00000003
    say rules predict --config rules.yaml --model said/trees --top 40 --lists said/lists --formats csv json html
    grep -q 白金级 history.csv || echo "the grades' history, which all months share, is not in one language"
    say monitor monitor --config few.yaml --model said/earlier --out said/monitor.json --report said/monitor.html
    say compare compare --config few.yaml --champion said/card --challenger said/earlier --out said/compare.json \\
      --report said/compare.html
    say more simulate --customers 2500 --months 9 --seed 6 --language $LANGUAGE --out more
    sed -i 's/^floor: 200000/floor: 80000/' more/bank.yaml
    say winback winback --config more/bank.yaml --out said/winback.csv --show 3
    awk -F, 'NR % 3 == 1 { print $2 }' said/list.csv >group.csv
    say lookalike lookalike --config bank/bank.yaml --group group.csv --top 9 --out said/similar.csv --show 3
    say show_trees model show said/trees
    say show_card model show said/card
    say export model export said/card --format pmml --out card.pmml
    say import model import "$GOLDEN/lightgbm.txt" --language $LANGUAGE --out imported
    say benchmark benchmark --model said/card --rows 100 --threads 1
    say playbook playbook --language $LANGUAGE --out playbook.yaml
    awk 'BEGIN { print "id,when,size,kind,code,same,lost"; for (i = 0; i < 900; i++)
      printf "%d,2024-0%d,%d,%s,0%d,7,%d\\n", i, 1 + i / 150, i * 7919 % 1009, i % 4 ? "a" : "b", i % 7, i * 31337 % 1021 < i * 7919 % 500 }' >table.csv
    table="--table table.csv --label lost --language $LANGUAGE"
    say table_describe describe $table --time-column when --draft table.yaml
    say table_undecided describe --table table.csv --label kind --language $LANGUAGE
    say table_analyze analyze $table --key id --out said/table_analysis
    say table_train train $table --key id --folds 3 --algorithm logistic --out said/table
    sed 's/,a,/,c,/' table.csv >odd.csv
    say table_list predict --table odd.csv --model said/table --language $LANGUAGE --accept ok --out said/table.csv --show 2
    say table_explain explain --table table.csv --label lost --key id --customer 7 --model said/table --language $LANGUAGE
    say table_validate validate --table odd.csv --label lost --model said/table --language $LANGUAGE
    say table_monitor monitor --table odd.csv --model said/table --language $LANGUAGE --report said/table.html
    (echo customer_id,month,contacted,control,action,manager,uptake,assets_before,assets_after
      awk 'BEGIN { for (i = 0; i < 300; i++)
        print "k" i ",2024-09," (i % 5 > 0) "," (i % 5 == 0) ",call,m" i % 3 "," (i % 5 > 0 && i % 2) ",300000," 200000 + i }') >contacts.csv
    say contacts monitor --outcomes contacts.csv --language $LANGUAGE --out said/contacts.json --report said/contacts.html
    printf 'who,day,amount\\nc1,240105,900\\nc1,240210,-300\\n' >book.csv
    printf 'aggregate: { files: book.csv, customer: who, date: day, amount: amount }\\nlanguage: %s\\n' $LANGUAGE >book.yaml
    say aggregate aggregate --config book.yaml --out months
    """

  /// What one language says, file by file, and the Chinese words that the data hold.
  private func said(in language: String) throws -> (files: [(name: String, text: String)], data: Set<String>)
  {
    let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../ModelFileTests/Golden/interchange"
    ).standardizedFileURL.path
    let run = try shell("LANGUAGE=\(language) GOLDEN='\(golden)'\n" + Self.verbs)
    let lines = run.output.split(separator: "\n").map(String.init)
    let folder = URL(fileURLWithPath: try #require(lines.first))
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(lines.count == 1, "\(run.output) \(run.errors)")
    let panel = try String(
      contentsOf: folder.appendingPathComponent("bank/panel_2024-01.csv"), encoding: .utf8)
    var files: [(String, String)] = []
    let found = FileManager.default.enumerator(
      at: folder.appendingPathComponent("said"), includingPropertiesForKeys: nil)
    while let file = found?.nextObject() as? URL {
      guard let text = try? String(contentsOf: file, encoding: .utf8),
        !Self.silent.contains(file.lastPathComponent)
      else { continue }
      files.append((file.lastPathComponent, Self.readable(text, of: file)))
    }
    let words = panel.split { $0 == "," || $0 == "\n" }.filter { !$0.allSatisfy(\.isASCII) }
    return (files.sorted { $0.0 < $1.0 }, Set(words.map(String.init)))
  }

  /// Files for programs, which hold no sentence of a run: the model, and the configuration with its English comments.
  private static let silent = ["model.churn", "bank.yaml"]

  /// The words of a file that are sentences, heads and names, without marks of pages and keys of JSON.
  private static func readable(_ text: String, of file: URL) -> String {
    var text = text
    func remove(_ pattern: String, with other: String = " | ") {
      text = text.replacingOccurrences(of: pattern, with: other, options: .regularExpression)
    }
    switch file.pathExtension {
    case "html":
      remove("(?s)<(style|script)[^>]*>.*?</(style|script)>")
      remove("<code>[^<]*</code>")
      remove("<[^>]*>")
    case "json":
      remove(#""(step|command|program)" : "[^"]*""#)
      remove(#""[^"]*" :"#)
    default: break
    }
    return text
  }

  /// The places where a pattern fits, with what stands around them.
  private func places(of pattern: String, in files: [(name: String, text: String)]) throws -> [String] {
    let expression = try NSRegularExpression(pattern: pattern)
    return files.flatMap { name, text in
      let whole = NSRange(text.startIndex..., in: text)
      return expression.matches(in: text, range: whole).prefix(5).map { match in
        let from = max(0, match.range.location - 60)
        let around = NSRange(location: from, length: min(whole.length - from, match.range.length + 120))
        return "\(name): …\((text as NSString).substring(with: around))…"
      }
    }
  }

  @Test("English runs hold no Chinese but what the data say")
  func english() throws {
    let (files, data) = try said(in: "en")
    #expect(files.count > 100 && data.contains("教师"))
    let words = data.sorted { $0.count > $1.count }.joined(separator: "|")
    let own = files.map {
      ($0.name, $0.text.replacingOccurrences(of: words, with: "", options: .regularExpression))
    }
    let found = try places(of: #"[\p{Han}，。；：、（）]+"#, in: own)
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
  }

  @Test("Chinese runs hold no English sentence")
  func chinese() throws {
    let files = try said(in: "zh").files
    #expect(files.count > 100)
    // Three words behind each other, as no names of columns, files and figures stand.
    let found = try places(of: #"\b[A-Za-z][a-z']+ [a-z']+ [a-z']+\b"#, in: files)
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
  }
}

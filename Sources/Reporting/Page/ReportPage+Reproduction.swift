import Configuration

extension ReportPage {
  var reproductionSection: PageSection? {
    let made = content.reproduction
    let title = say(zh: "复现", en: "Making it again")
    let files = made.inputs + (made.model.map { [$0] } ?? [])
    var parts = [
      content.occasion == .training
        ? paragraph(
          say(
            zh: "同样的数据、配置和种子（\(made.seed)）用 \(content.program) 会得到逐字节相同的模型，与线程数无关。",
            en:
              "The same data, configuration and seed (\(made.seed)) give the same model with \(content.program), byte for "
              + "byte, on any number of threads."))
        : paragraph(
          say(
            zh: "同样的模型、数据和种子（\(made.seed)）用 \(content.program) 会得到逐字节相同的结果，与线程数无关。",
            en:
              "The same model, data and seed (\(made.seed)) give the same figures with \(content.program), byte for byte, "
              + "on any number of threads.")),
      .element("pre", [], .element("code", text: made.command)),
    ]
    if let kernels = made.kernels {
      parts.insert(
        paragraph(
          say(
            zh: "线性代数由 OpenBLAS 按处理器选择的内核（此处为 \(kernels)）计算：换一种内核，系数的末几位可能不同；"
              + "设置环境变量 OPENBLAS_CORETYPE=\(kernels) 可固定内核。",
            en:
              "That holds wherever OpenBLAS chooses the kernels of the same processor, here \(kernels): with others the last "
              + "digits of coefficients may differ. The environment variable OPENBLAS_CORETYPE=\(kernels) chooses them by hand."
          )), at: 1)
    }
    if !files.isEmpty {
      parts.append(
        table(
          [
            .init(say(zh: "文件", en: "File")), .init(say(zh: "字节", en: "Bytes"), isNumber: true),
            .init("CRC-32"),
          ],
          files.map { file in
            [
              .element("span", [("class", "code")], text: file.path), .text(count(file.bytes)),
              .element("span", [("class", "code")], text: file.crc32),
            ]
          }, label: title))
    }
    return PageSection(id: "reproduction", title: title, parts: parts)
  }
}

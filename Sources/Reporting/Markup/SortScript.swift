extension Markup {
  /// Sorts a table by the column whose heading is pressed, by pointer or keyboard: the one script of a page.
  ///
  /// Cells that are no number stay last. A table whose rows belong together, such as a variable's bins below its name, is left
  /// as it is. Without scripts, in a mail for example, the page is the same but for the sorting.
  static let sortScript = script(
    """
    for (const table of document.querySelectorAll(".scroll table")) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length < 3 || rows.some(row => !row.cells[0] || !row.cells[0].textContent.trim())) continue;
    const unit = {"%": 0.01, "万": 1e4, "亿": 1e8};
    const number = cell => {
    const found = cell.textContent.replace(/[,\\s]/g, "").replace("\\u2212", "-").match(/^[^\\d-]?(-?\\d+(?:\\.\\d+)?)(%|万|亿)?/);
    return found ? found[1] * (unit[found[2]] || 1) : NaN;
    };
    [...table.tHead.rows[0].cells].forEach((head, column) => {
    if (!head.textContent.trim()) return;
    const isNumber = head.classList.contains("number");
    const button = document.createElement("button");
    button.textContent = head.textContent;
    button.onclick = () => {
    const before = head.getAttribute("aria-sort");
    const rises = before ? before === "descending" : !isNumber;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", rises ? "ascending" : "descending");
    const sign = rises ? 1 : -1;
    const order = (left, right) => {
    const [a, b] = [left.cells[column], right.cells[column]];
    if (!isNumber) return sign * a.textContent.localeCompare(b.textContent, document.documentElement.lang, {numeric: true});
    const [x, y] = [number(a), number(b)];
    return isNaN(x) || isNaN(y) ? isNaN(x) - isNaN(y) : sign * (x - y);
    };
    table.tBodies[0].append(...rows.slice().sort(order));
    };
    head.replaceChildren(button);
    });
    }
    """)

  /// Digest of the script's text, which the page names as the one script that may run. A browser that is shown another text
  /// refuses it, and the tests with a browser fail: they print the digest that is right.
  static let sortScriptDigest = "sha256-Bn12GDgJH3gDOiHh+WnoPr9XN0snZLl687GjRmZWcq8="
}

#!/usr/bin/env python3
"""Inputs to begin with: `inputs.py READER FOLDER` writes some that are read, for the fuzzer to change."""
import gzip
import pathlib
import sys
import zipfile

CONFIGURATION = """panel:
  - files: panel_*.csv
    customer: customer_id
    month: month
    columns: { demand: X3, time: X2 }
  - { database: "duckdb:bank.duckdb", query: "select 1" }
attributes:
  - files: customers.csv
    customer: customer_id
assets: [demand, time, wealth]
floor: 200000
loss: { rule: drop, share: 0.20, sudden: { share: 0.5, quiet_months: 3, band: 0.10 } }
question: big
questions: { big: { customers: wealth <= 0, event: wealth > 50000, within: 2, value: wealth, money: gained } }
window: 6
tiers: { low: 0, gold: 50000, platinum: 500000 }
groups: { old: age >= 50, "rich women": preset women and assets >= 1_000_000, others: not group old }
derive: { utilisation: used / limit, months_since: months(open_date) }
columns: { category: [code_*] }
training: { algorithm: trees, seed: 7, trees: { rounds: 40, leaves: 15 }, logistic: { l2: 1 } }
list: { suppress: [never.csv], capacity: { manager: 14 }, control: { share: 0.2 } }
grades: { refresh_months: [1, 4, 7, 10] }
ignore: [phone]
language: zh
"""
TABLE = """id,age,gender,balance,opened,note
1,42,F,"1,234.50",2021-03-04,a
2,,M,-7,2019/12/31,"b ""quoted"", c"
3,61,F,1e5,20200229,
"""
PANEL = """customer_id,month,demand,time,wealth,age,occupation
a,2024-01,100,200,300,40,farmer
a,2024-02,90,200,300,40,farmer
a,2024-03,10,,0,40,farmer
b,2024-01,"1,000.50",0,0,,clerk
b,202402,900,0,0,,clerk
b,2024-03-31,800,0,0,,clerk
"""
PLAYBOOK = """budget: 200000
offers:
  rate:
    name: { zh: 高收益, en: higher rate }
    cost_share: 0.002
    cap: 3000
rules:
  - id: visit
    cause: [maturity]
    quadrant: key
    stage: growing
    group: women
    tier: highest
    near_tier: true
    do: { zh: 上门拜访, en: visit }
    channel: { zh: 电话, en: phone }
    at_most: 60
    by_day: 5
    cost: 50
    keeps: 0.2
    offer: rate
    keeps_with_offer: 0.4
"""
SHEET = """<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>month</t></is></c></row>
<row r="2"><c r="A2" t="str"><f>1+1</f><v>2</v></c><c r="B2" s="1"><v>45292</v></c><c r="D2" t="b"><v>1</v></c></row>
</sheetData></worksheet>"""
WORKBOOK = {
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/sharedStrings.xml": "<sst><si><t>customer</t></si></sst>",
    "xl/styles.xml": '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    "xl/worksheets/sheet1.xml": SHEET,
}


def main(reader, folder):
    folder = pathlib.Path(folder)
    if reader == "workbook":
        # Stored parts are open to changes; packed ones are what programs write.
        for name, way in (("stored", zipfile.ZIP_STORED), ("packed", zipfile.ZIP_DEFLATED)):
            with zipfile.ZipFile(folder / name, "w", way) as archive:
                for path, text in WORKBOOK.items():
                    archive.writestr(path, text)
        return
    text = {"configuration": CONFIGURATION, "playbook": PLAYBOOK, "table": TABLE, "panel": PANEL}[reader]
    (folder / "first").write_text(text)
    if reader in ("table", "panel"):
        (folder / "gzip").write_bytes(gzip.compress(text.encode(), mtime=0))
        (folder / "gb18030").write_bytes(text.replace("farmer", "种植户").replace("note", "备注").encode("gb18030"))
        (folder / "semicolons").write_text(text.replace(",", ";"))


main(*sys.argv[1:])

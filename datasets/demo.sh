#!/usr/bin/env bash
# What `make demo` does: a bank of its own, two models, next month's loss list and the reports.
set -euo pipefail
churn=${CHURN:-churn}
folder=${DEMO:-demo}
customers=${CUSTOMERS:-20000}
language=${DEMO_LANGUAGE:-en}

# A head in the demo's language: in Chinese, in English.
say() { if [ "$language" = zh ]; then echo "$1"; else echo "$2"; fi; }

say "1. 一家银行：$customers 户，12 个月" "1. A bank: $customers customers, 12 months"
# The bank's configuration says the language; all that follows speaks it.
"$churn" simulate --customers "$customers" --months 12 --seed 7 --extended --language "$language" --out "$folder/bank"
echo
say "2. 数据里有什么" "2. What is in it"
"$churn" describe --config "$folder/bank/bank.yaml" --json "$folder/describe.json"
echo
say "3. 树模型" "3. A model of trees"
"$churn" train --config "$folder/bank/bank.yaml" --out "$folder/models/trees"
echo
say "4. 逻辑回归模型" "4. A model by logistic regression"
"$churn" train --config "$folder/bank/bank.yaml" --algorithm logistic --out "$folder/models/logistic"
echo
say "5. 下月流失预警名单" "5. Next month's loss list"
"$churn" predict --config "$folder/bank/bank.yaml" --model "$folder/models/trees" --out "$folder/loss_list.csv" --show 10
say "写出的文件：" "What was written:"
for file in loss_list.csv loss_list.json describe.json models/trees/report.html models/trees/figures.json \
  models/logistic/report.html bank/bank.yaml; do
  echo "  $folder/$file"
done

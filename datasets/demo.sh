#!/usr/bin/env bash
# What `make demo` does: a bank of its own, two models, next month's loss list and the reports.
set -euo pipefail
churn=${CHURN:-churn}
folder=${DEMO:-demo}
customers=${CUSTOMERS:-20000}

echo "1. A bank: $customers customers, 12 months"
"$churn" simulate --customers "$customers" --months 12 --seed 7 --extended --out "$folder/bank"
echo
echo "2. What is in it"
"$churn" describe --config "$folder/bank/bank.yaml" --json "$folder/describe.json"
echo
echo "3. A model of trees"
"$churn" train --config "$folder/bank/bank.yaml" --out "$folder/models/trees"
echo
echo "4. A model by logistic regression"
"$churn" train --config "$folder/bank/bank.yaml" --algorithm logistic --out "$folder/models/logistic"
echo
echo "5. Next month's loss list"
"$churn" predict --config "$folder/bank/bank.yaml" --model "$folder/models/trees" --out "$folder/loss_list.csv" --show 10
echo "What was written:"
for file in loss_list.csv loss_list.json describe.json models/trees/report.html models/trees/figures.json \
  models/logistic/report.html bank/bank.yaml; do
  echo "  $folder/$file"
done

"""Where transactions and rules are found."""

TRANSACTIONS = "/api/v1/financial/transactions"
PARSE = f"{TRANSACTIONS}/parse"
DUE = f"{TRANSACTIONS}/due"
TRANSFERS = f"{TRANSACTIONS}/transfers"
RULES = "/api/v1/financial/category-rules"

"""Where the product's answers lie that a view without database repeats."""

FOLDER_VARIABLE = "BENCH_CONSTANTS"

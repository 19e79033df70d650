"""The questions: designs, runs, results, comparisons, figures. Imports model/, never the reverse."""

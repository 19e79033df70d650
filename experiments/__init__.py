"""The questions: designs, runs, results, comparisons, figures; imports model/, never back."""

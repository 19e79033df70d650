"""The policy brief: two pages that say what a comparison of policies found, and how surely."""

"""The groups of parameters that make up a scenario."""

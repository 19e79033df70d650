"""The submodels of the month, one file each; their docstrings are their ODD entries."""

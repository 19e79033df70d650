"""What the commands do; experiments.cli says how they are called."""

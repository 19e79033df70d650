"""The pages of the browser: one comparison at a time, for anyone who opens them."""

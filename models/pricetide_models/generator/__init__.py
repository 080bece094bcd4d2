"""A deterministic data set of the customer's shape, with the dynamics of real shop prices."""

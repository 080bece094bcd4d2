"""The networks that we train; each keeps the contract `price-forecast/1` by itself."""

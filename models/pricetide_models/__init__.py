"""Training, evaluation and registry of the models that Pricetide's predict function serves."""

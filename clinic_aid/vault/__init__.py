"""The encrypted store of consultations, and all that keeps it whole."""

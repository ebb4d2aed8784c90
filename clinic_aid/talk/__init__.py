"""What each screen of the talk says of a consultation, as values."""

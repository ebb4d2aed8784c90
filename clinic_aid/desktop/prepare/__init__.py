"""The form in which a consultation is prepared."""

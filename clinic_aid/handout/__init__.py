"""The guide and the record for the file: composed as values, laid out, tagged as PDF."""

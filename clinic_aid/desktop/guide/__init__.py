"""The guide: refreshed, shown, printed and saved, and given again."""

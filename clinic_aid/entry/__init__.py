"""What stands between a form and a consultation: drafts, unfinished trees, what may be said."""

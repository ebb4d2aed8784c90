"""Safe keeping: backups, people, locking, old consultations, the audit trail."""

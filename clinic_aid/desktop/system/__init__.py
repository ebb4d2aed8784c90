"""What the desktop offers and asks for: threads, printers, dialogs, sleep, the clipboard."""

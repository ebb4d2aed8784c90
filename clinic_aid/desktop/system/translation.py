"""The translation of texts that belong to no widget; a widget's own go through its `tr`."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
"""Give a text of a context in the language of the interface.

Qt's tools find a text only where it stands itself, beside its context, in a call by this name.
"""

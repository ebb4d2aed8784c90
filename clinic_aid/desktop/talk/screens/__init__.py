"""The screens of the talk, a module for each kind."""

"""What the screens of the talk are built with."""

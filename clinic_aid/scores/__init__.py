"""How clear the printed guide is by published instruments, rated twice and checked."""

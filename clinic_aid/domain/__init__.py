"""Plain values and rules: consultation, plan, schedule, concerns. Pure Python."""

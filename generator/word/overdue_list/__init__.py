"""The list of what an employee has to put right today: his breaches that last and can still be ended."""

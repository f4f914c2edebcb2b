"""Target-progress calculator: a public plan as data, what it asks for, how far it has come."""

__version__ = "0.1.0"

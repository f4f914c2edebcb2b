"""`python -m jyplan`."""

from jyplan.cli import run

run()

"""`python -m jyplan`."""

from jyplan.cli import run

if __name__ == "__main__":
    run()

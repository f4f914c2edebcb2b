"""What-if: changes of growth, carried through the plan's identities; goals, grids and odds."""

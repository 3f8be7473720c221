"""The same endpoints written the ordinary way, for comparison."""

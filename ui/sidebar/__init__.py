"""The groups of the sidebar that pages share; they draw and write choices."""

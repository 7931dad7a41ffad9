"""Runs as data that somebody else can walk: what `simulation.running` does, written down as instructions."""

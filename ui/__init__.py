"""What the pages share: controls drawn from metadata, the experiment behind them, and the player."""

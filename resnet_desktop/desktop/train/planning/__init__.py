"""The plan of a run: three presets with their forecast, every setting behind them, its name, and its file."""

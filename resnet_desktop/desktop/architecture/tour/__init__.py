"""The guided tour: what a residual network is, told on the drawing itself."""

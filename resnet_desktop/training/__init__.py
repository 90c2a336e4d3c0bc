"""Fine-tuning: a plan, a data set, a run that survives interruption, an honest evaluation."""

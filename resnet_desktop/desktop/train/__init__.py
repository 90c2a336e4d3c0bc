"""The Train page: pictures, a plan, a run that is watched, and how good its model is."""

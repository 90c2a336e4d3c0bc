"""What a person says about pictures: correcting, confirming, undoing, and making a training set of it."""

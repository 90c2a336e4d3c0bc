"""Use case: a model in, a file that other programs run out, with a certificate that both agree."""

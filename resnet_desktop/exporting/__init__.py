"""Use case: a model in, a file that other programs run out, with a certificate that both agree.

`exports` is the way in. Nothing here is imported ahead, so that who only asks for `formats` loads nothing heavy.
"""

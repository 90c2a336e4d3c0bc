"""The program's proof that all of it works where it is: from source, installed, or packaged."""

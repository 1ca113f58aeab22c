"""Commands that are more than a few lines, a file each: what they are told, and what they print. `__main__` knows them all."""

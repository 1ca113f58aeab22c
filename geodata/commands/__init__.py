"""The commands, a file each (those that keep an atlas are one): what they are told, and what they print.

`__main__` knows them all, and loads the one that is asked for.
"""

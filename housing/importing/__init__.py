"""Reads an arrears list: bytes in, rows and problems out, each with its line.

Layout: how one sender's lists are laid out. Row: what a list says of one tenancy.
Problem: a fault (the line is not received) or a warning (it is). Reading: one pass over a list.
UnreadableFile: the whole file cannot be understood, and why.
"""

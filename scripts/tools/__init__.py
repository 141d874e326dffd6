"""The code of the commands in scripts/: a folder for each command, and common for shared code."""

"""What the commands in scripts/ do: a folder for each, and common for what several need."""

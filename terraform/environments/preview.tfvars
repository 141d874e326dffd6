# Previews of pull requests go when the pull request is closed.
deletion_protection = false
log_retention_days  = 7

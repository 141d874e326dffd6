# A preview is destroyed when its pull request is closed.
deletion_protection = false
log_retention_days  = 7

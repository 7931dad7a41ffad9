"""The Compare page: its runs, what varies, and what stands below the picture."""

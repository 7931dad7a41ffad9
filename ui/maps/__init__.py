"""The Maps page: thousands of runs in one picture, and the path of one of them beside it."""

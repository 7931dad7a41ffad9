"""What is to be run, as plain data: experiments, their parts, links and code, and `run`."""

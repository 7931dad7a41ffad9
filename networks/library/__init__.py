"""Any optimizer class of torch or pytorch-optimizer, run on a surface beside ours."""

"""Many runs in one picture."""

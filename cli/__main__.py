"""`python -m cli` where the command `slalom` is not on the path."""

import sys

from cli import main

sys.exit(main())

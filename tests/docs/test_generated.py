#!/usr/bin/env python3
"""What is made from the program's tables (docs/generate/) is as they are.

# once: the files do not depend on how the program was built.
"""

import os
import subprocess
import sys

ROOT = os.environ.get("SOURCE_DIR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
PROGRAM = os.environ.get("CHARTER_CHECK", "")

if __name__ == "__main__":
    if not os.access(PROGRAM, os.X_OK):
        print("skipped: there is no program $CHARTER_CHECK")
        sys.exit(77)
    script = os.path.join(ROOT, "docs", "generate", "generate.py")
    sys.exit(subprocess.run([sys.executable, script, PROGRAM, "--check"], check=False).returncode)

"""What can be found wrong: the finding, its place, and how it is silenced, told and mended."""

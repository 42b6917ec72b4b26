"""Pure rules of spaces: joining codes, hours, rights, setting profiles."""

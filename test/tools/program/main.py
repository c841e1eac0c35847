"""The entry: it calls into a module, and does nothing else."""
from shop import commands

if __name__ == '__main__':
    commands.run()

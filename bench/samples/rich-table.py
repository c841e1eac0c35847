from rich.console import Console
from rich.table import Table
table = Table(title='T')
table.add_column('A'); table.add_column('B')
table.add_row('1', '[bold]2[/bold]')
Console(width=40).print(table)

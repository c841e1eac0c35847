from rich.text import Text

print(Text.from_markup("[bold]Hello[/bold] [red]world[/red]").plain)

import click

click.echo(click.unstyle(click.style("Done", fg="green", bold=True)))

import click

@click.command()
@click.option('--count', default=1, help='how often')
@click.argument('name')
def hello(count, name):
    for _ in range(count):
        click.echo(f'Hello {name}')

hello(['--count', '2', 'you'])

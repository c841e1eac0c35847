from jobs import Job, run


def handler(event, context):
    return run(Job(event['number']))[0].number


if __name__ == '__main__':
    print(handler({'number': 3}, None))

"""moto doesn't pass the table or index of a DynamoDB request to its IAM, so a policy for one table allows nothing."""

from moto.dynamodb.responses import DynamoHandler


def apply() -> None:
    def determine_resource(self: DynamoHandler) -> str:
        table = self.body.get("TableName")
        if not table:
            return "*"
        arn = table if table.startswith("arn:") else f"arn:aws:dynamodb:{self.region}:{self.current_account}:table/{table}"
        index = self.body.get("IndexName")
        return f"{arn}/index/{index}" if index else arn

    DynamoHandler._determine_resource = determine_resource

"""moto does not tell its IAM which table or index a DynamoDB request is about, so that a policy for one table allows
none."""

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

"""BUCKET SCHEDULE: lets a schedule run once in the next minute; prints the report's day, or nothing if no report was created."""
import datetime
import os
import sys
import time

import boto3

PROJECT = os.environ["PROJECT"]

bucket, name = sys.argv[1:]
scheduler, s3 = boto3.client("scheduler"), boto3.client("s3")
keys = ("Name", "GroupName", "ScheduleExpression", "ScheduleExpressionTimezone", "FlexibleTimeWindow", "Target", "State")
schedule = {key: value for key, value in scheduler.get_schedule(Name=name, GroupName=f"{PROJECT}-local").items() if key in keys}
now = datetime.datetime.now(datetime.UTC)
# If little of this minute is left, takes the minute after the next.
due = now.replace(second=0, microsecond=0) + datetime.timedelta(minutes=1 if now.second < 45 else 2)
soon = {"ScheduleExpression": f"cron({due.minute} {due.hour} * * ? *)", "ScheduleExpressionTimezone": "UTC"}
scheduler.update_schedule(**schedule | soon)
try:
    made = now
    while made < due and datetime.datetime.now(datetime.UTC) < due + datetime.timedelta(minutes=1):
        time.sleep(1)
        listed = s3.list_objects_v2(Bucket=bucket, Prefix=f"reports/{due:%Y-%m-%d}.json").get("Contents", [])
        made = max([item["LastModified"] for item in listed], default=now)
    print(f"{due:%Y-%m-%d}" if made >= due else "")
finally:
    scheduler.update_schedule(**schedule)

"""BUCKET SCHEDULE: lets a schedule come in a minute, once; prints the report's day, or nothing if none was made."""
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
# What has little time left is given the next minute but one.
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

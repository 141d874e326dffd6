"""FUNCTION: lets a function's schedule run once, in a few seconds."""
import datetime
import os
import sys

import boto3

PROJECT = os.environ["PROJECT"]

scheduler = boto3.client("scheduler")
keys = ("Name", "GroupName", "FlexibleTimeWindow", "Target", "State")
group = f"{PROJECT}-local"
name, = (each["Name"] for each in scheduler.list_schedules(GroupName=group)["Schedules"] if each["Name"].endswith(sys.argv[1]))
schedule = {key: value for key, value in scheduler.get_schedule(Name=name, GroupName=group).items() if key in keys}
due = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=2)
scheduler.update_schedule(**schedule, ScheduleExpression=f"at({due:%Y-%m-%dT%H:%M:%S})", ScheduleExpressionTimezone="UTC")

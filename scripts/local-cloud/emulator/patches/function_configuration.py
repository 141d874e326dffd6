"""moto drops LoggingConfig and DeadLetterConfig, and ignores updates of these and of TracingConfig, EphemeralStorage and
Architectures, so that every Terraform plan shows a change and publishes a version."""

from typing import Any

from moto.awslambda.models import LambdaFunction

KEPT = ("LoggingConfig", "DeadLetterConfig")


def apply() -> None:
    create = LambdaFunction.__init__
    describe = LambdaFunction.get_configuration
    update = LambdaFunction.update_configuration
    set_code = LambdaFunction._set_function_code

    def patched_create(self: LambdaFunction, account_id: str, spec: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        self.kept = {key: spec[key] for key in KEPT if key in spec}
        create(self, account_id, spec, *args, **kwargs)

    def patched_describe(self: LambdaFunction, *args: Any, **kwargs: Any) -> dict[str, Any]:
        default = {"LogFormat": "Text", "LogGroup": f"/aws/lambda/{self.function_name}"}
        configuration = describe(self, *args, **kwargs) | self.kept
        configuration["LoggingConfig"] = default | self.kept.get("LoggingConfig", {})
        return configuration

    def patched_update(self: LambdaFunction, config_updates: dict[str, Any]) -> dict[str, Any]:
        # A published version shares its values with the function until they are replaced.
        self.kept = self.kept | {key: config_updates[key] for key in KEPT if key in config_updates}
        if "TracingConfig" in config_updates:
            self.tracing_config = config_updates["TracingConfig"]
        if "EphemeralStorage" in config_updates:
            self.ephemeral_storage = config_updates["EphemeralStorage"]["Size"]
        return update(self, config_updates)

    def patched_set_code(self: LambdaFunction, updated_spec: dict[str, Any]) -> None:
        set_code(self, updated_spec)
        if "Architectures" in updated_spec and not updated_spec.get("DryRun"):
            self.architectures = updated_spec["Architectures"]

    LambdaFunction.__init__ = patched_create
    LambdaFunction.get_configuration = patched_describe
    LambdaFunction.update_configuration = patched_update
    LambdaFunction._set_function_code = patched_set_code

# Terraform, with the provider from a mirror on this machine where there is one.
# shellcheck shell=bash disable=SC2154 # $root comes from common.sh

# run_terraform ARGUMENT…: terraform in the root module, or in another one below terraform/ if $terraform_root names it.
run_terraform() {
  (
    # A CLI configuration that is not there only makes Terraform warn on each call.
    [[ -e ${TF_CLI_CONFIG_FILE:-/} ]] || unset TF_CLI_CONFIG_FILE
    unset TF_WORKSPACE
    use_provider_mirror
    export TF_IN_AUTOMATION=1
    terraform -chdir="$root/terraform/${terraform_root:-}" "$@"
  )
}

# init_terraform ENVIRONMENT ACCOUNT REGION: with the environment's state in the account's bucket, beside its lock.
init_terraform() {
  local options=()
  # The emulator takes the bucket's name in the path only, and Terraform would ask AWS itself whose the credentials are.
  [[ ${AWS_ENDPOINT_URL:-} != http://127.0.0.1:* ]] || options=(use_path_style=true skip_credentials_validation=true skip_requesting_account_id=true)
  say "terraform init"
  run_terraform init -input=false -no-color -reconfigure -lockfile=readonly \
    -backend-config=bucket="quickchange-terraform-state-$2" -backend-config=key="quickchange/$1.tfstate" \
    -backend-config=region="$3" -backend-config=use_lockfile=true "${options[@]/#/-backend-config=}" \
    >"$TF_DATA_DIR.log" 2>&1 || { cat "$TF_DATA_DIR.log" >&2; fail "terraform init failed"; }
}

# Terraform installs providers from $XDG_DATA_DIRS/terraform/plugins without asking the registry.
# A mirror in /opt is linked there if it holds the locked version for this machine:
# https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
use_provider_mirror() {
  local version platform mirror data=$root/artifacts/tools/xdg
  version=$(sed -n 's/^ *version *= *"\(.*\)"/\1/p' "$root/terraform/.terraform.lock.hcl" | head -n 1)
  platform=linux_$([[ $(uname -m) == aarch64 ]] && echo arm64 || echo amd64)
  for mirror in /opt/*/; do
    if [[ -d ${mirror}registry.terraform.io/hashicorp/aws/$version/$platform ]]; then
      if [[ $(readlink "$data/terraform/plugins") != "${mirror%/}" ]]; then
        # Renamed into its place, because another Terraform of this checkout may look there at this moment.
        mkdir -p "$data/terraform"
        ln -sfn "${mirror%/}" "$data/terraform/plugins.$BASHPID"
        mv -fT "$data/terraform/plugins.$BASHPID" "$data/terraform/plugins"
      fi
      export XDG_DATA_DIRS=$data:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}
      return
    fi
  done
}

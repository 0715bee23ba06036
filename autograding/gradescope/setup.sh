#!/usr/bin/env bash
# Gradescope runs this once, as root, while it builds the image of the autograder: Node, what makes a sandbox, and the
# packages of the course. Gradescope's Ubuntu has an older Node than the course takes.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export DEBIAN_FRONTEND=noninteractive

apt-get update -qq
apt-get install -y -qq --no-install-recommends bubblewrap ca-certificates curl procps util-linux xz-utils

if ! node "$here/course/bin/check-node.cjs" 2>/dev/null; then
  case $(uname -m) in
    x86_64) machine=x64 ;;
    aarch64) machine=arm64 ;;
    *) echo "There is no Node for $(uname -m) here: choose an image for x86_64." >&2 && exit 1 ;;
  esac
  # The newest Node 22, and whether it came over whole.
  folder=$(mktemp -d)
  cd "$folder"
  curl -fsSL --retry 3 -O https://nodejs.org/dist/latest-v22.x/SHASUMS256.txt
  archive=$(awk -v end="linux-$machine.tar.xz" 'index($2, end) { print $2 }' SHASUMS256.txt)
  curl -fsSL --retry 3 -O "https://nodejs.org/dist/latest-v22.x/$archive"
  grep " $archive\$" SHASUMS256.txt | sha256sum --check --quiet
  tar -xJf "$archive" -C /usr/local --strip-components=1 --no-same-owner
  rm -rf "$folder"
fi

cd "$here/course"
npm ci --no-audit --no-fund
# Made now, so that no submission waits for it: what runs is bundled, in a folder that nobody else can write to.
node bin/http-by-hand.cjs lesson list
chmod -R go-w "$here"
chmod 755 "$here/run_autograder"

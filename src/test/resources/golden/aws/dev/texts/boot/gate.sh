#!/bin/bash
# Run by Systems Manager, as the gate of a node and, on one broker, of the brokers as a whole:
#
#   gate.sh HASH zone|node GIB   brings this node to what the bucket holds, whose SHA-256 that is, grows its file system to
#                                a volume of that size, and ends well once the node is back among its peers
#   gate.sh brokers COUNT        ends well when no partition is on other brokers than the first so many
set -euo pipefail
set -a
# shellcheck source=/dev/null
. /etc/trivet/machine
set +a

readonly home=/opt/trivet
fetch() {
    aws s3 cp --only-show-errors "s3://$BUCKET/$1" "$2.part"
    mv "$2.part" "$2"
}

agent() {
    fetch boot/trivet.jar "$home/trivet.jar"
    exec java -cp "$home/trivet.jar:/opt/kafka/libs/*" io.trivet.node.Agent "$@" --home "$home"
}

if [[ $1 == brokers ]]; then
    agent leaving --brokers "$2" --role "$home/role.txt"
fi
readonly hash=$1 together=$2 gib=$3

# A volume grows while it is in use, but the machine sees it some seconds later.
device=$(readlink --canonicalize "/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${VOLUME/-/}")
while (($(blockdev --getsize64 "$device") < gib << 30)); do
    echo "trivet: waiting for $VOLUME to have $gib GiB"
    sleep 2
done
xfs_growfs "$(findmnt --noheadings --output TARGET --source "$device")" >/dev/null

fetch "$ROLE/shared.txt" "$home/role.next"
fetch "$ROLE/$NODE.txt" "$home/node.next"
found=$(cat "$home/role.next" "$home/node.next" | sha256sum | cut --delimiter ' ' --fields 1)
if [[ $found != "$hash" ]]; then
    echo "trivet: the bucket holds files with hash $found, and this gate waits for $hash" >&2
    exit 1
fi
agent apply --hash "$hash" --together "$together" --role "$home/role.next" --node "$home/node.next"

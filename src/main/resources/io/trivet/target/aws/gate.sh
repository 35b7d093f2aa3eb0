#!/bin/bash
# Brings this node to what the bucket holds, and ends well once it is back among its peers. Systems Manager runs it, with
# the hash of the files that must lie here, which brokers restart together (zone or node), and the size of the volume.
set -euo pipefail
readonly hash=$1 together=$2 gib=$3
set -a
# shellcheck source=/dev/null
. /etc/trivet/machine
set +a

readonly home=/opt/trivet
fetch() {
    aws s3 cp --only-show-errors "s3://$BUCKET/$1" "$2.part"
    mv "$2.part" "$2"
}

# A volume grows while it is in use, but the machine sees it some seconds later.
device=$(readlink --canonicalize "/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${VOLUME/-/}")
while (($(blockdev --getsize64 "$device") < gib << 30)); do
    echo "trivet: waiting for $VOLUME to have $gib GiB"
    sleep 2
done
xfs_growfs "$(findmnt --noheadings --output TARGET --source "$device")" >/dev/null

fetch "$ROLE/shared.txt" "$home/role.next"
fetch "$ROLE/$NODE.txt" "$home/node.next"
fetch boot/trivet.jar "$home/trivet.jar"
found=$(cat "$home/role.next" "$home/node.next" | sha256sum | cut --delimiter ' ' --fields 1)
if [[ $found != "$hash" ]]; then
    echo "trivet: the bucket holds files with hash $found, and this gate waits for $hash" >&2
    exit 1
fi
exec java -cp "$home/trivet.jar:/opt/kafka/libs/*" io.trivet.node.Agent \
    apply --hash "$hash" --together "$together" --role "$home/role.next" --node "$home/node.next" --home "$home"

#!/bin/bash
# Brings a node up at each start of its machine: Java, volume, software, files, process, agent. Every step looks first
# whether it has been done, so that a run that failed is run again. Run with the environment of /etc/trivet/machine
# (BUCKET, ROLE, NODE, VOLUME, AWS_REGION):
#
#   boot.sh           by trivet-boot.service
#   boot.sh agent     by trivet-agent.service: becomes the agent, which brings the node to what the bucket says
#   boot.sh software  by the agent, when it has put another version into role.txt
#   boot.sh grow GIB  by the agent: grows the file system to a volume of that size; ends with 75 while it is smaller
set -euo pipefail
: "${BUCKET:?}" "${ROLE:?}" "${NODE:?}" "${VOLUME:?}" "${AWS_REGION:?}"

readonly home=/opt/trivet
umask 022

say() {
    echo "trivet: $*"
}

# What keeps a node from coming up stands where those look who wait for it.
fail() {
    echo "trivet: $*" >&2
    local here=http://169.254.169.254/latest token instance digest
    if token=$(curl --fail --silent --request PUT --header 'X-aws-ec2-metadata-token-ttl-seconds: 60' $here/api/token) &&
        instance=$(curl --fail --silent --header "X-aws-ec2-metadata-token: $token" $here/meta-data/instance-id) &&
        digest=$(aws s3 cp --only-show-errors "s3://$BUCKET/desired/$NODE" - | head --lines=1); then
        echo "$NODE does not come up: $*" |
            aws s3 cp --only-show-errors - "s3://$BUCKET/reports/$NODE/$instance/$digest/failed" || true
    fi
    exit 1
}

fetch() {
    aws s3 cp --only-show-errors "s3://$BUCKET/$1" "$2.part"
    mv "$2.part" "$2"
}

# Lines of the file $2 within the bundle $1.
part() {
    awk -v wanted="==> $2 <==" '/^==> .* <==$/ {on = ($0 == wanted); next} on' "$1"
}

# Paths of the files within bundles.
paths() {
    sed -n 's/^==> \(.*\) <==$/\1/p' "$@" | sort -u
}

# What the role says of $1.
fact() {
    part "$home/role.txt" /etc/trivet/role | sed -n "s/^$1=//p"
}

java_runtime() {
    command -v java >/dev/null || dnf install --quiet --assumeyes java-17-amazon-corretto-headless
}

# At its birth a node takes what it is to be: the digest, the key of its role's text and its own text. From then on
# role.txt and node.txt are what it has applied, and the agent exchanges them, which knows when a change is safe.
bundles() {
    if [[ ! -e $home/applied ]]; then
        local digest
        # Where nothing may be listed, S3 answers the same to what is not there and to what may not be read.
        until fetch "desired/$NODE" "$home/desired" 2>"$home/desired.why"; do
            say "waiting for s3://$BUCKET/desired/$NODE: $(tr -s '\n' ' ' <"$home/desired.why")"
            sleep 5
        done
        fetch "$(sed -n 2p "$home/desired")" "$home/role.txt"
        tail --lines=+3 "$home/desired" >"$home/node.txt"
        digest=$(digest)
        if [[ $digest != "$(head --lines=1 "$home/desired")" ]]; then
            fail "desired/$NODE names the digest $(head --lines=1 "$home/desired"), and the bucket has texts with $digest"
        fi
    fi
    fetch boot/trivet.jar "$home/trivet.jar"
    mkdir -p /opt/jmx-exporter
    fetch boot/jmx_prometheus_javaagent.jar /opt/jmx-exporter/jmx_prometheus_javaagent.jar
}

# SHA-256 of what lies here, in hexadecimal digits.
digest() {
    cat "$home/role.txt" "$home/node.txt" | sha256sum | cut --delimiter ' ' --fields 1
}

facts() {
    product=$(fact PRODUCT)
    data=$(fact DATA)
    readonly product data
}

# The number of the account is fixed, since the files on the volume outlive the machine that gave it.
account() {
    local number=9092
    if [[ $product == zookeeper ]]; then
        number=2181
    fi
    id "$product" >/dev/null 2>&1 || useradd --system --uid "$number" --user-group --no-create-home \
        --home-dir "$data" --shell /sbin/nologin "$product"
}

# The data volume, by its own id: the names that the kernel gives change from one start to the next. A file system is
# made on a device only that holds nothing at all; whatever else is found there stops the node.
volume() {
    local device status=0 uuid
    device=/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${VOLUME/-/}
    while [[ ! -e $device ]]; do
        say "waiting for volume $VOLUME"
        sleep 2
    done
    blkid --probe "$device" >/dev/null || status=$?
    case $status in
        0) ;;
        2)
            say "volume $VOLUME is empty: making a file system"
            mkfs.xfs -q "$device"
            ;;
        *) fail "volume $VOLUME holds something that is no file system" ;;
    esac
    uuid=$(blkid --probe --match-tag UUID --output value "$device")
    mkdir -p "$data"
    if ! grep -q "^UUID=$uuid " /etc/fstab; then
        echo "UUID=$uuid $data xfs noatime,nofail 0 2" >>/etc/fstab
        systemctl daemon-reload
    fi
    mountpoint --quiet "$data" || mount "$data"
    xfs_growfs "$data" >/dev/null
    chown "$product:$product" "$data"
}

# The release, checked before it is unpacked. Where no checksum was described, it is the one that its makers publish
# beside it; theirs may be broken into groups, with the file's name before or behind it.
software() {
    local url version sum folder archive
    url=$(fact ARCHIVE)
    sum=$(fact ARCHIVE_SHA512)
    version=$(fact VERSION)
    folder=/opt/$product-$version
    if [[ ! -d $folder ]]; then
        archive=$(mktemp --directory /var/tmp/trivet.XXXXXX)
        download "$url" "$archive/release"
        if [[ -z $sum ]]; then
            download "$url.sha512" "$archive/sum"
            sum=$(sed "s|${url##*/}:\{0,1\}||" "$archive/sum" | tr -cd '0-9A-Fa-f' | tr 'A-F' 'a-f')
        fi
        echo "${sum,,}  $archive/release" | sha512sum --check --status || fail "$url is not what its SHA-512 says"
        mkdir "$archive/unpacked"
        tar --extract --gzip --no-same-owner --strip-components=1 --file "$archive/release" --directory "$archive/unpacked"
        chmod 0755 "$archive/unpacked"
        mv "$archive/unpacked" "$folder"
        rm -rf "$archive"
    fi
    ln --symbolic --force --no-dereference "$folder" "/opt/$product"
}

download() {
    case $1 in
        s3://*) aws s3 cp --only-show-errors "$1" "$2" ;;
        *) curl --fail --silent --show-error --location --proto '=https' --retry 5 --output "$2" "$1" ;;
    esac
}

files() {
    if [[ -e $home/applied ]]; then
        return
    fi
    local path
    while IFS= read -r path; do
        mkdir -p "$(dirname "$path")"
        {
            part "$home/role.txt" "$path"
            if grep -qxF "==> $path <==" "$home/role.txt" && grep -qxF "==> $path <==" "$home/node.txt"; then
                echo
            fi
            part "$home/node.txt" "$path"
        } >"$path.part"
        mv "$path.part" "$path"
        if [[ $path == "$data"/* ]]; then
            chown "$product:$product" "$(dirname "$path")" "$path"
        fi
    done < <(paths "$home/role.txt" "$home/node.txt")
    digest >"$home/applied"
}

# Kafka's own storage is formatted once, with ids that the description fixes. A folder that holds anything is left alone.
format() {
    local voters
    install --directory --owner "$product" --group "$product" "$data/data"
    if [[ $product == zookeeper ]]; then
        install --directory --owner "$product" --group "$product" "$data/log"
    fi
    if [[ $product != kafka || $(fact METADATA) != kraft || -e $data/data/meta.properties ]]; then
        return
    fi
    if [[ -n $(ls --almost-all "$data/data") ]]; then
        fail "$data/data holds data and no meta.properties: this is not the volume of a Kafka node, or it is damaged"
    fi
    voters=$(fact INITIAL_CONTROLLERS)
    local quorum=(--no-initial-controllers) status=0
    if [[ -n $voters ]]; then
        # An empty volume is one of a new quorum, of a new voter, or one that was lost. The other controllers know.
        java -cp "$home/trivet.jar:/opt/kafka/libs/*" io.trivet.node.agent.Agent first --role "$home/role.txt" \
            --node "$home/node.txt" || status=$?
        case $status in
            0) quorum=(--initial-controllers "$voters") ;;
            3) say "$NODE follows the quorum that exists, to become a voter of it" ;;
            *) fail "$NODE finds no leader of its quorum" ;;
        esac
    fi
    LOG_DIR=/tmp runuser --user "$product" -- "/opt/$product/bin/kafka-storage.sh" format \
        --config /etc/kafka/server.properties --cluster-id "$(fact CLUSTER_ID)" "${quorum[@]}"
}

# A volume grows while it is in use, but the machine sees it some seconds later.
grow() {
    local device
    device=$(readlink --canonicalize "/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${VOLUME/-/}")
    if (($(blockdev --getsize64 "$device") < $1 << 30)); then
        exit 75
    fi
    xfs_growfs "$(findmnt --noheadings --output TARGET --source "$device")" >/dev/null
}

# A small JVM: of Kafka's libraries it gets those that it uses, since each jar costs memory, and of all releases those
# of the one that it began with.
agent() {
    local jar path=$home/trivet.jar
    for jar in "$(readlink --canonicalize /opt/kafka)"/libs/{kafka-clients,slf4j-api,jackson-core}-[0-9]*.jar; do
        path+=:$jar
    done
    export MALLOC_ARENA_MAX=1
    exec java -Xms4m -Xmx24m -Xss256k -XX:+UseSerialGC -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 \
        -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=8m -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError \
        -cp "$path" io.trivet.node.agent.Agent serve --node "$NODE" --bucket "$BUCKET" --region "$AWS_REGION" \
        --home "$home"
}

boot() {
    mkdir -p "$home"
    java_runtime
    bundles
    facts
    account
    volume
    software
    files
    format
    sysctl --quiet --system
    systemctl daemon-reload
    systemctl enable --now "$product.service"
    systemctl start trivet-agent.service
    say "$NODE is up"
}

case ${1:-boot} in
    boot) boot ;;
    software)
        facts
        software
        ;;
    agent) agent ;;
    grow) grow "${2:?}" ;;
    *) fail "boot.sh knows boot, agent, software and grow, and not $1" ;;
esac

#!/bin/bash
# Brings a node up at each start of its machine: Java, volume, software, files, process, agent. Every step looks first
# whether it has been done, so that a run that failed is run again. Run with the environment of /etc/trivet/machine
# (BUCKET, ROLE, NODE, VOLUME, AWS_REGION), where VOLUME is the id of a volume, or of several with commas:
#
#   boot.sh           by trivet-boot.service
#   boot.sh agent     by trivet-agent.service: becomes the agent, which brings the node to what the bucket says
#   boot.sh software  by the agent, when it has put another version into role.txt
#   boot.sh plugins F by the agent, before it stops the server: brings the plugins that the text of a role in F lists
#   boot.sh certificate F G  by the agent, likewise: has a certificate issued, for the text of a role in F, of a node in G
#   boot.sh watch     by the agent, when what CloudWatch sees has changed
#   boot.sh grow GIB  by the agent: grows the file systems to volumes of that size; ends with 75 while one is smaller
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
    fetch boot/exporter.jar "$home/exporter.jar"
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
    count=$(fact VOLUMES)
    count=${count:-1}
    readonly product data count
}

# Where the volume of this number is mounted, from 1.
place() {
    if (($1 == 1)); then
        echo "$data"
    else
        echo "$data-$1"
    fi
}

# The folders of the server's data, one on each of the volumes that the role has.
folders() {
    local number
    for ((number = 1; number <= count; number++)); do
        echo "$(place "$number")/data"
    done
}

# Whether one of these folders holds nothing.
lacks_data() {
    local folder
    while IFS= read -r folder; do
        if [[ -z $(ls --almost-all "$folder" 2>/dev/null) ]]; then
            return
        fi
    done < <(folders)
    return 1
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

# Every volume of the machine. It may have more than its role, which learns of a new one when the machine has it.
volumes() {
    local ids number
    IFS=, read -ra ids <<<"$VOLUME"
    if ((${#ids[@]} < count)); then
        fail "$NODE was made with ${#ids[@]} of its $count volumes: run pulumi up again, which makes it anew"
    fi
    for ((number = 1; number <= ${#ids[@]}; number++)); do
        volume "${ids[number - 1]}" "$(place "$number")"
    done
}

# The volume of the id $1 at the folder $2. It is found by its id: the names that the kernel gives change from one start
# to the next. A file system is made on a device only that holds nothing at all; whatever else is found there stops the
# node.
volume() {
    local device status=0 uuid
    device=/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${1/-/}
    while [[ ! -e $device ]]; do
        say "waiting for volume $1"
        sleep 2
    done
    blkid --probe "$device" >/dev/null || status=$?
    case $status in
        0) ;;
        2)
            say "volume $1 is empty: making a file system"
            mkfs.xfs -q "$device"
            ;;
        *) fail "volume $1 holds something that is no file system" ;;
    esac
    uuid=$(blkid --probe --match-tag UUID --output value "$device")
    mkdir -p "$2"
    if ! grep -q "^UUID=$uuid " /etc/fstab; then
        echo "UUID=$uuid $2 xfs noatime,nofail 0 2" >>/etc/fstab
        systemctl daemon-reload
    fi
    mountpoint --quiet "$2" || mount "$2"
    xfs_growfs "$2" >/dev/null
    chown "$product:$product" "$2"
}

# The release, checked before it is unpacked. One that a process runs from stays, and so does the one before.
software() {
    local version folder work
    version=$(fact VERSION)
    folder=/opt/$product-$version
    if [[ ! -d $folder ]]; then
        work=$(mktemp --directory /var/tmp/trivet.XXXXXX)
        release "$work/release"
        mkdir "$work/unpacked"
        tar --extract --gzip --no-same-owner --strip-components=1 --file "$work/release" --directory "$work/unpacked"
        chmod 0755 "$work/unpacked"
        mv "$work/unpacked" "$folder"
        rm -rf "$work"
    fi
    if [[ $(readlink "/opt/$product") != "$folder" ]]; then
        touch "$folder"
        ln --symbolic --force --no-dereference "$folder" "/opt/$product"
    fi
    while IFS= read -r folder; do
        grep --quiet --no-messages --text --fixed-strings "$folder" /proc/[0-9]*/cmdline || rm -rf "$folder"
    done < <(find /opt/ -maxdepth 1 -type d -name "$product-*" -printf '%T@ %p\n' | sort --numeric-sort --reverse |
        tail --lines=+3 | cut --delimiter ' ' --fields 2-)
    plugins "$home/role.txt"
    while IFS= read -r folder; do
        part "$home/role.txt" /etc/trivet/plugins | grep --quiet --fixed-strings "$folder " ||
            grep --quiet --no-messages --text --fixed-strings "$folder/" /proc/[0-9]*/cmdline || rm -rf "$folder"
    done < <(find /opt/ -mindepth 2 -maxdepth 2 -type d -path '*/kafka-plugins/*')
}

# Brings the plugins that the text of a role in the file $1 lists, each into a folder of its own, all its jars side by
# side. They are checked before anything of them is used; one that is there already stays as it is.
plugins() {
    local folder url sum copy work file
    while read -r folder url sum copy; do
        if [[ -d $folder ]]; then
            continue
        fi
        work=$(mktemp --directory /var/tmp/trivet.XXXXXX)
        file=$work/${url##*/}
        bring "$url" "$sum" "$copy" "$file"
        mkdir "$work/unpacked" "$work/jars"
        case $url in
            *.jar) mv "$file" "$work/unpacked" ;;
            *.zip) python3 -m zipfile --extract "$file" "$work/unpacked" ;;
            *) tar --extract --gzip --no-same-owner --file "$file" --directory "$work/unpacked" ;;
        esac
        find "$work/unpacked" -type f -name '*.jar' -exec mv --target-directory "$work/jars" {} + ||
            fail "$url holds two jars of one name"
        [[ -n $(ls "$work/jars") ]] || fail "$url holds no jar"
        mkdir -p "${folder%/*}"
        chmod 0755 "$work/jars"
        chmod 0644 "$work/jars"/*.jar
        mv "$work/jars" "$folder"
        rm -rf "$work"
    done < <(part "$1" /etc/trivet/plugins)
}

# Where the jars of the plugins are, as java takes it.
plugin_path() {
    part "$home/role.txt" /etc/trivet/plugins | sed 's| .*|/*|' | paste --serial --delimiters :
}

# Brings the release to the file $1. Its checksum comes with the role.
release() {
    local url
    url=$(fact ARCHIVE)
    bring "$url" "$(fact ARCHIVE_SHA512)" "${url##*/}" "$1"
}

# Brings what is at the address $1, with the SHA-512 $2, to the file $4: from its copy $3 in the bucket of the cluster,
# else from that address, and then to the bucket, so that its makers are asked once. Nodes behind the first of each zone
# wait two minutes for that. The host that serves a file is no witness of it.
bring() {
    local url=$1 sum=$2 copy='' tries found
    if [[ $url == https://* ]]; then
        copy=s3://$BUCKET/release/$3
        for ((tries = ${NODE//[!0-9]/} > 3 ? 24 : 0; tries >= 0; tries--)); do
            if aws s3 cp --only-show-errors "$copy" "$4" 2>/dev/null && sound "$sum" "$4"; then
                return
            fi
            ((tries == 0)) || sleep 5
        done
    fi
    download "$url" "$4"
    if ! sound "$sum" "$4"; then
        found=$(sha512sum "$4")
        fail "$url has the SHA-512 ${found%% *}, and must have ${sum,,}"
    fi
    if [[ -n $copy ]]; then
        aws s3 cp --only-show-errors "$4" "$copy" || say "$copy cannot be written: others will ask $url, too"
    fi
}

# Whether the file $2 has the SHA-512 $1.
sound() {
    echo "${1,,}  $2" | sha512sum --check --status
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

# Where servers prove who they are, the certificate of this one, for the text of a role in the file $1 and of a node in
# $2, and on a node of mirrors one for each cluster with security that it copies from, which it shows to no other.
certificate() {
    local authority trusts names subject source folder=/etc/kafka/tls
    authority=$(part "$1" /etc/trivet/role | sed -n 's/^AUTHORITY=//p')
    trusts=$(part "$1" /etc/trivet/role | sed -n 's/^TRUSTS=//p')
    subject=$(part "$1" /etc/trivet/role | sed -n 's/^SUBJECT=//p')
    names=$(part "$2" /etc/trivet/node | sed -n 's/^CERTIFIED=//p')
    if [[ -n $authority ]]; then
        certify "$folder" "$authority${trusts:+,$trusts}" EndEntityCertificate "${subject:-/OU=nodes/CN=$NODE}" "$names"
    fi
    for source in $(part "$1" /etc/trivet/role | sed -n 's/^SOURCES=//p' | tr , ' '); do
        subject=${source#*=}
        certify "$folder/${source%%=*}" "$(tr + , <<<"${subject#*@}")" EndEntityClientAuthCertificate "${subject%%@*}" ''
    done
}

# A certificate in the folder $1, of the first of the authorities $2 by its template $3, of whom $4 says, for the names
# $5; certificates of all of them are let in. An authority of AWS Private CA issues it for 395 days; one that has 120 days
# left, speaks for the right names and is of that authority stays. Its key is made here and goes nowhere. The next one lies
# beside the one that the server began with, until it starts again.
certify() {
    local authority=${2%%,*} file work
    command -v openssl >/dev/null || dnf install --quiet --assumeyes openssl
    install --directory --owner kafka --group kafka --mode 0700 /etc/kafka/tls "$1"
    rm -rf "$1"/new.*
    work=$(mktemp --directory "$1/new.XXXXXX")
    trust "$1" "$2" "$work"
    for file in "$1/next.pem" "$1/node.pem"; do
        if speaks "$file" "$4" "$5" && signed "$1" "$file" &&
            openssl x509 -in "$file" -noout -checkend $((120 * 86400)) >/dev/null; then
            rm -rf "$work"
            return
        fi
    done
    if issue "$authority" "$3" "$4" "$5" "$work" "$1/authority.pem" 2>"$work/why"; then
        chown kafka:kafka "$work/node.pem"
        mv "$work/node.pem" "$1/next.pem"
    elif speaks "$1/node.pem" "$4" "$5" && signed "$1" "$1/node.pem" &&
        openssl x509 -in "$1/node.pem" -noout -checkend 0 >/dev/null; then
        say "$NODE keeps its certificate, since $authority issues no other: $(tr -s '\n' ' ' <"$work/why")"
    else
        fail "$NODE gets no certificate of $authority: $(tr -s '\n' ' ' <"$work/why")"
    fi
    rm -rf "$work"
}

# Has in the folder $1 what proves the certificates of others, as authority.pem: the authorities $2 themselves and not
# what stands above them, which signs others, too. A server reads it at its start. What says which they are lies beside it;
# where it does not, there was one, and still is.
trust() {
    local authority known=${2%%,*}
    if [[ -e $1/authorities ]]; then
        known=$(<"$1/authorities")
    fi
    if [[ -e $1/authority.pem && $known == "$2" ]]; then
        return
    fi
    for authority in ${2//,/ }; do
        aws acm-pca get-certificate-authority-certificate \
            --region "$(cut --delimiter=: --fields=4 <<<"$authority")" --certificate-authority-arn "$authority" \
            --query Certificate --output text >>"$3/authority.pem" 2>"$3/why" ||
            fail "$NODE is not told the certificate of $authority: $(tr -s '\n' ' ' <"$3/why")"
    done
    echo "$2" >"$3/authorities"
    chown kafka:kafka "$3/authority.pem"
    mv "$3/authority.pem" "$1/authority.pem"
    mv "$3/authorities" "$1/authorities"
}

# Whether the certificate in the file $2 is of the authority that signs for the folder $1.
signed() {
    openssl verify -partial_chain -trusted <(openssl x509 -in "$1/authority.pem") "$2" >/dev/null 2>&1
}

# Whether the certificate in the file $1 is of whom $2 says, and speaks for the names $3 and for no others.
speaks() {
    local found
    [[ -e $1 ]] && found=$(openssl x509 -in "$1" -noout -subject -nameopt RFC2253 -ext subjectAltName 2>/dev/null) &&
        [[ $(sed -n 's/^subject= *//p' <<<"$found") == \
            "$(tr / '\n' <<<"${2#/}" | tac | paste --serial --delimiters=,)" ]] &&
        [[ $(sed -n '/^ /{s/ //g; s/IPAddress:/IP:/g; p}' <<<"$found" | tr , '\n' | sort) == \
            "$(tr , '\n' <<<"$3" | sort)" ]]
}

# Has a certificate issued by the authority $1 by its template $2 of whom $3 says, for the names $4, as node.pem in the
# folder $5; the authority's own is the first in the file $6. Every step is bound to the one before, since a shell that is
# asked whether this went well goes on after a failure.
issue() {
    local authority=(--region "$(cut --delimiter=: --fields=4 <<<"$1")" --certificate-authority-arn "$1")
    local algorithm=SHA256WITHECDSA arn names=()
    if [[ -n $4 ]]; then
        names=(-addext "subjectAltName=$4")
    fi
    (umask 077 && openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$5/node.pem") &&
        openssl req -new -key "$5/node.pem" -subj "$3" "${names[@]}" -out "$5/request.pem" || return
    if openssl x509 -in "$6" -noout -text | grep --quiet 'Public Key Algorithm: rsaEncryption'; then
        algorithm=SHA256WITHRSA
    fi
    arn=$(aws acm-pca issue-certificate "${authority[@]}" --csr "fileb://$5/request.pem" \
        --template-arn "${1%%:acm-pca:*}:acm-pca:::template/$2/V1" \
        --signing-algorithm "$algorithm" --validity Value=395,Type=DAYS --query CertificateArn --output text) &&
        aws acm-pca wait certificate-issued "${authority[@]}" --certificate-arn "$arn" &&
        aws acm-pca get-certificate "${authority[@]}" --certificate-arn "$arn" --query Certificate --output text \
            >>"$5/node.pem" &&
        aws acm-pca get-certificate "${authority[@]}" --certificate-arn "$arn" --query CertificateChain --output text \
            >>"$5/node.pem"
}

# What was issued is what the server begins with. The REST API of a worker takes it in another form, which the agent
# writes.
present() {
    local folder=/etc/kafka/tls next
    for next in "$folder/next.pem" "$folder"/*/next.pem; do
        if [[ -e $next ]]; then
            mv "$next" "${next%/*}/node.pem"
        fi
    done
    if [[ ($ROLE == connect || $ROLE == mirror) && -e $folder/node.pem ]]; then
        java -cp "$home/trivet.jar:/opt/kafka/libs/*" io.trivet.node.agent.Agent rest || fail "$NODE cannot use its" \
            "certificate; the journal says why"
        chown kafka:kafka "$folder/rest.p12" "$folder/rest-authority.p12"
    fi
}

# Kafka's own storage is formatted once, with ids that the description fixes. A folder that holds anything is left alone.
format() {
    local voters folder number fresh=0 other=()
    for ((number = 2; number <= count; number++)); do
        # What lies beneath would be on the volume of the system.
        mountpoint --quiet "$(place "$number")" || fail "nothing is mounted at $(place "$number")"
    done
    while IFS= read -r folder; do
        install --directory --owner "$product" --group "$product" "$folder"
    done < <(folders)
    if [[ $product == zookeeper ]]; then
        install --directory --owner "$product" --group "$product" "$data/log"
    fi
    if [[ $product != kafka || $(fact METADATA) != kraft ]]; then
        return
    fi
    while IFS= read -r folder; do
        if [[ -e $folder/meta.properties ]]; then
            other=(--ignore-formatted)
        elif [[ -n $(ls --almost-all "$folder") ]]; then
            fail "$folder holds data and no meta.properties: this is not the volume of a Kafka node, or it is damaged"
        else
            fresh=1
        fi
    done < <(folders)
    if ((fresh == 0)); then
        return
    fi
    voters=$(fact INITIAL_CONTROLLERS)
    local quorum=(--no-initial-controllers) status=0
    if [[ -n $voters && ! -e $data/data/meta.properties ]]; then
        # An empty volume is one of a new quorum, of a new voter, or one that was lost. The other controllers know.
        java -cp "$home/trivet.jar:/opt/kafka/libs/*" io.trivet.node.agent.Agent first --role "$home/role.txt" \
            --node "$home/node.txt" || status=$?
        case $status in
            0) quorum=(--initial-controllers "$voters") ;;
            3) say "$NODE follows the quorum that exists, to become a voter of it" ;;
            *) fail "$NODE finds no leader of its quorum" ;;
        esac
    fi
    CLASSPATH=$(plugin_path) LOG_DIR=/tmp runuser --user "$product" -- "/opt/$product/bin/kafka-storage.sh" format \
        --config /etc/kafka/server.properties --cluster-id "$(fact CLUSTER_ID)" "${quorum[@]}" "${other[@]}"
}

# With ZooKeeper, and with KRaft in Kafka 3.9, the controller lets a broker lead what it was in sync with, though its
# volume may be empty now: then the others cut their logs down to nothing. So a broker without data starts when it is in
# sync with nothing any more. Where others are, too, the controller sees to that; of what it was the last copy of, the
# operator decides. ZooKeeper knows without any broker; else the others are asked, of a node that has had data. Where one
# of several volumes is empty, what lies on the others is not lost, and on a new one nothing was.
data_lost() {
    if [[ $product == zookeeper ]]; then
        ensemble_data_lost
        return
    fi
    if [[ $ROLE != broker ]] || ! lacks_data; then
        return
    fi
    local held=()
    if ((count > 1)); then
        held=(--data "$(folders | paste --serial --delimiters ,)")
    fi
    if [[ -e $home/start-empty ]]; then
        rm "$home/start-empty"
    elif [[ $(fact METADATA) == zookeeper ]]; then
        until out_of_sync; do
            sleep 5
        done
    elif fetch "reports/$NODE/data" "$home/had-data" 2>/dev/null; then
        java -cp "$home/trivet.jar:/opt/kafka/libs/*" io.trivet.node.agent.Agent empty --role "$home/role.txt" \
            --node "$home/node.txt" "${held[@]}" || fail "$(lost); journalctl --unit trivet-boot says what it was the last" \
            "copy of, and what to do (or touch $home/start-empty)"
    fi
}

lost() {
    if ((count == 1)); then
        echo "its volume is empty"
    else
        echo "one of its volumes is empty"
    fi
}

# A server of ZooKeeper that lost its data votes like any other. Where most of them lost it, they agree on having none,
# and the last copy is thrown away. So one that has had data starts when the others are a quorum without it.
ensemble_data_lost() {
    if [[ -n $(find "$data/log/version-2" -name 'log.*' -print -quit 2>/dev/null) ]]; then
        return
    fi
    if [[ -e $home/start-empty ]]; then
        rm "$home/start-empty"
    elif fetch "reports/$NODE/data" "$home/had-data" 2>/dev/null; then
        java -cp "$home/trivet.jar" io.trivet.node.agent.Agent empty --role "$home/role.txt" --node "$home/node.txt" ||
            fail "its volume is empty, and the other servers are no quorum without it: start those that have data, or" \
                "copy $data of one without the file myid (or touch $home/start-empty)"
    fi
}

# Whether no partition of which it has nothing has this broker in sync, as far as ZooKeeper knows.
out_of_sync() {
    local answer id i isr path partition last=() shared=() paths states
    id=$(part "$home/node.txt" /etc/trivet/node | sed -n 's/^ID=//p')
    if ! answer=$(registry ls -R /brokers/topics); then
        if [[ $answer == *"Node does not exist"* ]]; then
            return
        fi
        say "waiting for ZooKeeper, which knows whether $NODE had data: ${answer##*$'\n'}"
        return 1
    fi
    mapfile -t paths < <(grep '^/brokers/topics/.*/state$' <<<"$answer")
    mapfile -t states < <(printf 'get %s\n' "${paths[@]}" | registry | grep '"isr":')
    if ((${#states[@]} != ${#paths[@]})); then
        say "waiting for ZooKeeper, which has ${#paths[@]} partitions and told ${#states[@]}"
        return 1
    fi
    for i in "${!paths[@]}"; do
        isr=${states[i]#*\"isr\":[}
        isr=,${isr%%]*},
        path=${paths[i]%/state}
        partition=${path#/brokers/topics/}
        partition=${partition%%/*}-${path##*/}
        if holds "$partition"; then
            continue
        fi
        case $isr in
            ",$id,") last+=("$partition") ;;
            *",$id,"*) shared+=("$partition") ;;
        esac
    done
    if ((${#last[@]} > 0)); then
        fail "$(lost), and it was the last in sync of ${#last[@]} partitions, ${last[0]} first: attach that" \
            "volume or a snapshot of it, or let another copy lead (kafka-leader-election.sh --election-type unclean)," \
            "or give up what is lost (touch $home/start-empty)"
    fi
    if ((${#shared[@]} > 0)); then
        say "waiting until $NODE, whose volume is empty, is in sync with none of ${#shared[@]} partitions, ${shared[0]} first"
        return 1
    fi
}

# Whether the partition of this name lies on one of the volumes.
holds() {
    local folder
    while IFS= read -r folder; do
        if [[ -d $folder/$1 ]]; then
            return
        fi
    done < <(folders)
    return 1
}

# What ZooKeeper says to a command, or to those of the input.
registry() {
    LOG_DIR=/tmp /opt/kafka/bin/zookeeper-shell.sh \
        "$(sed -n 's/^zookeeper.connect=//p' "$(fact CONFIGURATION)/server.properties")" "$@" 2>&1
}

# What CloudWatch sees: disk and memory by its own agent, and the journals of server and agent, which that reads of a
# file only. A node that cannot be watched is a node all the same.
watch() {
    local described=/etc/trivet/cloudwatch.json config=$home/cloudwatch.json control
    control=/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl
    if [[ ! -e $described || $(<"$described") == '{}' ]]; then
        if [[ -x $control ]]; then
            "$control" -a stop >/dev/null || true
            systemctl disable --now trivet-log.service 2>/dev/null || true
        fi
        return
    fi
    if [[ ! -x $control ]]; then
        dnf install --quiet --assumeyes amazon-cloudwatch-agent logrotate || {
            say "without the agent of CloudWatch, which cannot be installed"
            return
        }
    fi
    if grep --quiet '"logs"' "$described"; then
        mkdir -p /var/log/trivet
        cat >/etc/systemd/system/trivet-log.service <<END
[Unit]
Description=Write the journal of this node where CloudWatch reads it
After=systemd-journald.service

[Service]
ExecStart=/usr/bin/journalctl --follow --boot --lines=all --output=cat --unit=$product.service --unit=trivet-agent.service --unit=trivet-boot.service
StandardOutput=append:/var/log/trivet/node.log
Restart=always

[Install]
WantedBy=multi-user.target
END
        cat >/etc/logrotate.d/trivet <<END
/var/log/trivet/node.log {
    daily
    maxsize 200M
    rotate 2
    copytruncate
    missingok
}
END
        systemctl daemon-reload
        systemctl enable --now trivet-log.service
    fi
    sed "s/{node}/$NODE/" "$described" >"$config"
    "$control" -a fetch-config -m ec2 -s -c "file:$config" >/dev/null || say "the agent of CloudWatch does not start"
}

# A volume grows while it is in use, but the machine sees it some seconds later.
grow() {
    local device ids id
    IFS=, read -ra ids <<<"$VOLUME"
    for id in "${ids[@]}"; do
        device=$(readlink --canonicalize "/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${id/-/}")
        if (($(blockdev --getsize64 "$device") < $1 << 30)); then
            exit 75
        fi
        xfs_growfs "$(findmnt --noheadings --output TARGET --source "$device")" >/dev/null
    done
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
    volumes
    software
    files
    certificate "$home/role.txt" "$home/node.txt"
    present
    data_lost
    format
    sysctl --quiet --system
    systemctl daemon-reload
    systemctl enable --now "$product.service"
    systemctl start trivet-agent.service
    watch || say "not watched by CloudWatch"
    say "$NODE is up"
}

case ${1:-boot} in
    boot) boot ;;
    software)
        facts
        software
        # A volume may be new to a role that has several.
        ((count == 1)) || format
        present
        ;;
    plugins) plugins "${2:?}" ;;
    certificate) certificate "${2:?}" "${3:?}" ;;
    agent) agent ;;
    watch)
        facts
        watch
        ;;
    grow) grow "${2:?}" ;;
    *) fail "boot.sh knows boot, agent, software, plugins, certificate, watch and grow, and not $1" ;;
esac

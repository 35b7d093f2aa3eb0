"""Sends what a description asks of AWS to moto with boto3, and reads it back.

usage: moto_answers.py CASES.json

CASES.json is a list of {"case": name, "region": region, "tags": default tags, "resources": [{"title": "Vpc films",
"type": "aws:ec2/vpc:Vpc", "inputs": {...}}]}, the inputs as Pulumi's engine gets them, with ${Vpc films.id} for what AWS
would give. Each case gets an AWS account of its own. Printed is a list of {"case": name, "answered": {"kafka
CreateCluster": times}, "validated": the same, "refused": ["title: message"]}: calls that moto answered, and those that it
does not have, of which botocore's model judged the parameters: names, required members, types, ranges, enumerations,
patterns. No call leaves the machine.
"""

import base64
import json
import os
import re
import sys
from collections import Counter

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.validate import ParamValidator
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID

REFERENCE = re.compile(
    r"(arn:aws:(?:s3:::|kafka:[^/\"]+:(?:cluster|topic|group|transactional-id)/[^/\"]+/))?\$\{([^}]+)\.(\w+)}"
)

# What Pulumi puts behind the name of a resource where the program gives none.
SUFFIX = "-1a2b3c4"

# Of a name that the model of MSK leaves free; source: MSK's API reference, Configurations, CreateConfigurationRequest.
CONFIGURATION_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]*")

# Of security groups and their rules; source: EC2's API reference, CreateSecurityGroup.
GROUP_DESCRIPTION = re.compile(r"[a-zA-Z0-9 ._\-:/()#,@\[\]+=&;{}!$*]{1,255}")

# Whom a permission of a security group can be for.
PEERS = ("IpRanges", "PrefixListIds", "UserIdGroupPairs")

# All that moto keeps of a cluster made with CreateClusterV2.
KEPT_OF_THE_SECOND = ("BrokerNodeGroupInfo", "NumberOfBrokerNodes", "StorageMode")

SENDERS = {}


class Refused(Exception):
    """AWS would not take it."""


class Inputs:
    """The inputs of a resource. What nobody takes is an error: it would not reach AWS."""

    def __init__(self, values):
        self.rest = dict(values)
        self.nested = []

    def take(self, key, default=None):
        value = self.rest.pop(key, default)
        if isinstance(value, dict):
            return self.within(value)
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return [self.within(item) for item in value]
        return whole(value)

    def map(self, key):
        return self.rest.pop(key, {})

    def within(self, value):
        inputs = Inputs(value)
        self.nested.append(inputs)
        return inputs

    def left(self):
        return list(self.rest) + [key for inputs in self.nested for key in inputs.left()]


def whole(value):
    """Every number of Pulumi is a double; those that can be are whole here."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def given(**members):
    """The members that have a value."""
    return {name: value for name, value in members.items() if value is not None}


def enabled(value):
    return None if value is None else {"Enabled": value}


def sends(kind):
    def add(sender):
        SENDERS[kind] = sender
        return sender

    return add


class Account:
    """An AWS account with nothing in it."""

    def __init__(self, region, tags):
        self.region = region
        self.default_tags = tags
        self.clients = {}
        self.answered = Counter()
        self.validated = Counter()

    def client(self, service):
        if service not in self.clients:
            self.clients[service] = boto3.client(
                service, region_name=self.region, config=Config(retries={"total_max_attempts": 1})
            )
        return self.clients[service]

    def call(self, service, operation, **parameters):
        """The answer of moto, or None where it has no such call and the parameters are right."""
        client = self.client(service)
        shape = client.meta.service_model.operation_model(operation).input_shape
        report = ParamValidator().validate(parameters, shape)
        if report.has_errors():
            raise Refused(f"{service} {operation}: {report.generate_report()}")
        errors = list(broken(parameters, shape, ""))
        if errors:
            raise Refused(f"{service} {operation}: {'; '.join(errors)}")
        method = next(name for name, api in client.meta.method_to_api_mapping.items() if api == operation)
        try:
            answer = getattr(client, method)(**parameters)
        except NotImplementedError:
            self.validated[f"{service} {operation}"] += 1
            return None
        except ClientError as error:
            if error.response["Error"].get("Message") == "Not yet implemented":
                self.validated[f"{service} {operation}"] += 1
                return None
            raise Refused(f"{service} {operation}: {error.response['Error']['Message']}") from error
        self.answered[f"{service} {operation}"] += 1
        return answer

    def tags(self, inputs):
        return {**self.default_tags, **inputs.map("tags")}

    def tag_list(self, inputs):
        return pairs(self.tags(inputs))


def tagged(kind, tags):
    return [{"ResourceType": kind, "Tags": tags}]


def pairs(values, key="Key", value="Value"):
    return [{key: name, value: values[name]} for name in sorted(values)]


def broken(value, shape, path):
    """What botocore leaves to AWS, although its model says it."""
    if shape.type_name == "structure":
        for name, member in value.items():
            yield from broken(member, shape.members[name], f"{path}.{name}")
        return
    limits = shape.metadata
    if shape.type_name == "list":
        for i, item in enumerate(value):
            yield from broken(item, shape.member, f"{path}[{i}]")
        size = len(value)
    elif shape.type_name == "map":
        for name, item in value.items():
            yield from broken(name, shape.key, path)
            yield from broken(item, shape.value, f"{path}[{name}]")
        size = len(value)
    elif shape.type_name == "string":
        size = len(value)
        if "enum" in limits and value not in limits["enum"]:
            yield f"{path} is {value}, and is one of {', '.join(limits['enum'])}"
        if "pattern" in limits and not re.fullmatch(python(limits["pattern"]), value):
            yield f"{path} is {value}, and matches {limits['pattern']}"
    elif shape.type_name in ("integer", "long", "float", "double"):
        size = value
    else:
        return
    if "max" in limits and size > limits["max"]:
        yield f"{path} is or has {size}, at most {limits['max']}"


def python(pattern):
    """A pattern of AWS in Python's words, which have neither Unicode categories nor surrogates; narrower."""
    words = {
        r"\p{L}": "a-zA-Z",
        r"\p{Z}": " ",
        r"\p{N}": "0-9",
        r"\p{Print}": "[ -~]",
        r"\uD800\uDC00-\uDBFF\uDFFF": "",
    }
    for category, characters in words.items():
        pattern = pattern.replace(category, characters)
    return pattern


def kept(sent, back, path=""):
    """Fails where what is read back is not what was sent. Lists may come in another order."""
    if isinstance(sent, dict):
        for name, value in sent.items():
            if not isinstance(back, dict) or name not in back:
                raise Refused(f"{path}.{name} was sent and is not kept")
            kept(value, back[name], f"{path}.{name}")
    elif isinstance(sent, list):
        if len(sent) != len(back):
            raise Refused(f"{path} has {len(back)} of {len(sent)}")
        for item in sent:
            if not any(matches(item, other) for other in back):
                raise Refused(f"{path} lacks {item}")
    elif sent != back:
        raise Refused(f"{path} was {sent} and is {back}")


def matches(sent, back):
    try:
        kept(sent, back)
    except Refused:
        return False
    return True


# Network


@sends("aws:ec2/vpc:Vpc")
def vpc(aws, name, inputs):
    cidr = inputs.take("cidrBlock")
    tags = aws.tag_list(inputs)
    made = aws.call(
        "ec2", "CreateVpc", CidrBlock=cidr, TagSpecifications=tagged("vpc", tags)
    )["Vpc"]
    for attribute in ("enableDnsSupport", "enableDnsHostnames"):
        value = inputs.take(attribute)
        member = attribute[0].upper() + attribute[1:]
        aws.call("ec2", "ModifyVpcAttribute", VpcId=made["VpcId"], **{member: {"Value": value}})
        back = aws.call("ec2", "DescribeVpcAttribute", VpcId=made["VpcId"], Attribute=attribute)
        kept({member: {"Value": value}}, back)
    back = aws.call("ec2", "DescribeVpcs", VpcIds=[made["VpcId"]])["Vpcs"][0]
    kept({"CidrBlock": cidr, "Tags": tags}, back)
    return {"id": made["VpcId"]}


@sends("aws:ec2/subnet:Subnet")
def subnet(aws, name, inputs):
    sent = {
        "VpcId": inputs.take("vpcId"),
        "CidrBlock": inputs.take("cidrBlock"),
        "AvailabilityZone": inputs.take("availabilityZone"),
    }
    tags = aws.tag_list(inputs)
    made = aws.call("ec2", "CreateSubnet", **sent, TagSpecifications=tagged("subnet", tags))
    identity = made["Subnet"]["SubnetId"]
    public = inputs.take("mapPublicIpOnLaunch", False)
    aws.call("ec2", "ModifySubnetAttribute", SubnetId=identity, MapPublicIpOnLaunch={"Value": public})
    back = aws.call("ec2", "DescribeSubnets", SubnetIds=[identity])["Subnets"][0]
    kept({**sent, "MapPublicIpOnLaunch": public, "Tags": tags}, back)
    return {"id": identity}


@sends("aws:ec2/internetGateway:InternetGateway")
def internet_gateway(aws, name, inputs):
    network = inputs.take("vpcId")
    tags = aws.tag_list(inputs)
    identity = aws.call(
        "ec2", "CreateInternetGateway", TagSpecifications=tagged("internet-gateway", tags)
    )["InternetGateway"]["InternetGatewayId"]
    aws.call("ec2", "AttachInternetGateway", InternetGatewayId=identity, VpcId=network)
    back = aws.call("ec2", "DescribeInternetGateways", InternetGatewayIds=[identity])["InternetGateways"][0]
    kept({"Attachments": [{"VpcId": network}], "Tags": tags}, back)
    return {"id": identity}


@sends("aws:ec2/eip:Eip")
def address(aws, name, inputs):
    domain = inputs.take("domain")
    tags = aws.tag_list(inputs)
    identity = aws.call(
        "ec2",
        "AllocateAddress",
        Domain=domain,
        TagSpecifications=tagged("elastic-ip", tags),
    )["AllocationId"]
    back = aws.call("ec2", "DescribeAddresses", AllocationIds=[identity])["Addresses"][0]
    kept({"Domain": domain, "Tags": tags}, back)
    return {"id": identity, "allocationId": identity}


@sends("aws:ec2/natGateway:NatGateway")
def nat_gateway(aws, name, inputs):
    where = inputs.take("subnetId")
    tags = aws.tag_list(inputs)
    allocation = inputs.take("allocationId")
    identity = aws.call(
        "ec2",
        "CreateNatGateway",
        SubnetId=where,
        AllocationId=allocation,
        TagSpecifications=tagged("natgateway", tags),
    )["NatGateway"]["NatGatewayId"]
    back = aws.call("ec2", "DescribeNatGateways", NatGatewayIds=[identity])["NatGateways"][0]
    kept({"SubnetId": where, "NatGatewayAddresses": [{"AllocationId": allocation}], "Tags": tags}, back)
    return {"id": identity}


@sends("aws:ec2/routeTable:RouteTable")
def route_table(aws, name, inputs):
    network = inputs.take("vpcId")
    tags = aws.tag_list(inputs)
    identity = aws.call(
        "ec2",
        "CreateRouteTable",
        VpcId=network,
        TagSpecifications=tagged("route-table", tags),
    )["RouteTable"]["RouteTableId"]
    back = aws.call("ec2", "DescribeRouteTables", RouteTableIds=[identity])["RouteTables"][0]
    kept({"VpcId": network, "Tags": tags}, back)
    return {"id": identity}


@sends("aws:ec2/route:Route")
def route(aws, name, inputs):
    table = inputs.take("routeTableId")
    sent = given(
        DestinationCidrBlock=inputs.take("destinationCidrBlock"),
        GatewayId=inputs.take("gatewayId"),
        NatGatewayId=inputs.take("natGatewayId"),
    )
    aws.call("ec2", "CreateRoute", RouteTableId=table, **sent)
    back = aws.call("ec2", "DescribeRouteTables", RouteTableIds=[table])["RouteTables"][0]["Routes"]
    if not any(matches(sent, other) for other in back):
        raise Refused(f"{sent} is not among the routes")
    return {"id": name}


@sends("aws:ec2/routeTableAssociation:RouteTableAssociation")
def route_table_association(aws, name, inputs):
    table = inputs.take("routeTableId")
    where = inputs.take("subnetId")
    identity = aws.call("ec2", "AssociateRouteTable", RouteTableId=table, SubnetId=where)["AssociationId"]
    back = aws.call("ec2", "DescribeRouteTables", RouteTableIds=[table])["RouteTables"][0]["Associations"]
    if not any(matches({"RouteTableAssociationId": identity, "SubnetId": where}, other) for other in back):
        raise Refused(f"{where} is not among those of the table")
    return {"id": identity}


@sends("aws:ec2/vpcEndpoint:VpcEndpoint")
def vpc_endpoint(aws, name, inputs):
    groups = inputs.take("securityGroupIds")
    sent = given(
        VpcId=inputs.take("vpcId"),
        ServiceName=inputs.take("serviceName"),
        VpcEndpointType=inputs.take("vpcEndpointType"),
        RouteTableIds=inputs.take("routeTableIds"),
        SubnetIds=inputs.take("subnetIds"),
        PrivateDnsEnabled=inputs.take("privateDnsEnabled"),
    )
    tags = aws.tag_list(inputs)
    identity = aws.call(
        "ec2",
        "CreateVpcEndpoint",
        TagSpecifications=tagged("vpc-endpoint", tags),
        **sent,
        **given(SecurityGroupIds=groups),
    )["VpcEndpoint"]["VpcEndpointId"]
    back = aws.call("ec2", "DescribeVpcEndpoints", VpcEndpointIds=[identity])["VpcEndpoints"][0]
    kept({**sent, "Tags": tags}, back)
    made = {"id": identity}
    if sent["VpcEndpointType"] == "Gateway":
        named = [{"Name": "prefix-list-name", "Values": [sent["ServiceName"]]}]
        (addresses,) = aws.call("ec2", "DescribePrefixLists", Filters=named)["PrefixLists"]
        made["prefixListId"] = addresses["PrefixListId"]
    return made


@sends("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")
def default_security_group(aws, name, inputs):
    network = inputs.take("vpcId")
    own = [{"Name": "vpc-id", "Values": [network]}, {"Name": "group-name", "Values": ["default"]}]
    (group,) = aws.call("ec2", "DescribeSecurityGroups", Filters=own)["SecurityGroups"]
    # Pulumi's provider empties it.
    for direction, permissions in (("Ingress", "IpPermissions"), ("Egress", "IpPermissionsEgress")):
        if group[permissions]:
            aws.call(
                "ec2",
                f"RevokeSecurityGroup{direction}",
                GroupId=group["GroupId"],
                IpPermissions=group[permissions],
            )
    tags = aws.tag_list(inputs)
    aws.call("ec2", "CreateTags", Resources=[group["GroupId"]], Tags=tags)
    (back,) = aws.call("ec2", "DescribeSecurityGroups", Filters=own)["SecurityGroups"]
    kept({"IpPermissions": [], "IpPermissionsEgress": [], "Tags": tags}, back)
    return {"id": group["GroupId"]}


@sends("aws:ec2/securityGroup:SecurityGroup")
def security_group(aws, name, inputs):
    sent = {"VpcId": inputs.take("vpcId"), "Description": described(inputs)}
    tags = aws.tag_list(inputs)
    identity = aws.call(
        "ec2",
        "CreateSecurityGroup",
        GroupName=inputs.take("name", name + SUFFIX),
        TagSpecifications=tagged("security-group", tags),
        **sent,
    )["GroupId"]
    # AWS lets a new group talk to everyone, and Pulumi's provider takes that away.
    aws.call(
        "ec2",
        "RevokeSecurityGroupEgress",
        GroupId=identity,
        IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
    )
    back = aws.call("ec2", "DescribeSecurityGroups", GroupIds=[identity])["SecurityGroups"][0]
    kept({**sent, "Tags": tags, "IpPermissionsEgress": []}, back)
    return {"id": identity}


def described(inputs):
    description = inputs.take("description")
    if not GROUP_DESCRIPTION.fullmatch(description):
        raise Refused(f"Description is {description}, and matches {GROUP_DESCRIPTION.pattern}")
    return description


def security_group_rule(direction):
    def send(aws, name, inputs):
        group = inputs.take("securityGroupId")
        description = described(inputs)
        cidr = inputs.take("cidrIpv4")
        peer = inputs.take("referencedSecurityGroupId")
        addresses = inputs.take("prefixListId")
        ports = given(FromPort=inputs.take("fromPort"), ToPort=inputs.take("toPort"))
        protocol = inputs.take("ipProtocol")
        permission = {"IpProtocol": protocol, **ports}
        if cidr is not None:
            permission["IpRanges"] = [{"CidrIp": cidr, "Description": description}]
        if peer is not None:
            permission["UserIdGroupPairs"] = [{"GroupId": peer, "Description": description}]
        if addresses is not None:
            permission["PrefixListIds"] = [{"PrefixListId": addresses, "Description": description}]
        tags = aws.tag_list(inputs)
        rule = aws.call(
            "ec2",
            f"AuthorizeSecurityGroup{direction}",
            GroupId=group,
            IpPermissions=[permission],
            TagSpecifications=tagged("security-group-rule", tags),
        )["SecurityGroupRules"][0]["SecurityGroupRuleId"]
        back = aws.call("ec2", "DescribeSecurityGroupRules", SecurityGroupRuleIds=[rule])["SecurityGroupRules"][0]
        kept(
            {
                "GroupId": group,
                "IsEgress": direction == "Egress",
                "IpProtocol": protocol,
                "Tags": tags,
                **ports,
                **given(
                    CidrIpv4=cidr,
                    PrefixListId=addresses,
                    ReferencedGroupInfo=None if peer is None else {"GroupId": peer},
                ),
            },
            back,
        )
        # Descriptions moto keeps only here, and none of a prefix list.
        for addresses in permission.get("PrefixListIds", []):
            del addresses["Description"]
        back = aws.call("ec2", "DescribeSecurityGroups", GroupIds=[group])["SecurityGroups"][0]
        if not any(
            matches({"IpProtocol": protocol, **ports}, other)
            and any(matches(one, peer) for kind in PEERS for one in permission.get(kind, []) for peer in other[kind])
            for other in back["IpPermissionsEgress" if direction == "Egress" else "IpPermissions"]
        ):
            raise Refused(f"{permission} is not among the rules")
        return {"id": rule}

    return send


SENDERS["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"] = security_group_rule("Ingress")
SENDERS["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"] = security_group_rule("Egress")


@sends("aws:ec2/subnetCidrReservation:SubnetCidrReservation")
def subnet_cidr_reservation(aws, name, inputs):
    subnet = inputs.take("subnetId")
    sent = {
        "Cidr": inputs.take("cidrBlock"),
        "ReservationType": inputs.take("reservationType"),
        "Description": inputs.take("description"),
    }
    made = aws.call("ec2", "CreateSubnetCidrReservation", SubnetId=subnet, **sent)["SubnetCidrReservation"]
    back = aws.call("ec2", "GetSubnetCidrReservations", SubnetId=subnet)["SubnetIpv4CidrReservations"]
    identity = made["SubnetCidrReservationId"]
    # moto forgets the description.
    del sent["Description"]
    kept(sent, next(one for one in back if one["SubnetCidrReservationId"] == identity))
    return {"id": identity}


# Names


@sends("aws:route53/zone:Zone")
def zone(aws, name, inputs):
    (network,) = inputs.take("vpcs")
    sent = {"Name": inputs.take("name"), "VPC": {"VPCId": network.take("vpcId"), "VPCRegion": network.take("vpcRegion")}}
    # To AWS a zone with a network is private; moto wants to be told.
    config = {"Comment": inputs.take("comment"), "PrivateZone": True}
    made = aws.call("route53", "CreateHostedZone", CallerReference=name, HostedZoneConfig=config, **sent)["HostedZone"]
    identity = made["Id"].rsplit("/", 1)[1]
    tags = aws.tag_list(inputs)
    aws.call("route53", "ChangeTagsForResource", ResourceType="hostedzone", ResourceId=identity, AddTags=tags)
    back = aws.call("route53", "GetHostedZone", Id=identity)
    kept({"Name": sent["Name"] + ".", "Config": config}, back["HostedZone"])
    kept([sent["VPC"]], back["VPCs"], "VPCs")
    back = aws.call("route53", "ListTagsForResource", ResourceType="hostedzone", ResourceId=identity)
    kept(tags, back["ResourceTagSet"]["Tags"], "Tags")
    return {"id": identity, "zoneId": identity}


@sends("aws:route53/zoneAssociation:ZoneAssociation")
def zone_association(aws, name, inputs):
    identity = inputs.take("zoneId")
    sent = {"VPCId": inputs.take("vpcId"), "VPCRegion": inputs.take("vpcRegion")}
    aws.call("route53", "AssociateVPCWithHostedZone", HostedZoneId=identity, VPC=sent)
    back = aws.call("route53", "GetHostedZone", Id=identity)
    kept(sent, next(vpc for vpc in back["VPCs"] if vpc["VPCId"] == sent["VPCId"]), "VPCs")
    return {"id": identity + ":" + sent["VPCId"]}


@sends("aws:route53/record:Record")
def record(aws, name, inputs):
    identity = inputs.take("zoneId")
    sent = {"Name": inputs.take("name"), "Type": inputs.take("type")}
    values = inputs.take("records")
    if values is not None:
        sent["TTL"] = inputs.take("ttl")
        sent["ResourceRecords"] = [{"Value": value} for value in values]
    for alias in inputs.take("aliases", []):
        sent["AliasTarget"] = {
            "DNSName": alias.take("name"),
            "HostedZoneId": alias.take("zoneId"),
            "EvaluateTargetHealth": alias.take("evaluateTargetHealth"),
        }
    aws.call(
        "route53",
        "ChangeResourceRecordSets",
        HostedZoneId=identity,
        ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": sent}]},
    )
    back = aws.call("route53", "ListResourceRecordSets", HostedZoneId=identity)["ResourceRecordSets"]
    found = [other for other in back if other["Name"] == sent["Name"] + "." and other["Type"] == sent["Type"]]
    kept([{**sent, "Name": sent["Name"] + "."}], found, name)
    return {"id": f"{identity}_{sent['Name']}_{sent['Type']}"}


# Load balancer


@sends("aws:lb/loadBalancer:LoadBalancer")
def load_balancer(aws, name, inputs):
    tags = aws.tag_list(inputs)
    groups = inputs.take("securityGroups")
    subnets = inputs.take("subnets")
    sent = {
        "Type": inputs.take("loadBalancerType"),
        "Scheme": "internal" if inputs.take("internal") else "internet-facing",
    }
    made = aws.call(
        "elbv2",
        "CreateLoadBalancer",
        Name=inputs.take("name", name + SUFFIX),
        Subnets=subnets,
        SecurityGroups=groups,
        Tags=tags,
        **sent,
    )["LoadBalancers"][0]
    arn = made["LoadBalancerArn"]
    across = {
        "Key": "load_balancing.cross_zone.enabled",
        "Value": json.dumps(inputs.take("enableCrossZoneLoadBalancing")),
    }
    aws.call("elbv2", "ModifyLoadBalancerAttributes", LoadBalancerArn=arn, Attributes=[across])
    back = aws.call("elbv2", "DescribeLoadBalancers", LoadBalancerArns=[arn])["LoadBalancers"][0]
    kept(sent, back)
    kept(groups, back["SecurityGroups"], "SecurityGroups")
    kept(subnets, [zone["SubnetId"] for zone in back["AvailabilityZones"]], "Subnets")
    back = aws.call("elbv2", "DescribeLoadBalancerAttributes", LoadBalancerArn=arn)["Attributes"]
    kept([across], [attribute for attribute in back if attribute["Key"] == across["Key"]], "Attributes")
    return {"id": arn, "arn": arn, "dnsName": made["DNSName"], "zoneId": made["CanonicalHostedZoneId"]}


@sends("aws:lb/targetGroup:TargetGroup")
def target_group(aws, name, inputs):
    sent = {
        "Port": inputs.take("port"),
        "Protocol": inputs.take("protocol"),
        "TargetType": inputs.take("targetType"),
        "VpcId": inputs.take("vpcId"),
    }
    made = aws.call(
        "elbv2", "CreateTargetGroup", Name=inputs.take("name", name + SUFFIX), Tags=aws.tag_list(inputs), **sent
    )["TargetGroups"][0]
    arn = made["TargetGroupArn"]
    client = {"Key": "preserve_client_ip.enabled", "Value": str(inputs.take("preserveClientIp")).lower()}
    aws.call("elbv2", "ModifyTargetGroupAttributes", TargetGroupArn=arn, Attributes=[client])
    kept(sent, aws.call("elbv2", "DescribeTargetGroups", TargetGroupArns=[arn])["TargetGroups"][0])
    back = aws.call("elbv2", "DescribeTargetGroupAttributes", TargetGroupArn=arn)["Attributes"]
    kept([client], [attribute for attribute in back if attribute["Key"] == client["Key"]], "Attributes")
    return {"id": arn, "arn": arn}


@sends("aws:lb/targetGroupAttachment:TargetGroupAttachment")
def target(aws, name, inputs):
    group = inputs.take("targetGroupArn")
    sent = {"Id": inputs.take("targetId"), "Port": inputs.take("port")}
    aws.call("elbv2", "RegisterTargets", TargetGroupArn=group, Targets=[sent])
    back = aws.call("elbv2", "DescribeTargetHealth", TargetGroupArn=group)["TargetHealthDescriptions"]
    if not any(matches({"Target": sent}, other) for other in back):
        raise Refused(f"{sent} is not among the targets")
    return {"id": name}


@sends("aws:lb/listener:Listener")
def listener(aws, name, inputs):
    balancer = inputs.take("loadBalancerArn")
    sent = {
        "Port": inputs.take("port"),
        "Protocol": inputs.take("protocol"),
        "SslPolicy": inputs.take("sslPolicy"),
        "Certificates": [{"CertificateArn": inputs.take("certificateArn")}],
        "DefaultActions": [
            {"Type": action.take("type"), "TargetGroupArn": action.take("targetGroupArn")}
            for action in inputs.take("defaultActions")
        ],
    }
    arn = aws.call("elbv2", "CreateListener", LoadBalancerArn=balancer, **sent)["Listeners"][0]["ListenerArn"]
    back = aws.call("elbv2", "DescribeListeners", ListenerArns=[arn])["Listeners"][0]
    kept({"LoadBalancerArn": balancer, **sent}, back)
    return {"id": arn, "arn": arn}


# MSK


@sends("aws:msk/configuration:Configuration")
def configuration(aws, name, inputs):
    text = inputs.take("serverProperties")
    sent = given(
        Name=inputs.take("name"),
        Description=inputs.take("description"),
        KafkaVersions=inputs.take("kafkaVersions"),
        ServerProperties=text.encode(),
    )
    if not CONFIGURATION_NAME.fullmatch(sent["Name"]):
        raise Refused(f"Name is {sent['Name']}, and matches {CONFIGURATION_NAME.pattern}")
    bodies = []
    events = aws.client("kafka").meta.events

    def look(request, **_):
        bodies.append(json.loads(request.body))

    events.register_first("before-send.kafka.CreateConfiguration", look)
    made = aws.call("kafka", "CreateConfiguration", **sent)
    events.unregister("before-send.kafka.CreateConfiguration", look)
    kept(base64.b64encode(text.encode()).decode(), bodies[0]["serverProperties"], "serverProperties")
    if made is not None:
        return {"id": made["Arn"], "arn": made["Arn"]}
    identity = f"{sent['Name']}/abcdabcd-1234-abcd-1234-abcd123e8e8e-1"
    arn = f"arn:aws:kafka:{aws.region}:{DEFAULT_ACCOUNT_ID}:configuration/{identity}"
    return {"id": arn, "arn": arn}


def connectivity(ways):
    """The two halves of it: what a cluster can be made with, and what only a second step can open."""
    public = ways.take("publicAccess")
    vpcs = ways.take("vpcConnectivity")
    opened = {}
    if public is not None:
        opened["PublicAccess"] = {"Type": public.take("type")}
    if vpcs is not None:
        authentication = vpcs.take("clientAuthentication")
        sasl = authentication.take("sasl")
        opened["VpcConnectivity"] = {
            "ClientAuthentication": given(
                Sasl=given(Iam=enabled(sasl.take("iam")), Scram=enabled(sasl.take("scram"))),
                Tls=enabled(authentication.take("tls")),
            )
        }
    return {"PublicAccess": {"Type": "DISABLED"}}, opened


@sends("aws:msk/cluster:Cluster")
def cluster(aws, name, inputs):
    nodes = inputs.take("brokerNodeGroupInfo")
    group = {
        "InstanceType": nodes.take("instanceType"),
        "ClientSubnets": nodes.take("clientSubnets"),
        "SecurityGroups": nodes.take("securityGroups"),
    }
    storage = nodes.take("storageInfo")
    if storage is not None:
        ebs = storage.take("ebsStorageInfo")
        throughput = ebs.take("provisionedThroughput")
        group["StorageInfo"] = {
            "EbsStorageInfo": given(
                VolumeSize=ebs.take("volumeSize"),
                ProvisionedThroughput=None
                if throughput is None
                else given(Enabled=throughput.take("enabled"), VolumeThroughput=throughput.take("volumeThroughput")),
            )
        }
    opened = None
    ways = nodes.take("connectivityInfo")
    if ways is not None:
        group["ConnectivityInfo"], opened = connectivity(ways)
    authentication = inputs.take("clientAuthentication")
    sasl = authentication.take("sasl")
    tls = authentication.take("tls")
    encryption = inputs.take("encryptionInfo")
    transit = encryption.take("encryptionInTransit")
    key = encryption.take("encryptionAtRestKmsKeyArn")
    software = inputs.take("configurationInfo")
    prometheus = inputs.take("openMonitoring").take("prometheus")
    exporters = {
        "JmxExporter": {"EnabledInBroker": prometheus.take("jmxExporter").take("enabledInBroker")},
        "NodeExporter": {"EnabledInBroker": prometheus.take("nodeExporter").take("enabledInBroker")},
    }
    logs = inputs.take("loggingInfo").take("brokerLogs")
    kinds = {}
    watched = logs.take("cloudwatchLogs")
    if watched is not None:
        kinds["CloudWatchLogs"] = given(Enabled=watched.take("enabled"), LogGroup=watched.take("logGroup"))
    stored = logs.take("s3")
    if stored is not None:
        kinds["S3"] = given(Enabled=stored.take("enabled"), Bucket=stored.take("bucket"), Prefix=stored.take("prefix"))
    version = inputs.take("kafkaVersion")
    configured = {"Arn": software.take("arn"), "Revision": software.take("revision")}
    described = given(
        BrokerNodeGroupInfo=group,
        NumberOfBrokerNodes=inputs.take("numberOfBrokerNodes"),
        ClientAuthentication=given(
            Sasl=None if sasl is None else given(Iam=enabled(sasl.take("iam")), Scram=enabled(sasl.take("scram"))),
            Tls=None
            if tls is None
            else {"Enabled": True, "CertificateAuthorityArnList": tls.take("certificateAuthorityArns")},
            Unauthenticated=enabled(authentication.take("unauthenticated")),
        ),
        EncryptionInfo=given(
            EncryptionAtRest=None if key is None else {"DataVolumeKMSKeyId": key},
            EncryptionInTransit={"ClientBroker": transit.take("clientBroker"), "InCluster": transit.take("inCluster")},
        ),
        EnhancedMonitoring=inputs.take("enhancedMonitoring"),
        OpenMonitoring={"Prometheus": exporters},
        LoggingInfo={"BrokerLogs": kinds},
        StorageMode=inputs.take("storageMode"),
    )
    provisioned = {**described, "KafkaVersion": version, "ConfigurationInfo": configured}
    cluster_name = inputs.take("clusterName")
    tags = aws.tags(inputs)
    # Pulumi's provider makes a cluster with the first of the two calls; the second is the one that AWS recommends.
    arn = aws.call("kafka", "CreateCluster", ClusterName=cluster_name, Tags=tags, **provisioned)["ClusterArn"]
    back = aws.call("kafka", "DescribeCluster", ClusterArn=arn)["ClusterInfo"]
    current = {
        "KafkaVersion": version,
        "ConfigurationArn": configured["Arn"],
        "ConfigurationRevision": configured["Revision"],
    }
    kept({"ClusterName": cluster_name, "CurrentBrokerSoftwareInfo": current, **described, "Tags": tags}, back)
    second = aws.call("kafka", "CreateClusterV2", ClusterName=cluster_name, Tags=tags, Provisioned=provisioned)
    back = aws.call("kafka", "DescribeClusterV2", ClusterArn=second["ClusterArn"])["ClusterInfo"]
    few = {name: described[name] for name in KEPT_OF_THE_SECOND if name in described}
    kept({"ClusterName": cluster_name, "ClusterType": "PROVISIONED", "Provisioned": few, "Tags": tags}, back)
    if opened:
        current_version = aws.call("kafka", "DescribeCluster", ClusterArn=arn)["ClusterInfo"]["CurrentVersion"]
        aws.call(
            "kafka", "UpdateConnectivity", ClusterArn=arn, CurrentVersion=current_version, ConnectivityInfo=opened
        )
    return {"id": arn, "arn": arn}


@sends("aws:msk/serverlessCluster:ServerlessCluster")
def serverless_cluster(aws, name, inputs):
    sent = {
        "VpcConfigs": [
            {"SubnetIds": where.take("subnetIds"), "SecurityGroupIds": where.take("securityGroupIds")}
            for where in inputs.take("vpcConfigs")
        ],
        "ClientAuthentication": {
            "Sasl": {"Iam": enabled(inputs.take("clientAuthentication").take("sasl").take("iam").take("enabled"))}
        },
    }
    cluster_name = inputs.take("clusterName")
    tags = aws.tags(inputs)
    arn = aws.call("kafka", "CreateClusterV2", ClusterName=cluster_name, Tags=tags, Serverless=sent)["ClusterArn"]
    back = aws.call("kafka", "DescribeClusterV2", ClusterArn=arn)["ClusterInfo"]
    kept({"ClusterName": cluster_name, "ClusterType": "SERVERLESS", "Serverless": sent, "Tags": tags}, back)
    return {"id": arn, "arn": arn}


@sends("aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation")
def scram_secret(aws, name, inputs):
    arn = inputs.take("clusterArn")
    secret = inputs.take("secretArn")
    answer = aws.call("kafka", "BatchAssociateScramSecret", ClusterArn=arn, SecretArnList=[secret])
    if answer is not None:
        kept([], answer.get("UnprocessedScramSecrets", []), "UnprocessedScramSecrets")
    return {"id": name}


@sends("aws:msk/clusterPolicy:ClusterPolicy")
def cluster_policy(aws, name, inputs):
    arn = inputs.take("clusterArn")
    policy = inputs.take("policy")
    aws.call("kafka", "PutClusterPolicy", ClusterArn=arn, Policy=policy)
    back = aws.call("kafka", "GetClusterPolicy", ClusterArn=arn)["Policy"]
    kept(json.loads(policy), json.loads(back))
    for statement in json.loads(policy)["Statement"]:
        kept(arn, statement["Resource"], "Resource")
    return {"id": name}


@sends("aws:iam/policy:Policy")
def policy(aws, name, inputs):
    document = inputs.take("policy")
    sent = {"PolicyName": inputs.take("name"), "Description": inputs.take("description")}
    tags = aws.tag_list(inputs)
    # moto judges the document, as IAM does.
    made = aws.call("iam", "CreatePolicy", **sent, PolicyDocument=document, Tags=tags)["Policy"]
    arn = made["Arn"]
    back = aws.call("iam", "GetPolicy", PolicyArn=arn)["Policy"]
    kept({**sent, "Tags": tags}, back)
    version = aws.call("iam", "GetPolicyVersion", PolicyArn=arn, VersionId=back["DefaultVersionId"])["PolicyVersion"]
    kept(json.loads(document), version["Document"])
    clusters = [made["ClusterArn"] for made in aws.call("kafka", "ListClustersV2")["ClusterInfoList"]]
    if not any([cluster] == version["Document"]["Statement"][0]["Resource"] for cluster in clusters):
        raise Refused(f"{version['Document']['Statement'][0]} is for none of {clusters}")
    return {"id": arn, "arn": arn}


@sends("aws:appautoscaling/target:Target")
def scalable_target(aws, name, inputs):
    sent = {
        "ServiceNamespace": inputs.take("serviceNamespace"),
        "ResourceId": inputs.take("resourceId"),
        "ScalableDimension": inputs.take("scalableDimension"),
        "MinCapacity": inputs.take("minCapacity"),
        "MaxCapacity": inputs.take("maxCapacity"),
    }
    aws.call("application-autoscaling", "RegisterScalableTarget", **sent)
    back = aws.call(
        "application-autoscaling", "DescribeScalableTargets", ServiceNamespace=sent["ServiceNamespace"]
    )["ScalableTargets"]
    kept([sent], back, name)
    return {"id": sent["ResourceId"], "resourceId": sent["ResourceId"]}


@sends("aws:appautoscaling/policy:Policy")
def scaling_policy(aws, name, inputs):
    tracking = inputs.take("targetTrackingScalingPolicyConfiguration")
    metric = tracking.take("predefinedMetricSpecification")
    sent = {
        "PolicyName": inputs.take("name"),
        "ServiceNamespace": inputs.take("serviceNamespace"),
        "ResourceId": inputs.take("resourceId"),
        "ScalableDimension": inputs.take("scalableDimension"),
        "PolicyType": inputs.take("policyType"),
        "TargetTrackingScalingPolicyConfiguration": {
            "TargetValue": tracking.take("targetValue"),
            "DisableScaleIn": tracking.take("disableScaleIn"),
            "PredefinedMetricSpecification": {"PredefinedMetricType": metric.take("predefinedMetricType")},
        },
    }
    aws.call("application-autoscaling", "PutScalingPolicy", **sent)
    back = aws.call(
        "application-autoscaling", "DescribeScalingPolicies", ServiceNamespace=sent["ServiceNamespace"]
    )["ScalingPolicies"]
    kept([sent], back, name)
    return {"id": sent["PolicyName"]}


# What is kept and watched


@sends("aws:kms/key:Key")
def key(aws, name, inputs):
    description = inputs.take("description")
    tags = pairs(aws.tags(inputs), "TagKey", "TagValue")
    made = aws.call("kms", "CreateKey", Description=description, Tags=tags)["KeyMetadata"]
    identity = made["KeyId"]
    if inputs.take("enableKeyRotation"):
        aws.call("kms", "EnableKeyRotation", KeyId=identity)
    days = inputs.take("deletionWindowInDays")
    kept({"Description": description}, aws.call("kms", "DescribeKey", KeyId=identity)["KeyMetadata"])
    kept({"KeyRotationEnabled": True}, aws.call("kms", "GetKeyRotationStatus", KeyId=identity))
    kept(tags, aws.call("kms", "ListResourceTags", KeyId=identity)["Tags"], "Tags")
    # How long AWS waits when the key goes is said only then; so a key of the same kind goes.
    other = aws.call("kms", "CreateKey", Description=description)["KeyMetadata"]["KeyId"]
    aws.call("kms", "ScheduleKeyDeletion", KeyId=other, PendingWindowInDays=days)
    return {"id": identity, "arn": made["Arn"]}


@sends("aws:cloudwatch/logGroup:LogGroup")
def log_group(aws, name, inputs):
    group = inputs.take("name")
    days = inputs.take("retentionInDays")
    tags = aws.tags(inputs)
    aws.call("logs", "CreateLogGroup", logGroupName=group, tags=tags)
    aws.call("logs", "PutRetentionPolicy", logGroupName=group, retentionInDays=days)
    back = aws.call("logs", "DescribeLogGroups", logGroupNamePrefix=group)["logGroups"][0]
    kept({"logGroupName": group, "retentionInDays": days}, back)
    arn = back["arn"].removesuffix(":*")
    kept(tags, aws.call("logs", "ListTagsForResource", resourceArn=arn)["tags"], "tags")
    return {"id": group, "name": group, "arn": arn}


@sends("aws:glue/registry:Registry")
def registry(aws, name, inputs):
    sent = {"RegistryName": inputs.take("registryName"), "Description": inputs.take("description")}
    tags = aws.tags(inputs)
    made = aws.call("glue", "CreateRegistry", **sent, Tags=tags)
    identity = made["RegistryArn"]
    back = aws.call("glue", "GetRegistry", RegistryId={"RegistryArn": identity})
    if back is not None:
        kept({**sent, "RegistryArn": identity}, back)
    kept(tags, made["Tags"], "tags")
    return {"id": identity, "arn": identity}


def metric_query(query):
    sent = given(
        Id=query.take("id"),
        Expression=query.take("expression"),
        Label=query.take("label"),
        ReturnData=query.take("returnData", False),
    )
    metric = query.take("metric")
    if metric is not None:
        sent["MetricStat"] = {
            "Metric": {
                "Namespace": metric.take("namespace"),
                "MetricName": metric.take("metricName"),
                "Dimensions": pairs(metric.map("dimensions"), "Name"),
            },
            "Period": metric.take("period"),
            "Stat": metric.take("stat"),
        }
    return sent


@sends("aws:cloudwatch/metricAlarm:MetricAlarm")
def metric_alarm(aws, name, inputs):
    queries = inputs.take("metricQueries")
    dimensions = inputs.map("dimensions")
    sent = given(
        AlarmName=inputs.take("name"),
        AlarmDescription=inputs.take("alarmDescription"),
        AlarmActions=inputs.take("alarmActions"),
        OKActions=inputs.take("okActions"),
        ComparisonOperator=inputs.take("comparisonOperator"),
        Dimensions=pairs(dimensions, "Name") if dimensions else None,
        EvaluationPeriods=inputs.take("evaluationPeriods"),
        MetricName=inputs.take("metricName"),
        Metrics=None if queries is None else [metric_query(query) for query in queries],
        Namespace=inputs.take("namespace"),
        Period=inputs.take("period"),
        Statistic=inputs.take("statistic"),
        Threshold=inputs.take("threshold"),
        TreatMissingData=inputs.take("treatMissingData"),
    )
    tags = aws.tag_list(inputs)
    aws.call("cloudwatch", "PutMetricAlarm", Tags=tags, **sent)
    (back,) = aws.call("cloudwatch", "DescribeAlarms", AlarmNames=[sent["AlarmName"]])["MetricAlarms"]
    kept(sent, back)
    kept(tags, aws.call("cloudwatch", "ListTagsForResource", ResourceARN=back["AlarmArn"])["Tags"], "Tags")
    return {"id": sent["AlarmName"], "arn": back["AlarmArn"]}


# What a description says is there already


def existing(aws, text):
    """The same text, with things that moto has in place of those that a description names and nobody made."""
    made = {}
    vpcs = sorted(set(re.findall(r'"(vpc-[0-9a-z]+)"', text)))
    subnets = sorted(set(re.findall(r'"(subnet-[0-9a-z]+)"', text)))
    zones = sorted(set(re.findall(r'"zoneId": "(Z[0-9A-Z]+)"', text)))
    client = aws.client("ec2")
    for vpc_id in vpcs or (["a network"] if subnets or zones else []):
        made[vpc_id] = client.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    for i, subnet_id in enumerate(subnets):
        made[subnet_id] = client.create_subnet(
            VpcId=made[(vpcs or ["a network"])[0]],
            CidrBlock=f"10.0.{i}.0/24",
            AvailabilityZone=aws.region + "abc"[i % 3],
        )["Subnet"]["SubnetId"]
    for group_id in sorted(set(re.findall(r'"(sg-[0-9a-z]+)"', text))):
        made[group_id] = client.create_security_group(GroupName=group_id, Description="there already")["GroupId"]
    for zone_id in zones:
        made[zone_id] = aws.client("route53").create_hosted_zone(
            Name=the_zone(text), CallerReference=zone_id
        )["HostedZone"]["Id"].rsplit("/", 1)[1]
    for arn in sorted(set(re.findall(r'"(arn:aws:acm:[^"]+)"', text))):
        made[arn] = aws.client("acm").request_certificate(DomainName="kafka.example.org")["CertificateArn"]
    for before, after in made.items():
        text = text.replace(f'"{before}"', f'"{after}"')
    return text


def the_zone(text):
    """What the names of all records end in."""
    names = [
        resource["inputs"]["name"] for resource in json.loads(text) if resource["type"] == "aws:route53/record:Record"
    ]
    return min((name.split(".", 1)[1] for name in names), key=len)


def judge(case):
    aws = Account(case["region"], case["tags"])
    refused = []
    attributes = {}

    def attribute(match):
        prefix, title, name = match.groups()
        arn = re.fullmatch(r"arn:aws:kafka:.+:([a-z-]+)/.+/", prefix or "")
        if arn:
            return attributes[title]["arn"].replace(":cluster/", f":{arn.group(1)}/")
        return attributes[title]["arn" if prefix else name]

    waiting = json.loads(existing(aws, json.dumps(case["resources"])))
    while waiting:
        ready = [
            resource
            for resource in waiting
            if all(title in attributes for _, title, _ in REFERENCE.findall(json.dumps(resource["inputs"])))
        ]
        if not ready:
            for resource in waiting:
                wanted = sorted({title for _, title, _ in REFERENCE.findall(json.dumps(resource["inputs"]))})
                missing = [title for title in wanted if title not in attributes]
                refused.append(f"{resource['title']}: there is no {', '.join(missing)}")
            break
        for resource in ready:
            waiting.remove(resource)
            title = resource["title"]
            try:
                if resource["type"] not in SENDERS:
                    raise Refused(f"nothing here sends {resource['type']}")
                send = SENDERS[resource["type"]]
                inputs = Inputs(json.loads(REFERENCE.sub(attribute, json.dumps(resource["inputs"]))))
                attributes[title] = send(aws, title.split(" ", 1)[1], inputs)
                if inputs.left():
                    raise Refused(f"{', '.join(inputs.left())} is not sent")
            except Refused as error:
                refused.append(f"{title}: {error}")
            except Exception as error:  # One broken resource does not hide the others.
                refused.append(f"{title}: {type(error).__name__}: {error}")
    return {"case": case["case"], "answered": aws.answered, "validated": aws.validated, "refused": refused}


def main():
    # moto brings an account of its own; a person's is none of its business.
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ["AWS_CONFIG_FILE"] = os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)
    results = []
    for case in cases:
        with mock_aws():
            results.append(judge(case))
    json.dump(results, sys.stdout, indent=1, sort_keys=True)


if __name__ == "__main__":
    main()

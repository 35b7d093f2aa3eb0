package io.trivet.edge.account;

/**
 * What AWS gives an account only so much of.
 *
 * <p>Source: the codes that {@code aws service-quotas list-service-quotas} prints, read 2026-11.
 */
public enum Quota {
    /** Virtual CPUs of on-demand instances of the families A, C, D, H, I, M, R, T and Z. */
    STANDARD_CPUS("ec2", "L-1216C47A", "vCPUs of running on-demand standard instances"),
    /** Storage of gp3 volumes. */
    GP3_TIB("ebs", "L-7A658B76", "TiB of gp3 volumes"),
    /** Storage of gp2 volumes. */
    GP2_TIB("ebs", "L-D18FCD1D", "TiB of gp2 volumes"),
    /** Storage of io1 volumes. */
    IO1_TIB("ebs", "L-FD252861", "TiB of io1 volumes"),
    /** Storage of io2 volumes. */
    IO2_TIB("ebs", "L-09BD8365", "TiB of io2 volumes"),
    /** Storage of sc1 volumes. */
    SC1_TIB("ebs", "L-17AF77E8", "TiB of sc1 volumes"),
    /** Storage of st1 volumes. */
    ST1_TIB("ebs", "L-82ACEF56", "TiB of st1 volumes"),
    /** VPCs of a region. */
    VPCS("vpc", "L-F678F1CE", "VPCs"),
    /** Elastic IP addresses of a region. */
    ADDRESSES("ec2", "L-0263D0A3", "Elastic IP addresses"),
    /** NAT gateways of an availability zone. */
    GATEWAYS("vpc", "L-FE5A380F", "NAT gateways"),
    /** Rules of a security group, each way. */
    RULES("vpc", "L-0EA8095F", "rules of a security group"),
    /** Brokers of all clusters of Amazon MSK; found by its name, since no source of its code was at hand. */
    MSK_BROKERS("kafka", "", "brokers of Amazon MSK");

    private final String service;
    private final String code;
    private final String counts;

    Quota(String service, String code, String counts) {
        this.service = service;
        this.code = code;
        this.counts = counts;
    }

    /** As Service Quotas names the service. */
    public String service() {
        return service;
    }

    /** {@code L-…}; empty where it is found by its name. */
    public String code() {
        return code;
    }

    /** What is counted, for people. */
    public String counts() {
        return counts;
    }
}

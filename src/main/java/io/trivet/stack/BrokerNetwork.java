package io.trivet.stack;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The network that brokers lie in, one that exists or one that is made. */
public interface BrokerNetwork {
    /** Its block of addresses. */
    Cidr cidr();

    /** Id of the VPC that exists; empty when one is made. */
    Optional<String> vpc();

    /** Private subnets of that VPC, by zone. */
    SortedMap<String, Subnet> subnets();

    /** Who may reach the ports of clients besides the security group of clients; empty where that is all. */
    Optional<List<ClientSource>> clients();
}

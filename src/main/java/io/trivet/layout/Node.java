package io.trivet.layout;

import io.trivet.stack.Address;

/**
 * One node: everything that identifies it, known before anything exists.
 *
 * @param number from 1 within its role
 * @param id as Kafka or ZooKeeper knows it
 * @param zone where it stands: zone (number - 1) mod 3
 * @param address private and fixed
 * @param dnsName what others call it, and what it advertises
 * @param portShift added to every standard port; 0 wherever a node has an address of its own
 */
public record Node(Role role, int number, int id, Zone zone, Address address, String dnsName, int portShift) {
    /** {@code broker4}. */
    public String name() {
        return role.node(number);
    }

    /** The port on which this node offers what stands on {@code standard} everywhere else. */
    public int port(int standard) {
        return standard + portShift;
    }

    /** {@code broker4.orders.prod.internal:9092}. */
    public String endpoint(int standardPort) {
        return dnsName + ":" + port(standardPort);
    }
}

package io.trivet.layout;

import io.trivet.stack.Address;

/** Where the nodes run. It decides addresses, folders of data and the size of the JVMs, and nothing else. */
public sealed interface Site {
    /** Each node is an EC2 instance. */
    Site EC2 = new Ec2();

    /** The address of a node whose described address is given. */
    Address address(Address described);

    /** What is added to the standard ports of the node at this position, from 0, among all nodes. */
    int portShift(int position);

    /** The folder on the node's machine in which {@code path} lies, for the node of this name. */
    String folder(String node, String path);

    /** Each node is an EC2 instance: its address is the described one and its paths are the machine's. */
    record Ec2() implements Site {
        @Override
        public Address address(Address described) {
            return described;
        }

        @Override
        public int portShift(int position) {
            return 0;
        }

        @Override
        public String folder(String node, String path) {
            return path;
        }
    }

    /**
     * Each node is a process on this machine, on loopback only.
     *
     * @param root folder that holds everything of the stack, absolute, with forward slashes
     * @param oneAddress whether all nodes share 127.0.0.1 on shifted ports, because the system has no other loopback
     *     address
     */
    record ThisMachine(String root, boolean oneAddress) implements Site {
        /** Standard ports of all roles are less than this apart within one group, so that shifted ones never meet. */
        private static final int PORTS_PER_NODE = 20;

        private static final int LOOPBACK = 127 << 24;

        @Override
        public Address address(Address described) {
            return oneAddress ? new Address(LOOPBACK | 1) : new Address(LOOPBACK | described.bits() & 0xFF_FFFF);
        }

        @Override
        public int portShift(int position) {
            return oneAddress ? position * PORTS_PER_NODE : 0;
        }

        @Override
        public String folder(String node, String path) {
            return root + "/nodes/" + node + path;
        }
    }
}
